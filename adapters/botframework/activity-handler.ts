import { type Activity, ActivityHandler } from 'botbuilder'
import { AppError } from '../../storage/ground/errors.ts'
import type { DoorName, InboundEvent } from '../../storage/types.ts'

/** What a Bot Framework turn brings in, besides the activity itself. */
export interface ActivityHandlerOptions {
  door: DoorName
  /** The door's own name of the conversation. */
  conversationKeyOf(activity: Activity): string
  /** What the door needs to answer this activity. */
  replyToOf(activity: Activity): InboundEvent['replyTo']
  /** Stores what came, durably, before the turn ends. */
  accept(event: InboundEvent, activity: Activity): Promise<void>
  /** Stores an event that asks for no answer, such as a vote. */
  acceptEvent?(activity: Activity): Promise<void>
  now(): number
}

/**
 * Turns activities into events of the house and stores them; the answer comes later, through the outbox. Both Bot
 * Framework doors run it, so that what they take for a message is the same.
 */
export function createActivityHandler(options: ActivityHandlerOptions): ActivityHandler {
  const handler = new ActivityHandler()

  const eventOf = (activity: Activity, kind: InboundEvent['kind'], text: string): InboundEvent => {
    const id = activity.id
    if (!id) throw new AppError('bad_request', 'an activity without an id')
    return {
      eventId: id,
      door: options.door,
      conversationKey: options.conversationKeyOf(activity),
      occurredAt: options.now(),
      kind,
      text,
      replyTo: options.replyToOf(activity),
    }
  }

  handler.onMessage(async ({ activity }, next) => {
    const text = (activity.text ?? '').trim()
    if (text !== '' || activity.attachments?.length) await options.accept(eventOf(activity, 'message', text), activity)
    await next()
  })

  handler.onMembersAdded(async ({ activity }, next) => {
    const user = activity.membersAdded?.find((member) => member.id !== activity.recipient.id)
    if (user) await options.accept(eventOf(activity, 'joined', ''), activity)
    await next()
  })

  handler.onEvent(async ({ activity }, next) => {
    await options.acceptEvent?.(activity)
    await next()
  })

  return handler
}
