/** Characters put in, taken out or changed between two texts (Levenshtein), counted to `most`. */
export function editDistance(one: string, other: string, most = 2000): number {
  const [a, b] = [[...one], [...other]]
  if (Math.abs(a.length - b.length) >= most) return most
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [line, letter] of a.entries()) {
    const next = [line + 1]
    for (const [column, against] of b.entries()) {
      const kept = (row[column] ?? 0) + (letter === against ? 0 : 1)
      next.push(Math.min(kept, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(most, row[b.length] ?? 0)
}
