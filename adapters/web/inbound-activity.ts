import { createHash } from 'node:crypto'
import { z } from 'zod'
import { wordsToKeep } from '../../bot/protect/words-to-keep.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import type { NewActivity } from './activity-log.ts'
import { BOT_ID } from './direct-line-adapter.ts'
import { MESSAGE_LIMIT } from './limits.ts'
import { webTexts } from './texts.ts'
import type { Visitor } from './tokens.ts'
import { FEEDBACK } from './votes.ts'

/** What is kept of a client's activity; every other field it may send falls away here. */
export const inboundActivitySchema = z.object({
  type: z.string().min(1).max(40),
  text: z.string().optional(),
  name: z.string().max(200).optional(),
  value: z.json().optional(),
  locale: z.string().max(35).optional(),
  channelData: z
    .object({ clientActivityID: z.string().max(100).optional() })
    .nullish()
    .catch(undefined),
  entities: z
    .array(z.object({ '@type': z.string().max(40).optional(), '@id': z.string().max(300).optional() }))
    .max(20)
    .optional()
    .catch(undefined),
  replyToId: z.string().max(300).optional().catch(undefined),
  reactionsAdded: z
    .array(z.object({ type: z.string().max(40) }))
    .max(20)
    .optional()
    .catch(undefined),
  attachments: z.array(z.unknown()).optional().catch(undefined),
})

export type InboundActivity = z.infer<typeof inboundActivitySchema>

const VALUE_CHARACTERS = 2_000

/**
 * The words of a message, or of what was tapped. Throws `bad_request` with a text for the reader when there are none
 * or too many.
 */
function wordsOf(activity: InboundActivity): string {
  const given = activity.text?.trim() ? activity.text : activity.value
  const text = typeof given === 'string' ? given.trim() : ''
  if (text === '') {
    if (activity.attachments?.length)
      throw new AppError('unsupported_media', 'attachment', { publicText: webTexts.noUpload })
    throw new AppError('bad_request', 'no text', { publicText: webTexts.noText })
  }
  if ([...text].length > MESSAGE_LIMIT) {
    throw new AppError('bad_request', 'text too long', { publicText: webTexts.longText(MESSAGE_LIMIT) })
  }
  return text
}

/**
 * A client's activity as the bot sees it: from the user of the token, whoever it claims to be from. The id comes from
 * the client's own id where there is one, so that a message sent again after a lost answer is the same message.
 */
export function toBotActivity(given: InboundActivity, visitor: Visitor, identifiers: Identifiers): NewActivity {
  const { conversationId, userId } = visitor
  const clientId = given.channelData?.clientActivityID
  const name =
    clientId === undefined ? identifiers.uuid() : createHash('sha256').update(clientId).digest('hex').slice(0, 32)
  const value =
    given.value !== undefined && JSON.stringify(given.value).length <= VALUE_CHARACTERS ? given.value : undefined
  const vote = given.name === FEEDBACK ? given.entities?.[0] : undefined
  const activity = {
    id: `${conversationId}|${name}`,
    type: given.type,
    ...(given.type === 'message' ? { text: wordsOf(given) } : {}),
    name: given.name,
    value: given.type === 'message' ? undefined : value,
    entities: vote === undefined ? undefined : [vote],
    locale: given.locale,
    channelId: 'directline',
    conversation: { id: conversationId },
    from: { id: userId, role: 'user' },
    recipient: { id: BOT_ID, role: 'bot' },
    channelData: clientId === undefined ? undefined : { clientActivityID: clientId },
  }
  return JSON.parse(JSON.stringify(activity)) as NewActivity
}

/** The bot learns that a visitor has come, once a conversation. */
export function joinActivity({ conversationId, userId }: Visitor): JsonObject {
  return {
    id: `${conversationId}|joined`,
    type: 'conversationUpdate',
    channelId: 'directline',
    conversation: { id: conversationId },
    from: { id: userId, role: 'user' },
    recipient: { id: BOT_ID, role: 'bot' },
    membersAdded: [{ id: BOT_ID }, { id: userId }],
  }
}

/** The user's own words as every screen of the conversation shows them: what is stored holds no personal data. */
export function toEcho(activity: JsonObject & { id?: unknown }): NewActivity {
  const { recipient: _, ...echo } = activity
  return { ...echo, ...(typeof echo.text === 'string' ? { text: wordsToKeep(echo.text) } : {}) } as NewActivity
}
