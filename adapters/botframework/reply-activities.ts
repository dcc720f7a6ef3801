import type { DeliveryPayload } from '../../bot/delivery.ts'
import type { Citation, Reply } from '../../bot/outcome.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { voteActions } from '../web/votes.ts'

/** A message activity, plain JSON; it always carries its type, which the SDK's successor insists on. */
export type MessageActivity = JsonObject & { type: 'message'; text: string }

/** The sources as Direct Line clients know them: one schema.org Message with a Claim each. */
function citationEntity(citations: readonly Citation[], votes: readonly JsonObject[]): JsonObject {
  return {
    type: 'https://schema.org/Message',
    '@context': 'https://schema.org',
    '@type': 'Message',
    '@id': '',
    ...(votes.length > 0 ? { potentialAction: [...votes] } : {}),
    citation: citations.map(({ title, url, date }, index) => ({
      '@type': 'Claim',
      ...(url === undefined ? {} : { '@id': url }),
      position: index + 1,
      appearance: {
        '@type': 'DigitalDocument',
        name: title,
        ...(url === undefined ? {} : { url }),
        ...(date === undefined ? {} : { abstract: date }),
      },
    })),
  }
}

function toActivity(reply: Reply, votes: readonly JsonObject[] = []): MessageActivity {
  return {
    type: 'message',
    text: reply.text,
    textFormat: 'plain',
    ...(reply.suggestions.length > 0
      ? {
          suggestedActions: {
            to: [],
            actions: reply.suggestions.map((words) => ({ type: 'imBack', title: words, value: words })),
          },
        }
      : {}),
    ...(reply.citations.length > 0 ? { entities: [citationEntity(reply.citations, votes)] } : {}),
  }
}

/** Replies as activities for the web: our own widget reads its data from `channelData.madoguchi`. */
export function toWebActivities(payload: DeliveryPayload, senderName: string): MessageActivity[] {
  const { replies, sender, messageId } = payload
  // One vote for the whole answer, below its last part with sources.
  const last = sender === 'bot' ? replies.findLastIndex((reply) => reply.citations.length > 0) : -1
  return replies.map((reply, index) => ({
    ...toActivity(reply, index === last ? voteActions(messageId) : []),
    channelData: {
      madoguchi: JSON.parse(
        JSON.stringify({ citations: reply.citations, card: reply.card, sender, senderName }),
      ) as JsonObject,
    },
  }))
}

const citationLine = ({ title, url, date }: Citation): string => `・${[title, date, url].filter(Boolean).join(' ')}`

/** Replies as activities for channels that show nothing but text: sources and speaker stand in the words. */
export function toTextActivities({ replies, sender }: DeliveryPayload, senderName: string): MessageActivity[] {
  return replies.map((reply) => {
    const parts = [
      sender === 'bot' ? reply.text : `【${senderName}】\n${reply.text}`,
      ...(reply.citations.length > 0 ? [`出典\n${reply.citations.map(citationLine).join('\n')}`] : []),
    ]
    return { ...toActivity(reply), text: parts.join('\n\n') }
  })
}
