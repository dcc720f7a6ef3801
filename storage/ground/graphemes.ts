const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** At most `limit` grapheme clusters of `text`, with `…` as the last one when something was cut off. */
export function shortenGraphemes(text: string, limit: number): string {
  // A cluster has one code unit at least: most texts need no counting.
  if (text.length <= limit) return text
  const clusters = Array.from(graphemes.segment(text), ({ segment }) => segment)
  return clusters.length <= limit ? text : `${clusters.slice(0, limit - 1).join('')}…`
}
