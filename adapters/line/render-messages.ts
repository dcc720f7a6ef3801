import type { messagingApi } from '@line/bot-sdk'
import type { DeliveryPayload } from '../../bot/delivery.ts'
import type { Reply } from '../../bot/outcome.ts'
import { openableUrl, schemeMessage, sourceName, sourcesMessage } from './flex-bubbles.ts'
import { withoutMarkdown } from './plain-text.ts'
import { quickReply } from './quick-replies.ts'
import { BUBBLE_TEXT_LIMIT, shortenUnits, splitText } from './text-limits.ts'
import { lineTexts } from './texts.ts'

/** LINE takes one to five messages in a send. */
const BUBBLE_LIMIT = 5
const SENDER_LIMIT = 20

type Bubble = messagingApi.TextMessage | messagingApi.FlexMessage

/**
 * The bubbles of one send, at most five, always the same for the same payload: a repeat must carry the same body.
 * Empty when there is nothing to say.
 */
export function renderMessages(payload: DeliveryPayload): messagingApi.Message[] {
  const bubbles = bubblesOf(payload.sender === 'staff' ? payload.replies : payload.replies.map(withPlainText))
  const sender = senderOf(payload)
  const taps = quickReply(payload.replies.findLast(({ suggestions }) => suggestions.length > 0)?.suggestions ?? [])
  return bubbles.map((bubble, index) => ({
    ...bubble,
    ...(sender && { sender }),
    // LINE shows the quick replies of the last bubble only.
    ...(taps && index === bubbles.length - 1 && { quickReply: taps }),
  }))
}

const withPlainText = (reply: Reply): Reply => ({ ...reply, text: withoutMarkdown(reply.text) })

function bubblesOf(replies: readonly Reply[]): Bubble[] {
  const spread = replies.flatMap((reply) => [...textBubbles([besideFlex(reply)]), ...flexBubble(reply)])
  if (spread.length <= BUBBLE_LIMIT) return spread
  // Too many for one send: the last reply keeps its card, the others name their sources in the text.
  const last = replies.at(-1)
  const flex = last ? flexBubble(last) : []
  const texts = replies.map((reply) => (reply === last ? besideFlex(reply) : withSourceLines(reply)))
  return [...mergedTexts(texts, BUBBLE_LIMIT - flex.length), ...flex]
}

/** Joins leading texts until they fit into `room` bubbles; what is too long even so is cut, and says so. */
function mergedTexts(texts: readonly string[], room: number): Bubble[] {
  const surplus = Math.max(texts.length - room, 0)
  const merged = textBubbles([texts.slice(0, surplus + 1).join('\n\n'), ...texts.slice(surplus + 1)])
  if (merged.length <= room) return merged
  const parts = splitText(texts.join('\n\n'))
  const tail = shortenUnits(parts.slice(room - 1).join('\n'), BUBBLE_TEXT_LIMIT, lineTexts.cut)
  return textBubbles([...parts.slice(0, room - 1), tail])
}

const textBubbles = (texts: readonly string[]): messagingApi.TextMessage[] =>
  texts.flatMap((text) => splitText(text)).map((text) => ({ type: 'text', text }))

function flexBubble(reply: Reply): messagingApi.FlexMessage[] {
  if (reply.card) return [schemeMessage(reply.card, reply.citations)]
  return reply.citations.some((source) => openableUrl(source)) ? [sourcesMessage(reply.citations)] : []
}

/** The text of a reply; with its sources where no card shows them. */
const besideFlex = (reply: Reply): string => (flexBubble(reply).length > 0 ? reply.text : withSourceLines(reply))

function withSourceLines({ text, citations }: Reply): string {
  const lines = citations.map((source) => [`・${sourceName(source)}`, openableUrl(source)].filter(Boolean).join('\n'))
  return lines.length > 0 ? [text, '', `${lineTexts.sourcesHeading}:`, ...lines].join('\n') : text
}

/** Tells the words of the bot from those of staff; notices of the house come under the account's own name. */
function senderOf({ sender, senderName }: DeliveryPayload): messagingApi.Sender | undefined {
  if (sender === 'system') return undefined
  if (sender === 'bot') return { name: lineTexts.botName }
  // LINE refuses names that hold its own.
  const name =
    senderName?.trim() && !/line/i.test(senderName.normalize('NFKC')) ? senderName.trim() : lineTexts.staffName
  return { name: shortenUnits(name, SENDER_LIMIT) }
}
