import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach } from 'vitest'
import { findConversationByKey } from '../../storage/conversations.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import { enqueueDelivery } from '../../storage/outbox.ts'
import type { LeasedDelivery, Store } from '../../storage/store.ts'
import type { Conversation, LeasedEvent, NewMessage, OutboxItem } from '../../storage/types.ts'
import { createMovableClock, type MovableClock } from '../support/movable-clock.ts'
import type { Place } from '../support/place.ts'
import { eventOf } from '../support/store-steps.ts'

/** Milliseconds. */
export const lease = 30_000

/** A store on an empty database, new for each test, and the steps that the suites share. */
export interface StoreBench {
  readonly store: Store
  readonly clock: MovableClock
  readonly place: Place
  createPlace(): Promise<Place>
  /** Another store on the same database, as another process would have. */
  open(): Promise<Store>
  claim(from?: Store): Promise<LeasedEvent>
  beginDelivery(from?: Store, plan?: JsonObject): Promise<LeasedDelivery>
  conversationOf(key?: string): Promise<Conversation>
  /** A conversation with nothing waiting in it. */
  makeConversation(key?: string): Promise<Conversation>
  message(conversationId: string, text: string): NewMessage
  enqueue(conversationId: string, text: string): Promise<OutboxItem>
}

export function createStoreBench(createPlace: () => Promise<Place>): StoreBench {
  let current: { place: Place; clock: MovableClock; store: Store; opened: Store[] } | undefined
  const present = () => {
    if (!current) throw new Error('the bench stands only during a test')
    return current
  }
  const openOn = (place: Place, clock: MovableClock) =>
    openStore({ url: place.url, clock, identifiers: randomIdentifiers, logger: silentLogger })

  beforeEach(async () => {
    const place = await createPlace()
    const clock = createMovableClock()
    const store = await openOn(place, clock)
    current = { place, clock, store, opened: [store] }
  })
  afterEach(async () => {
    const { place, opened } = present()
    current = undefined
    for (const each of opened) await each.close()
    await place.remove()
  })

  const bench: StoreBench = {
    get store() {
      return present().store
    },
    get clock() {
      return present().clock
    },
    get place() {
      return present().place
    },
    createPlace,
    open: async () => {
      const { place, clock, opened } = present()
      const another = await openOn(place, clock)
      opened.push(another)
      return another
    },
    claim: async (from = bench.store) => {
      const leased = await from.claimEvent(lease)
      if (!leased) throw new Error('no event could be claimed')
      return leased
    },
    beginDelivery: async (from = bench.store, plan) => {
      const delivery = await from.beginDelivery(['web'], lease, async () => plan)
      if (!delivery) throw new Error('no delivery could be claimed')
      return delivery
    },
    conversationOf: async (key = 'visitor') => {
      const found = await findConversationByKey(bench.store.database, 'web', key)
      if (!found) throw new Error('no conversation')
      return found
    },
    makeConversation: async (key = 'visitor') => {
      await bench.store.acceptEvents([eventOf({ conversationKey: key })])
      await bench.store.completeEvent(await bench.claim(), async () => {})
      return bench.conversationOf(key)
    },
    message: (conversationId, text) => ({
      id: randomUUID(),
      conversationId,
      caseId: undefined,
      role: 'user',
      text,
      private: false,
      at: bench.clock.now(),
      details: {},
    }),
    enqueue: (conversationId, text) =>
      bench.store.transaction((unit) =>
        enqueueDelivery(unit, { conversationId, payload: { text }, replyTo: { token: 'reply' } }),
      ),
  }
  return bench
}
