import type { messagingApi } from '@line/bot-sdk'
import type { Citation, SchemeCard } from '../../bot/outcome.ts'
import { wordsThatReachStaff } from '../../handoff/texts.ts'
import { japaneseDateText } from '../../storage/ground/japan-time.ts'
import { writePostback } from './postback-words.ts'
import { shortenUnits } from './text-limits.ts'
import { lineTexts } from './texts.ts'

// Limits: https://developers.line.biz/en/reference/messaging-api/#flex-message
const BUBBLE_BYTES = 30 * 1024
const ALT_TEXT_LIMIT = 400
const BUTTON_LABEL_LIMIT = 40
const URI_LIMIT = 1000
/** Longer values are in the text bubble above; a card is for the eye. */
const VALUE_LIMIT = 400

const badgeColours = { open: '#0B7A3E', closed: '#9B1C1C', neutral: '#4A5568' } as const
const quiet = '#4A5568'

type Component = messagingApi.FlexComponent

/** A scheme as a card: state, title, rows, sources to open, a way to staff. Rows, then sources, are left out to fit. */
export function schemeMessage(card: SchemeCard, citations: readonly Citation[]): messagingApi.FlexMessage {
  return {
    type: 'flex',
    altText: shortenUnits(lineTexts.cardAltText(card.title, card.badge), ALT_TEXT_LIMIT),
    contents: fitting(card.rows, citations, (rows, sources) =>
      bubble(
        [
          {
            type: 'text',
            text: shown(card.badge),
            size: 'xs',
            weight: 'bold',
            color: badgeColours[card.badgeTone],
          },
          { type: 'text', text: shown(card.title), weight: 'bold', wrap: true },
          ...rows.filter(({ label, value }) => label.trim() && value.trim()).map(rowBox),
          ...sourceLines(sources),
        ],
        [...sourceButtons(sources), askStaffButton],
      ),
    ),
  }
}

/** The sources of an answer without a card. */
export function sourcesMessage(citations: readonly Citation[]): messagingApi.FlexMessage {
  const first = citations[0]?.title ?? ''
  return {
    type: 'flex',
    altText: shortenUnits(lineTexts.sourcesAltText(first, citations.length - 1), ALT_TEXT_LIMIT),
    contents: fitting([], citations, (_rows, sources) => bubble(sourceLines(sources), sourceButtons(sources))),
  }
}

/** The address of a source as LINE takes it; undefined for another scheme or one that is too long. */
export function openableUrl({ url }: Citation): string | undefined {
  const parsed = url === undefined ? null : URL.parse(url)
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.href.length > URI_LIMIT) return undefined
  return parsed.href
}

/** `公募要領（2026年4月1日時点）` */
export function sourceName({ title, date }: Citation): string {
  return date ? `${title}（${lineTexts.asOf(japaneseDateText(date))}）` : title
}

/** LINE refuses a blank text inside a card. */
const shown = (text: string): string => shortenUnits(text.trim(), VALUE_LIMIT) || '―'

function fitting(
  rows: SchemeCard['rows'],
  citations: readonly Citation[],
  build: (rows: SchemeCard['rows'], sources: readonly Citation[]) => messagingApi.FlexBubble,
): messagingApi.FlexBubble {
  let kept = { rows: rows.length, sources: citations.length }
  for (;;) {
    const built = build(rows.slice(0, kept.rows), citations.slice(0, kept.sources))
    if (Buffer.byteLength(JSON.stringify(built)) <= BUBBLE_BYTES || (kept.rows === 0 && kept.sources === 0))
      return built
    kept = kept.rows > 0 ? { ...kept, rows: kept.rows - 1 } : { ...kept, sources: kept.sources - 1 }
  }
}

function bubble(body: Component[], footer: Component[]): messagingApi.FlexBubble {
  return {
    type: 'bubble',
    body: { type: 'box', layout: 'vertical', spacing: 'md', contents: body },
    ...(footer.length > 0 && { footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: footer } }),
  }
}

function rowBox({ label, value }: SchemeCard['rows'][number]): Component {
  return {
    type: 'box',
    layout: 'vertical',
    contents: [
      { type: 'text', text: shown(label), size: 'xs', color: quiet, wrap: true },
      { type: 'text', text: shown(value), size: 'sm', wrap: true },
    ],
  }
}

/** Every source with its date, in words: a button shows only the start of a long title. */
function sourceLines(sources: readonly Citation[]): Component[] {
  if (sources.length === 0) return []
  return [
    { type: 'separator' },
    { type: 'text', text: lineTexts.sourcesHeading, size: 'xs', weight: 'bold', color: quiet },
    ...sources.map((source) => ({
      type: 'text' as const,
      text: shown(sourceName(source)),
      size: 'xs',
      color: quiet,
      wrap: true,
    })),
  ]
}

function sourceButtons(sources: readonly Citation[]): Component[] {
  return sources.flatMap((source) => {
    const uri = openableUrl(source)
    const label = shortenUnits(source.title.trim(), BUTTON_LABEL_LIMIT)
    return uri && label ? [{ type: 'button', style: 'link', height: 'sm', action: { type: 'uri', label, uri } }] : []
  })
}

/** Quick replies are not shown on a PC and go with the next message: the way to a person stays on the card. */
const askStaffButton: Component = {
  type: 'button',
  style: 'secondary',
  height: 'sm',
  action: {
    type: 'postback',
    label: wordsThatReachStaff,
    data: writePostback(wordsThatReachStaff),
    displayText: wordsThatReachStaff,
  },
}
