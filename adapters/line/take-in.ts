import { findConversationByKey } from '../../storage/conversations.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { markWithdrawn } from '../../storage/references.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { createSpoolReader } from '../../storage/spool-reader.ts'
import type { Store } from '../../storage/store.ts'
import type { Ticker } from '../../storage/ticker.ts'
import type { InboundEvent } from '../../storage/types.ts'
import { renewTokens } from './renew-tokens.ts'

/** What one webhook brought, read; plain data. */
export interface TakenIn {
  events: readonly InboundEvent[]
  /** The ids of those that LINE says it delivers once more. */
  redelivered: readonly string[]
}

/** Resolves once what was taken in is durable: LINE may be told so. */
export type TakeIn = (taken: TakenIn) => Promise<void>

/** Into the spool where there is one, from where the back office takes it (`createIntake`), else into the inbox at once. */
export function createTakeIn(store: Store, logger: Logger): TakeIn {
  const { spool } = store
  if (!spool) return (taken) => accept(store, logger, [taken])
  return async (taken) => {
    await spool.put(JSON.stringify(taken))
    store.notify('spool')
  }
}

/** Of the back office: puts into the inbox what the door has spooled; undefined where nothing is. */
export function createIntake(store: Store, logger: Logger): Ticker | undefined {
  const { spool } = store
  if (!spool) return undefined
  return createSpoolReader({
    ...{ spool, store, logger },
    async accept(rows) {
      const taken = rows.map((row) => JSON.parse(row) as TakenIn)
      await accept(store, logger, taken, true)
    },
  })
}

async function accept(store: Store, logger: Logger, taken: readonly TakenIn[], spooled = false): Promise<void> {
  const events = taken.flatMap((one) => one.events)
  const redelivered = new Set(taken.flatMap((one) => one.redelivered))
  // The id decides what is new, never `isRedelivery`: the first copy may not have been stored.
  const accepted = new Set(await store.acceptEvents(events, forgetTakenBack, { spooled }))
  // A mere copy of the first delivery gives its token no new life.
  const again = events.filter(({ eventId }) => redelivered.has(eventId) && !accepted.has(eventId))
  if (again.length > 0) await store.transaction((unit) => renewTokens(unit, again))
  logger.debug({ received: events.length, accepted: accepted.size }, 'LINE events stored')
}

/** What is taken back before it was read is never read: known from the transaction on that puts it into the inbox. */
async function forgetTakenBack(unit: UnitOfWork, accepted: readonly InboundEvent[]): Promise<void> {
  for (const { kind, door, conversationKey, facts, occurredAt } of accepted) {
    if (kind !== 'withdrawn' || !facts?.messageId) continue
    const conversation = await findConversationByKey(unit, door, conversationKey)
    if (conversation) await markWithdrawn(unit, conversation.id, facts.messageId, occurredAt)
  }
}
