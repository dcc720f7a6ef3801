// https://developers.line.biz/en/docs/messaging-api/text-character-count/
/** LINE counts the text of a bubble in UTF-16 code units. */
export const BUBBLE_TEXT_LIMIT = 5000

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** At most `limit` UTF-16 code units of `text`, ending in `mark` when something was cut off; no cluster is torn. */
export function shortenUnits(text: string, limit: number, mark = '…'): string {
  return text.length <= limit ? text : text.slice(0, clusterEdge(text, limit - mark.length)) + mark
}

/**
 * Splits a text into parts of at most `limit` UTF-16 code units, none blank: after the last sentence or line that
 * fits, else between two grapheme clusters. White space at the edges of a part is dropped, nothing else.
 */
export function splitText(text: string, limit = BUBBLE_TEXT_LIMIT): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > limit) {
    const edge = sentenceEdge(rest, limit) ?? clusterEdge(rest, limit)
    parts.push(rest.slice(0, edge).trimEnd())
    rest = rest.slice(edge).trimStart()
  }
  if (rest !== '') parts.push(rest)
  return parts
}

/** The place after the last sentence end within `limit`; undefined when that would leave a part less than half full. */
function sentenceEdge(text: string, limit: number): number | undefined {
  for (let edge = limit; edge > limit / 2; edge -= 1) {
    if ('。！？!?\n'.includes(text.charAt(edge - 1)) && clusterEdge(text, edge) === edge) return edge
  }
  return undefined
}

/** The last place at or before `limit` between two clusters; a longer cluster is cut, a surrogate pair never. */
function clusterEdge(text: string, limit: number): number {
  if (limit >= text.length) return text.length
  const edge = graphemes.segment(text).containing(limit)?.index ?? limit
  if (edge > 0) return edge
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(limit))
  return splitsPair && limit > 1 ? limit - 1 : limit
}
