import { findConversationByKey } from '../../storage/conversations.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Store } from '../../storage/store.ts'
import type { InboundEvent } from '../../storage/types.ts'
import { isTypingSince, noteTyping } from '../../storage/typing-signs.ts'
import { createActivityHandler } from '../botframework/activity-handler.ts'
import { appendActivities, lastPositions } from './activity-log.ts'
import { BOT_ID, DirectLineAdapter } from './direct-line-adapter.ts'
import { joinActivity, toEcho } from './inbound-activity.ts'
import type { StreamHub } from './stream-hub.ts'
import type { Visitor } from './tokens.ts'
import { downVoteOf, FEEDBACK } from './votes.ts'

export interface Visitors {
  adapter: DirectLineAdapter
  /** Opens the visitor's conversation; true when it is new, and the bot then learns that somebody came. */
  open(visitor: Visitor): Promise<boolean>
  /** Stores an activity of the visitor, durably, and shows it on every screen of the conversation. */
  post(visitor: Visitor, activity: JsonObject): Promise<void>
  /** Shows staff who hold the conversation that the visitor writes. */
  typing(visitor: Visitor): Promise<void>
}

/** A sign is written down at most so often, whatever a client sends. */
const TYPING_KEPT_MS = 2_000

/** The way in of the web: activities run through the bot's handler, and are stored with their echo in one transaction. */
export function createVisitors({ store, clock, hub }: { store: Store; clock: Clock; hub: StreamHub }): Visitors {
  const { database } = store

  const adapter = new DirectLineAdapter({
    async append(conversationKey, activities) {
      const last = await store.transaction((unit) => appendActivities(unit, conversationKey, activities, clock.now()))
      // Not awaited: who delivers need not wait for who reads.
      void hub.wake(conversationKey)
      return last !== undefined
    },
  })

  const showEcho = async (conversationKey: string, echoId: string, at: number): Promise<void> => {
    await hub.wake(conversationKey)
    const conversation = await findConversationByKey(database, 'web', conversationKey)
    // While a person holds the conversation nobody knows when the next words come.
    if (conversation?.control !== 'BOT') return
    const typing = {
      type: 'typing',
      id: `${echoId}-typing`,
      replyToId: echoId,
      timestamp: new Date(clock.now()).toISOString(),
      channelId: 'directline',
      conversation: { id: conversationKey },
      from: { id: BOT_ID, role: 'bot' },
      // Web Chat 4.18 sorts a later answer next to a typing sign that has no place of its own.
      channelData: { 'webchat:sequence-id': at + 0.5 },
    }
    hub.whisper(conversationKey, typing, at)
  }

  const handler = createActivityHandler({
    door: 'web',
    conversationKeyOf: (activity) => activity.conversation.id,
    replyToOf: (activity) => (activity.type === 'message' && activity.id ? { activityId: activity.id } : {}),
    now: () => clock.now(),
    async accept(event, activity) {
      let place: number | undefined
      await store.acceptEvents([event], async (unit) => {
        const now = clock.now()
        if (event.kind === 'joined') return insertConversation(unit, event.conversationKey, activity.from.id, now)
        place = await appendActivities(
          unit,
          event.conversationKey,
          [toEcho({ ...activity } as unknown as JsonObject)],
          now,
        )
      })
      if (place !== undefined) void showEcho(event.conversationKey, event.eventId, place).catch(() => {})
    },
    async acceptEvent(activity) {
      if (activity.name !== FEEDBACK) return
      const echo = toEcho({ ...activity } as unknown as JsonObject)
      const key = activity.conversation.id
      const show = async (unit: UnitOfWork) => void (await appendActivities(unit, key, [echo], clock.now()))
      const down = downVoteOf(echo)
      // Who is with a person already needs no offer of one.
      const withStaff = (await findConversationByKey(database, 'web', key))?.control === 'HUMAN'
      if (down === undefined || withStaff) await store.transaction(show)
      else {
        const vote: InboundEvent = {
          eventId: `${key}|down-${down.id}`,
          door: 'web',
          conversationKey: key,
          occurredAt: clock.now(),
          kind: 'action',
          text: down.words,
          replyTo: {},
        }
        await store.acceptEvents([vote], show)
      }
      void hub.wake(key)
    },
  })

  const run = (activity: JsonObject) => adapter.process(activity, (context) => handler.run(context))

  const isOpen = async ({ conversationId }: Visitor): Promise<boolean> => {
    const row = await database
      .selectFrom('direct_line_conversations')
      .select('user_id')
      .where('conversation_key', '=', conversationId)
      .executeTakeFirst()
    return row !== undefined
  }

  const open = async (visitor: Visitor): Promise<boolean> => {
    if (await isOpen(visitor)) return false
    await run(joinActivity(visitor))
    if (!(await isOpen(visitor))) {
      // The bot has met the visitor before, and the row was lost since.
      const { conversationId, userId } = visitor
      await store.transaction((unit) => insertConversation(unit, conversationId, userId, clock.now()))
    }
    return true
  }

  return {
    adapter,
    open,
    async typing({ conversationId }) {
      const conversation = await findConversationByKey(database, 'web', conversationId)
      // Nobody looks while the bot has the word.
      if (conversation?.control !== 'HUMAN') return
      if (await isTypingSince(database, conversation.id, clock.now() - TYPING_KEPT_MS)) return
      await store.transaction((unit) => noteTyping(unit, conversation.id, clock.now()))
      store.notify('presence')
    },
    async post(visitor, activity) {
      // A token proves that the conversation is ours, even when nobody has opened it or its rows are gone.
      await open(visitor)
      await run(activity)
    },
  }
}

async function insertConversation(unit: UnitOfWork, key: string, userId: string, now: number): Promise<void> {
  await unit
    .insertInto('direct_line_conversations')
    .values({ conversation_key: key, user_id: userId, created_at: now, last_seen_at: now })
    .onConflict((conflict) => conflict.column('conversation_key').doNothing())
    .execute()
}

/** The last position of one conversation; 0 when nothing was said. */
export const lastPosition = async (store: Store, conversationKey: string): Promise<number> =>
  (await lastPositions(store.database, [conversationKey])).get(conversationKey) ?? 0
