import type { messagingApi } from '@line/bot-sdk'
import type { DeliveryPayload } from '../../bot/delivery.ts'
import type { Reply } from '../../bot/outcome.ts'
import { choicesLine, quickReply } from './choices.ts'
import { withoutMarkdown } from './plain-text.ts'
import { listMessage, schemeMessage, sourcesMessage } from './scheme-messages.ts'
import { openableUrl, sourceLines } from './sources.ts'
import { BUBBLE_TEXT_LIMIT, shortenUnits, splitText } from './text-limits.ts'
import { lineTexts } from './texts.ts'

/** LINE takes one to five messages in a send. */
export const BUBBLE_LIMIT = 5
const SENDER_LIMIT = 20

type Bubble = messagingApi.TextMessage | messagingApi.FlexMessage

/** A reply as LINE shows it: words, perhaps cards, and words that follow the cards. */
interface Shape {
  before: string
  flex?: messagingApi.FlexMessage
  after: string
  /** All of it in words, its sources too, for a send that has no room for cards. */
  inWords: string
}

/**
 * The bubbles of one send, at most five, always the same for the same payload: a repeat must carry the same body.
 * Empty when there is nothing to say.
 */
export function renderMessages(payload: DeliveryPayload): messagingApi.Message[] {
  const replies = repliesOf(payload)
  const choosing = replies.findLast(({ suggestions }) => suggestions.length > 0)
  const bubbles = bubblesOf(replies.map((reply) => shapeOf(reply, reply === choosing ? choicesLine(reply) : '')))
  const sender = senderOf(payload)
  const taps = choosing && quickReply(choosing.suggestions)
  return bubbles.map((bubble, index) => ({
    ...bubble,
    ...(sender && { sender }),
    // LINE shows the quick replies of the last bubble only.
    ...(taps && index === bubbles.length - 1 && { quickReply: taps }),
  }))
}

/** The same in words alone, with nothing that LINE could find a fault in. */
export function renderPlainly(payload: DeliveryPayload): messagingApi.Message[] {
  const { senderName: _chosen, ...rest } = payload
  const sender = senderOf(rest)
  const words = repliesOf(payload).map((reply) => shapeOf(reply, choicesLine(reply)).inWords)
  return mergedTexts(words, BUBBLE_LIMIT).map((bubble) => ({ ...bubble, ...(sender && { sender }) }))
}

/** Staff mean their stars and dashes. */
const repliesOf = ({ sender, replies }: DeliveryPayload): Reply[] =>
  sender === 'staff' ? replies : replies.map(inPlainText)

function inPlainText(reply: Reply): Reply {
  const { list } = reply
  return {
    ...reply,
    text: withoutMarkdown(reply.text),
    ...(list && { list: { ...list, before: withoutMarkdown(list.before), after: withoutMarkdown(list.after) } }),
  }
}

const paragraphs = (...parts: string[]): string => parts.filter((part) => part.trim() !== '').join('\n\n')

function shapeOf(reply: Reply, choices: string): Shape {
  const { text, citations, card, list } = reply
  const inWords = paragraphs(text, sourceLines(citations), choices)
  if (list && list.cards.length > 0) {
    const onCards = new Set(list.cards.map(({ recordId }) => recordId))
    const others = citations.filter(({ id }) => !onCards.has(id))
    const after = paragraphs(list.after, sourceLines(others), choices)
    const flex = listMessage(list.cards, citations)
    return flex ? { before: list.before, flex, after, inWords } : { before: inWords, after: '', inWords }
  }
  const before = paragraphs(text, choices)
  if (card) return { before, flex: schemeMessage(card, citations), after: '', inWords }
  if (citations.some((source) => openableUrl(source))) {
    return { before, flex: sourcesMessage(citations), after: '', inWords }
  }
  return { before: inWords, after: '', inWords }
}

function bubblesOf(shapes: readonly Shape[]): Bubble[] {
  const spread = shapes.flatMap(({ before, flex, after }) => [
    ...textBubbles([before]),
    ...(flex ? [flex] : []),
    ...textBubbles([after]),
  ])
  if (spread.length <= BUBBLE_LIMIT) return spread
  // Too many for one send: the last reply keeps its cards, the others name their sources in the text.
  const last = shapes.at(-1)
  const tail = [...(last?.flex ? [last.flex] : []), ...textBubbles([fitted(last?.after ?? '')])]
  const texts = shapes.map((shape) => (shape === last ? shape.before : shape.inWords))
  return [...mergedTexts(texts, BUBBLE_LIMIT - tail.length), ...tail]
}

const fitted = (text: string): string => shortenUnits(text, BUBBLE_TEXT_LIMIT, lineTexts.cut)

/** Joins leading texts until they fit into `room` bubbles; what is too long even so is cut, and says so. */
function mergedTexts(texts: readonly string[], room: number): Bubble[] {
  const surplus = Math.max(texts.length - room, 0)
  const merged = textBubbles([texts.slice(0, surplus + 1).join('\n\n'), ...texts.slice(surplus + 1)])
  if (merged.length <= room) return merged
  const parts = splitText(texts.join('\n\n'))
  return textBubbles([...parts.slice(0, room - 1), fitted(parts.slice(room - 1).join('\n'))])
}

const textBubbles = (texts: readonly string[]): messagingApi.TextMessage[] =>
  texts.flatMap((text) => splitText(text)).map((text) => ({ type: 'text', text }))

/** Tells the words of the bot from those of staff; notices of the house come under the account's own name. */
function senderOf({ sender, senderName }: DeliveryPayload): messagingApi.Sender | undefined {
  if (sender === 'system') return undefined
  if (sender === 'bot') return { name: lineTexts.botName }
  // LINE refuses names that hold its own.
  const name =
    senderName?.trim() && !/line/i.test(senderName.normalize('NFKC')) ? senderName.trim() : lineTexts.staffName
  return { name: shortenUnits(name, SENDER_LIMIT) }
}
