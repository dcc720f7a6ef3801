import type { messagingApi } from '@line/bot-sdk'
import type { Citation, SchemeCard } from '../../bot/outcome.ts'
import { wordsThatReachStaff } from '../../handoff/texts.ts'
import {
  altText,
  BUBBLE_BYTES,
  badge,
  bubble,
  byteLength,
  heading,
  isFilled,
  rowBox,
  sayButton,
  sourceButtons,
  sourceTexts,
} from './flex-parts.ts'
import { wordsThatFit } from './postback-words.ts'
import { lineTexts } from './texts.ts'

// https://developers.line.biz/en/reference/messaging-api/#f-carousel
const CAROUSEL_LIMIT = 12
const CAROUSEL_BYTES = 50 * 1024
/** Rows told of a scheme among others; the card of the scheme itself has them all. */
const listedRows = new Set(['金額', '補助率', '締切', '対象', '条件', '前提', '内容'])

/** A scheme as a card: state, title, rows, sources to open, a way to staff. Rows, then sources, are left out to fit. */
export function schemeMessage(card: SchemeCard, citations: readonly Citation[]): messagingApi.FlexMessage {
  const rows = card.rows.filter(isFilled)
  return {
    type: 'flex',
    altText: altText(lineTexts.cardAltText(card.title, card.badge)),
    contents: fitting(rows.length, citations.length, (rowCount, sourceCount) => {
      const sources = citations.slice(0, sourceCount)
      return bubble(
        [
          badge(card),
          heading(card.title),
          ...rows.slice(0, rowCount).map((row) => rowBox(row)),
          ...sourceTexts(sources),
        ],
        [
          // Named in full: a card is tapped long after the talk has moved on.
          sayButton(lineTexts.askHow, wordsThatFit(card.title, lineTexts.howOf), 'primary'),
          ...sourceButtons(sources),
          // Quick replies are not shown on a PC and go with the next message: the way to a person stays on the card.
          sayButton(wordsThatReachStaff, wordsThatReachStaff, 'secondary'),
        ],
      )
    }),
  }
}

/**
 * The schemes of a list side by side, at most twelve; the sources of each on its own card. Undefined where not even
 * their names fit.
 */
export function listMessage(
  cards: readonly SchemeCard[],
  citations: readonly Citation[],
): messagingApi.FlexMessage | undefined {
  const listed = cards.slice(0, CAROUSEL_LIMIT)
  const carousel = (rowCount: number): messagingApi.FlexCarousel => ({
    type: 'carousel',
    contents: listed.map((card) => listedBubble(card, citations, rowCount)),
  })
  let rowCount = listedRows.size
  while (rowCount > 0 && byteLength(carousel(rowCount)) > CAROUSEL_BYTES) rowCount -= 1
  const contents = carousel(rowCount)
  if (byteLength(contents) > CAROUSEL_BYTES) return undefined
  return {
    type: 'flex',
    altText: altText(lineTexts.listAltText(listed.map(({ title, badge }) => `${title}（${badge}）`))),
    contents,
  }
}

function listedBubble(card: SchemeCard, citations: readonly Citation[], rowCount: number): messagingApi.FlexBubble {
  const rows = card.rows.filter((row) => isFilled(row) && listedRows.has(row.label)).slice(0, rowCount)
  const sources = citations.filter(({ id }) => id === card.recordId).slice(0, 1)
  return bubble(
    [badge(card), heading(card.title), ...rows.map((row) => rowBox(row))],
    [sayButton(lineTexts.askMore, wordsThatFit(card.title), 'primary'), ...sourceButtons(sources)],
    'kilo',
  )
}

/** The sources of an answer without a card. */
export function sourcesMessage(citations: readonly Citation[]): messagingApi.FlexMessage {
  return {
    type: 'flex',
    altText: altText(lineTexts.sourcesAltText(citations[0]?.title ?? '', citations.length - 1)),
    contents: fitting(0, citations.length, (_rows, sourceCount) => {
      const [, ...texts] = sourceTexts(citations.slice(0, sourceCount))
      return bubble(texts, sourceButtons(citations.slice(0, sourceCount)))
    }),
  }
}

function fitting(
  rowCount: number,
  sourceCount: number,
  build: (rowCount: number, sourceCount: number) => messagingApi.FlexBubble,
): messagingApi.FlexBubble {
  let [rows, sources] = [rowCount, sourceCount]
  for (;;) {
    const built = build(rows, sources)
    if (byteLength(built) <= BUBBLE_BYTES || (rows === 0 && sources === 0)) return built
    if (rows > 0) rows -= 1
    else sources -= 1
  }
}
