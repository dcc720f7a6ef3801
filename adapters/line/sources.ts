import type { Citation } from '../../bot/outcome.ts'
import { japaneseDateText } from '../../storage/ground/japan-time.ts'
import { lineTexts } from './texts.ts'

// https://developers.line.biz/en/reference/messaging-api/#uri-action
const URI_LIMIT = 1000

/** The address of a source as LINE takes it; undefined for another scheme or one that is too long. */
export function openableUrl({ url }: Citation): string | undefined {
  const parsed = url === undefined ? null : URL.parse(url)
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.href.length > URI_LIMIT) return undefined
  return parsed.href
}

/** `公募要領（2026年4月1日時点）`; what is no single day stands as it is: `公募要領（2026年度）`. */
export function sourceName({ title, date }: Citation): string {
  if (!date) return title
  return /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? `${title}（${lineTexts.asOf(japaneseDateText(date))}）`
    : `${title}（${date}）`
}

/** Sources in words, a line or two each, under their heading; empty without any. */
export function sourceLines(citations: readonly Citation[]): string {
  const lines = citations.map((source) => [`・${sourceName(source)}`, openableUrl(source)].filter(Boolean).join('\n'))
  return lines.length > 0 ? [`${lineTexts.sourcesHeading}:`, ...lines].join('\n') : ''
}
