import type { messagingApi } from '@line/bot-sdk'
import type { DeliveryPayload } from '../../bot/delivery.ts'
import type { OutboxItem } from '../../storage/types.ts'
import type { PostbackSeal } from './postback-seal.ts'

/** What bubbles are given on their way out, besides their words. */
export interface Wardrobe {
  seal: PostbackSeal
  /** `https://…` without a slash at its end; the icons of the senders are fetched from there by LINE. */
  publicUrl: string | undefined
}

/** The pictures that tell the AI from staff; system notices come under the account's own. */
export const iconPath = (sender: 'bot' | 'staff'): string => `/line/icons/${sender}.png`

/** Seals the taps, puts the picture beside the sender's name, and lets staff quote the question they answer. */
export function dressMessages(
  messages: readonly messagingApi.Message[],
  payload: DeliveryPayload,
  item: OutboxItem,
  { seal, publicUrl }: Wardrobe,
): messagingApi.Message[] {
  const { sender } = payload
  // LINE takes https addresses only.
  const iconUrl = sender !== 'system' && publicUrl?.startsWith('https:') ? publicUrl + iconPath(sender) : undefined
  const quoteToken = sender === 'staff' ? item.replyTo.quoteToken : undefined
  return messages.map((message, index) => ({
    ...sealTaps(message, seal, item),
    ...(iconUrl !== undefined && message.sender && { sender: { ...message.sender, iconUrl } }),
    ...(index === 0 && message.type === 'text' && typeof quoteToken === 'string' && { quoteToken }),
  }))
}

/** Every postback inside, however deep. */
function sealTaps<T>(part: T, seal: PostbackSeal, item: OutboxItem): T {
  if (Array.isArray(part)) return part.map((inner) => sealTaps(inner, seal, item)) as T
  if (typeof part !== 'object' || part === null) return part
  const sealed = Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, sealTaps(inner, seal, item)]))
  if (sealed.type === 'postback' && typeof sealed.data === 'string') {
    return { ...sealed, data: seal.write(sealed.data, item.conversationKey, item.createdAt) } as T
  }
  return sealed as T
}
