import { z } from 'zod'
import type { JsonObject } from '../../storage/ground/json.ts'
import type { Attachment, EventFacts } from '../../storage/types.ts'
import { CONTENT_LIMIT } from './fetch-content.ts'
import { readSticker } from './sticker-meaning.ts'
import { lineTexts } from './texts.ts'

const short = z.string().max(400).optional().catch(undefined)

const part = z.object({ index: z.number().int().nonnegative(), length: z.number().int().nonnegative() })

/** https://developers.line.biz/en/reference/messaging-api/#message-event */
export const messageSchema = z.object({
  type: z.string(),
  id: z.string().min(1).max(200).optional(),
  text: z.string().optional(),
  quoteToken: short,
  quotedMessageId: short,
  // Longer than the other tokens; its length is not documented.
  markAsReadToken: z.string().max(2_000).optional().catch(undefined),
  mention: z
    .object({
      mentionees: z.array(part.extend({ isSelf: z.boolean().optional() })),
    })
    .optional()
    .catch(undefined),
  emojis: z.array(part).optional().catch(undefined),
  keywords: z.array(z.string()).optional().catch(undefined),
  contentProvider: z.object({ type: z.string() }).optional().catch(undefined),
  imageSet: z
    .object({ id: z.string().max(200) })
    .optional()
    .catch(undefined),
  fileName: short,
  fileSize: z.number().int().nonnegative().optional().catch(undefined),
  title: short,
  address: short,
  latitude: z.number().optional().catch(undefined),
  longitude: z.number().optional().catch(undefined),
})

export type LineMessage = z.infer<typeof messageSchema>

interface MessageContent {
  kind: 'message'
  text: string
  facts: EventFacts
  more: JsonObject
}

const fileKinds: readonly string[] = ['image', 'video', 'audio', 'file'] satisfies Attachment['kind'][]

/** A message in the terms of the house; undefined for a text without words. */
export function readMessage(message: LineMessage): MessageContent | undefined {
  const { id, quotedMessageId, quoteToken, markAsReadToken: readToken, imageSet } = message
  const named: EventFacts = {
    ...(id && { messageId: id }),
    ...(quotedMessageId && { quotedMessageId }),
    ...(imageSet && { set: imageSet.id }),
  }
  const tokens: JsonObject = { ...(quoteToken && { quoteToken }), ...(readToken && { readToken }) }
  const withoutWords = (facts: EventFacts): MessageContent => ({
    kind: 'message',
    text: '',
    facts: { ...named, ...facts },
    more: { ...tokens, unsupported: message.type === 'text' ? 'emoji' : message.type },
  })
  if (message.type === 'text') {
    if (message.text === undefined) return undefined
    const text = wordsOf(message)
    if (text !== '' || !message.emojis?.length) return { kind: 'message', text, facts: named, more: tokens }
  }
  // A text of emojis alone is a small sticker.
  if (message.type === 'sticker' || message.type === 'text') {
    const { shown, words } = readSticker(message.type === 'text' ? { keywords: emojiNames(message) } : message)
    const facts = shown === undefined ? {} : { shown: lineTexts.stickerOf(shown) }
    if (words === undefined) return withoutWords(facts)
    return { kind: 'message', text: words, facts: { ...named, ...facts }, more: tokens }
  }
  if (message.type === 'location') return withoutWords({ shown: placeOf(message) })
  return fileKinds.includes(message.type) ? withoutWords({ attachment: attachmentOf(message) }) : withoutWords({})
}

function attachmentOf({ type, contentProvider, fileName, fileSize }: LineMessage): Attachment {
  // Elsewhere than at LINE: an address that a user chose is not fetched.
  const isElsewhere = contentProvider !== undefined && contentProvider.type !== 'line'
  const refused = isElsewhere ? 'elsewhere' : (fileSize ?? 0) > CONTENT_LIMIT ? 'too-large' : undefined
  return {
    kind: type as Attachment['kind'],
    ...(refused && { refused }),
    ...(fileName && { fileName }),
    ...(fileSize !== undefined && { size: fileSize }),
  }
}

function placeOf({ title, address, latitude, longitude }: LineMessage): string {
  const point = latitude === undefined || longitude === undefined ? undefined : `${latitude}, ${longitude}`
  return lineTexts.placeOf([title, address, point].filter((part) => part !== undefined && part !== '').join('、'))
}

/**
 * What a text says: 「@窓口 上限は？」 asks 「上限は？」, and an emoji of LINE, which stands in it as a name (「(ok)」), is no word.
 * Places are counted in UTF-16 units.
 */
export function wordsOf({ text = '', mention, emojis = [] }: LineMessage): string {
  const ours = (mention?.mentionees ?? []).filter(({ isSelf }) => isSelf)
  return [...ours, ...emojis]
    .sort((one, other) => other.index - one.index)
    .reduce((rest, { index, length }) => rest.slice(0, index) + rest.slice(index + length), text)
    .trim()
}

const emojiNames = ({ text = '', emojis = [] }: LineMessage): string[] =>
  emojis.map(({ index, length }) => text.slice(index, index + length).replace(/^\(|\)$/g, ''))
