export interface Span {
  start: number
  /** One past the last letter. */
  end: number
  distance: number
}

/**
 * The stretch of `text` nearest to `pattern` with at most `limit` edits (a letter more, less or other, two neighbours
 * exchanged), or undefined. Sellers' algorithm, with the start of each path carried along.
 */
export function nearestSpan(pattern: string, text: string, limit: number): Span | undefined {
  const rows = pattern.length + 1
  let earlier = { costs: new Array<number>(rows).fill(0), starts: new Array<number>(rows).fill(0) }
  let previous = { costs: Array.from({ length: rows }, (_, row) => row), starts: new Array<number>(rows).fill(0) }
  let best: Span | undefined
  for (let column = 1; column <= text.length; column += 1) {
    const current = { costs: new Array<number>(rows).fill(0), starts: new Array<number>(rows).fill(column) }
    const letter = text.charAt(column - 1)
    for (let row = 1; row < rows; row += 1) {
      let cost = (previous.costs[row - 1] ?? 0) + (pattern.charAt(row - 1) === letter ? 0 : 1)
      let start = previous.starts[row - 1] ?? 0
      const offer = (otherCost: number, otherStart: number) => {
        if (otherCost >= cost) return
        cost = otherCost
        start = otherStart
      }
      offer((previous.costs[row] ?? 0) + 1, previous.starts[row] ?? 0)
      offer((current.costs[row - 1] ?? 0) + 1, current.starts[row - 1] ?? 0)
      const exchanged =
        row > 1 &&
        column > 1 &&
        pattern.charAt(row - 1) === text.charAt(column - 2) &&
        pattern.charAt(row - 2) === letter
      if (exchanged) offer((earlier.costs[row - 2] ?? 0) + 1, earlier.starts[row - 2] ?? 0)
      current.costs[row] = cost
      current.starts[row] = start
    }
    const distance = current.costs[rows - 1] ?? rows
    if (distance <= limit && (!best || distance < best.distance)) {
      best = { start: current.starts[rows - 1] ?? 0, end: column, distance }
    }
    earlier = previous
    previous = current
  }
  return best
}
