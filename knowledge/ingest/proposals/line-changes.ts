/** A stretch of lines that differs: what stood there and what stands there now. */
export interface LineChange {
  before: string[]
  after: string[]
}

const mostCells = 4_000_000

/** Where two texts differ, line by line; one large change where they are too long to be compared so. */
export function lineChanges(before: string, after: string): LineChange[] {
  const [old, current] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < old.length && start < current.length && old[start] === current[start]) start += 1
  let end = 0
  const shorter = Math.min(old.length, current.length) - start
  while (end < shorter && old.at(-1 - end) === current.at(-1 - end)) end += 1
  const a = old.slice(start, old.length - end)
  const b = current.slice(start, current.length - end)
  if (a.length === 0 && b.length === 0) return []
  return a.length * b.length > mostCells ? [{ before: a, after: b }] : changesBetween(a, b)
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')

function changesBetween(a: readonly string[], b: readonly string[]): LineChange[] {
  const width = b.length + 1
  // Length of the longest common run of lines from each place on.
  const common = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const changes: LineChange[] = []
  let change: LineChange | undefined
  const open = (): LineChange => {
    if (!change) {
      change = { before: [], after: [] }
      changes.push(change)
    }
    return change
  }
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && left === right) {
      change = undefined
      i += 1
      j += 1
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      open().before.push(left)
      i += 1
    } else if (right !== undefined) {
      open().after.push(right)
      j += 1
    }
  }
  return changes
}
