/** The first `length` UTF-16 units, never half a letter, with 「…」 where something is left out. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
