import type { DeliveryPayload } from '../../bot/delivery.ts'

/** Words of staff as they go to the door: a role beside them, not a person. */
export const staffPayload = (text: string, messageId: string): DeliveryPayload => ({
  replies: [{ text, citations: [], suggestions: [] }],
  sender: 'staff',
  senderName: '相談員',
  messageId,
})
