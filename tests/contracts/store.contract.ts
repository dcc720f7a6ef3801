import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  findConversation,
  findConversationByKey,
  saveConversationState,
  setControl,
  setReachable,
} from '../../storage/conversations.ts'
import { readFact, readOrCreateFact, takeFact, writeFact } from '../../storage/facts.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { appendMessages, listMessages } from '../../storage/messages.ts'
import { openStore } from '../../storage/open-store.ts'
import { enqueueDelivery, listDeliveries } from '../../storage/outbox.ts'
import type { LeasedDelivery, Store } from '../../storage/store.ts'
import type { LeasedEvent, NewMessage } from '../../storage/types.ts'
import { startStoreChild } from '../support/child-process.ts'
import { eventually } from '../support/eventually.ts'
import { createMovableClock, type MovableClock } from '../support/movable-clock.ts'
import type { Place } from '../support/place.ts'
import { eventOf, sayOnce } from '../support/store-steps.ts'

const lease = 30_000

/** What every Store must do, whatever database it stands on. `createPlace` gives an empty database for each test. */
export function storeContract(createPlace: () => Promise<Place>): void {
  let place: Place
  let clock: MovableClock
  let store: Store
  let opened: Store[]

  const open = async () => {
    const another = await openStore({
      url: place.url,
      clock,
      identifiers: randomIdentifiers,
      logger: silentLogger,
    })
    opened.push(another)
    return another
  }

  beforeEach(async () => {
    opened = []
    place = await createPlace()
    clock = createMovableClock()
    store = await open()
  })
  afterEach(async () => {
    for (const each of opened) await each.close()
    await place.remove()
  })

  const claim = async (from: Store = store): Promise<LeasedEvent> => {
    const leased = await from.claimEvent(lease)
    if (!leased) throw new Error('no event could be claimed')
    return leased
  }
  const claimDelivery = async (from: Store = store): Promise<LeasedDelivery> => {
    const delivery = await from.claimDelivery(['web'], lease)
    if (!delivery) throw new Error('no delivery could be claimed')
    return delivery
  }
  const conversationOf = async (key = 'visitor') => {
    const found = await findConversationByKey(store.database, 'web', key)
    if (!found) throw new Error('no conversation')
    return found
  }
  /** A conversation with nothing waiting in it. */
  const makeConversation = async (key = 'visitor') => {
    await store.acceptEvents([eventOf({ conversationKey: key })])
    await store.completeEvent(await claim(), async () => {})
    return conversationOf(key)
  }
  const message = (conversationId: string, text: string): NewMessage => ({
    id: randomUUID(),
    conversationId,
    caseId: undefined,
    role: 'user',
    text,
    private: false,
    at: clock.now(),
    details: {},
  })
  const enqueue = (conversationId: string, text: string) =>
    store.transaction((unit) =>
      enqueueDelivery(unit, { conversationId, payload: { text }, replyTo: { token: 'reply' } }),
    )

  describe('the inbox', () => {
    test('takes the same event once, however often and however fast it is delivered', async () => {
      const other = await open()
      const event = eventOf({ eventId: 'once' })
      const answers = await Promise.all([
        store.acceptEvents([event, event]),
        other.acceptEvents([event]),
        store.acceptEvents([event]),
        other.acceptEvents([event]),
      ])
      expect(answers.flat()).toEqual(['once'])
      await sayOnce(store, await claim())
      expect(await store.acceptEvents([event])).toEqual([])
      expect(await store.claimEvent(lease)).toBeUndefined()
    })

    test('takes a batch over several conversations at once, and nothing from an empty one', async () => {
      const events = Array.from({ length: 100 }, (_, index) =>
        eventOf({ eventId: `event-${index}`, conversationKey: `visitor-${index % 3}`, occurredAt: index }),
      )
      const [once, again] = await Promise.all([store.acceptEvents(events), (await open()).acceptEvents(events)])
      expect([...once, ...again]).toEqual(events.map((event) => event.eventId))
      expect(await store.acceptEvents([])).toEqual([])
    })

    test('the same id at another door is another event', async () => {
      const answer = await store.acceptEvents([
        eventOf({ eventId: 'same' }),
        eventOf({ eventId: 'same', door: 'line' }),
      ])
      expect(answer).toEqual(['same', 'same'])
    })

    test('makes one conversation for events that arrive together', async () => {
      const other = await open()
      await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 ? store : other).acceptEvents([eventOf()])))
      const rows = await store.database.selectFrom('conversations').select('id').execute()
      expect(rows).toHaveLength(1)
    })

    test('runs what belongs to the acceptance in the same transaction, with the new events only', async () => {
      await store.acceptEvents([eventOf({ eventId: 'old' })])
      const events = [eventOf({ eventId: 'old' }), eventOf({ eventId: 'new' })]
      await store.acceptEvents(events, async (unit, accepted) => {
        await writeFact(unit, 'accepted', accepted.map((event) => event.eventId).join())
      })
      expect(await readFact(store.database, 'accepted')).toBe('new')

      const failing = store.acceptEvents([eventOf({ eventId: 'never' })], async () => {
        throw new Error('refused')
      })
      await expect(failing).rejects.toThrow('refused')
      expect(await store.acceptEvents([eventOf({ eventId: 'never' })])).toEqual(['never'])
    })

    test('gives back what the door handed in, and forgets the words once the turn has ended', async () => {
      const event = eventOf({ eventId: 'whole', kind: 'action', text: '電話は090-0000-0000\u0000です' })
      await store.acceptEvents([event])
      const leased = await claim()
      expect(leased.event).toEqual(event)
      expect(leased.conversation).toMatchObject({ door: 'web', control: 'BOT', controlEpoch: 0, reachable: true })
      await store.completeEvent(leased, async () => {})
      const row = await store.database.selectFrom('inbox').selectAll().executeTakeFirstOrThrow()
      expect(row.status).toBe('done')
      expect(row.payload).not.toContain('090')
    })
  })

  describe('a lane', () => {
    test('hands out its events by the time they happened, then by arrival', async () => {
      await store.acceptEvents([
        eventOf({ eventId: 'third', occurredAt: 3_000 }),
        eventOf({ eventId: 'first', occurredAt: 1_000 }),
      ])
      await store.acceptEvents([
        eventOf({ eventId: 'second-b', occurredAt: 2_000 }),
        eventOf({ eventId: 'second-a', occurredAt: 2_000 }),
      ])
      const order = []
      for (let count = 0; count < 4; count += 1) {
        const leased = await claim()
        order.push(leased.event.eventId)
        await store.completeEvent(leased, async () => {})
      }
      expect(order).toEqual(['first', 'second-b', 'second-a', 'third'])
    })

    test('has one worker at a time, while other lanes go on', async () => {
      await store.acceptEvents([
        eventOf({ conversationKey: 'a' }),
        eventOf({ conversationKey: 'a' }),
        eventOf({ conversationKey: 'b' }),
      ])
      const other = await open()
      const keys = [await claim(), await claim(other)].map((leased) => leased.event.conversationKey)
      expect(keys.sort()).toEqual(['a', 'b'])
      expect(await other.claimEvent(lease)).toBeUndefined()
    })

    test('is free again when its worker has vanished, and the try is counted', async () => {
      await store.acceptEvents([eventOf()])
      expect((await claim()).attempt).toBe(1)
      clock.advance(lease - 1)
      expect(await store.claimEvent(lease)).toBeUndefined()
      clock.advance(1)
      expect((await claim()).attempt).toBe(2)
    })

    test('stays with a slow worker that renews its lease', async () => {
      await store.acceptEvents([eventOf()])
      const leased = await claim()
      clock.advance(lease - 1)
      expect(await store.extendLease(leased, lease)).toBe(true)
      clock.advance(lease - 1)
      expect(await store.claimEvent(lease)).toBeUndefined()
      clock.advance(1)
      const successor = await claim()
      expect(await store.extendLease(leased, lease)).toBe(false)
      expect(await store.extendLease(successor, lease)).toBe(true)
    })

    test('lets a late worker write nothing', async () => {
      const other = await open()
      await store.acceptEvents([eventOf()])
      const late = await claim()
      clock.advance(lease)
      const successor = await claim(other)
      expect(await sayOnce(store, late)).toBe('lost')
      await store.releaseEvent(late, 'late', 'dead')
      expect(await listMessages(store.database, late.conversation.id)).toEqual([])
      expect(await sayOnce(other, successor)).toBe('completed')
      expect(await sayOnce(other, successor)).toBe('lost')
      expect(await listMessages(store.database, late.conversation.id)).toHaveLength(1)
      expect(await store.deadLetters(10)).toEqual([])
    })

    test('waits for the retry of its first event, so that the order is kept', async () => {
      await store.acceptEvents([eventOf({ eventId: 'first' }), eventOf({ eventId: 'second', occurredAt: 2_000 })])
      await store.releaseEvent(await claim(), 'unavailable', 5_000)
      expect(await store.claimEvent(lease)).toBeUndefined()
      clock.advance(5_000)
      const again = await claim()
      expect(again).toMatchObject({ event: { eventId: 'first' }, attempt: 2 })
    })

    test('goes on behind a dead letter, which staff can see', async () => {
      await store.acceptEvents([eventOf({ eventId: 'poison' }), eventOf({ eventId: 'next', occurredAt: 2_000 })])
      const poison = await claim()
      await store.releaseEvent(poison, 'internal', 'dead')
      expect((await claim()).event.eventId).toBe('next')
      expect(await store.deadLetters(10)).toEqual([
        { id: 'web:poison', conversationId: poison.conversation.id, error: 'internal', receivedAt: clock.now() },
      ])
    })

    test('a turn that throws at its end writes nothing and keeps its event', async () => {
      await store.acceptEvents([eventOf()])
      const leased = await claim()
      const ending = store.completeEvent(leased, async (unit) => {
        await appendMessages(unit, [message(leased.conversation.id, '消えるはずの文')])
        throw new Error('refused')
      })
      await expect(ending).rejects.toThrow('refused')
      expect(await listMessages(store.database, leased.conversation.id)).toEqual([])
      expect(await sayOnce(store, leased)).toBe('completed')
    })

    test('two workers racing do every event exactly once and in order', async () => {
      const other = await open()
      const lanes = Array.from({ length: 8 }, (_, index) => `visitor-${index}`)
      const events = Array.from({ length: 10 }, (_, index) =>
        lanes.map((lane) => eventOf({ conversationKey: lane, eventId: `${lane}/${index}`, occurredAt: index })),
      ).flat()
      await store.acceptEvents(events)
      const remaining = async () =>
        (await store.database.selectFrom('inbox').select('id').where('status', '=', 'pending').limit(1).execute())
          .length
      const work = async (from: Store) => {
        while (await remaining()) {
          const leased = await from.claimEvent(lease)
          if (leased) await sayOnce(from, leased)
        }
      }
      await Promise.all([store, other, store, other].map(work))
      for (const lane of lanes) {
        const said = await listMessages(store.database, (await conversationOf(lane)).id)
        expect(said.map((each) => each.text)).toEqual(Array.from({ length: 10 }, (_, index) => `${lane}/${index}`))
      }
      const attempts = await store.database.selectFrom('inbox').select('attempts').execute()
      expect(attempts.every((row) => row.attempts === 1)).toBe(true)
    })
  })

  describe('processes', () => {
    test('two on one database do every event exactly once', async () => {
      const events = Array.from({ length: 40 }, (_, index) =>
        eventOf({ conversationKey: `visitor-${index % 8}`, occurredAt: index, eventId: `event-${index}` }),
      )
      await store.acceptEvents(events)
      const children = [startStoreChild('drain', place.url), startStoreChild('drain', place.url)]
      await Promise.all(children.map((child) => child.ended))
      const done = await store.database.selectFrom('messages').select('text').execute()
      expect(done.map((row) => row.text).sort()).toEqual(events.map((event) => event.eventId).sort())
    })

    test('one killed while it accepts loses nothing it has acknowledged', async () => {
      const child = startStoreChild('accept', place.url)
      await eventually(() => child.lines.length >= 20, 15_000, 'twenty acknowledgements')
      child.process.kill('SIGKILL')
      expect(await child.ended).toBeNull()
      const rows = await store.database.selectFrom('inbox').select(['id', 'status']).execute()
      const stored = new Set(rows.map((row) => row.id))
      expect(child.lines.filter((eventId) => !stored.has(`web:${eventId}`))).toEqual([])
      expect(rows.every((row) => row.status === 'pending')).toBe(true)
      clock.advance(Date.now() - clock.now() + 1)
      expect((await claim()).event.eventId).toBe('event-1')
    })

    test('one killed in the middle of a turn leaves its event to the next', async () => {
      await store.acceptEvents([eventOf({ eventId: 'held' })])
      clock.advance(Date.now() - clock.now())
      const child = startStoreChild('hold', place.url)
      await eventually(() => child.lines.length > 0, 15_000, 'the claim')
      child.process.kill('SIGKILL')
      await child.ended
      clock.advance(Date.now() - clock.now() + 2_000)
      expect(await claim()).toMatchObject({ event: { eventId: 'held' }, attempt: 2 })
    })
  })

  describe('the outbox', () => {
    test('keeps the order of a conversation, and one conversation does not hold up another', async () => {
      const { id: a } = await makeConversation('a')
      const { id: b } = await makeConversation('b')
      await enqueue(a, 'a1')
      await enqueue(a, 'a2')
      clock.advance(1)
      await enqueue(b, 'b1')
      const first = await claimDelivery()
      expect(first.item).toMatchObject({ payload: { text: 'a1' }, replyTo: { token: 'reply' }, conversationKey: 'a' })
      expect((await claimDelivery()).item.payload).toEqual({ text: 'b1' })
      expect(await store.claimDelivery(['web'], lease)).toBeUndefined()
      await store.finishAttempt(await store.beginAttempt(first, undefined), { status: 'sent' }, 0)
      expect((await claimDelivery()).item.payload).toEqual({ text: 'a2' })
    })

    test('goes on behind what could not be delivered, and staff see why', async () => {
      const { id } = await makeConversation()
      await enqueue(id, 'refused')
      await enqueue(id, 'next')
      const begun = await store.beginAttempt(await claimDelivery(), undefined)
      await store.finishAttempt(begun, { status: 'failed', reason: 'blocked' }, 0)
      expect((await claimDelivery()).item.payload).toEqual({ text: 'next' })
      expect(await listDeliveries(store.database, id)).toMatchObject([
        { status: 'failed', lastError: 'blocked', finishedAt: clock.now() },
        { status: 'pending' },
      ])
    })

    test('waits before it tries again, and holds the later rows back meanwhile', async () => {
      const { id } = await makeConversation()
      await enqueue(id, 'first')
      await enqueue(id, 'second')
      const begun = await store.beginAttempt(await claimDelivery(), undefined)
      await store.finishAttempt(begun, { status: 'retry', reason: 'unavailable' }, 4_000)
      expect(await store.claimDelivery(['web'], lease)).toBeUndefined()
      clock.advance(4_000)
      expect((await claimDelivery()).item).toMatchObject({ payload: { text: 'first' }, attempts: 1 })
    })

    test('knows its plan and its try after a crash between the send and its record', async () => {
      const { id } = await makeConversation()
      const item = await enqueue(id, 'said')
      const begun = await store.beginAttempt(await claimDelivery(), { by: 'reply' })
      expect(begun.item).toMatchObject({ attempts: 0, plan: { by: 'reply' }, firstAttemptAt: clock.now() })
      const firstAttemptAt = clock.now()
      const other = await open()
      expect(await other.claimDelivery(['web'], lease)).toBeUndefined()
      clock.advance(lease)
      const again = await claimDelivery(other)
      expect(again.item).toMatchObject({ attempts: 1, plan: { by: 'reply' }, retryKey: item.retryKey, firstAttemptAt })
      const second = await other.beginAttempt(again, { by: 'push' })
      expect(second.item).toMatchObject({ attempts: 1, plan: { by: 'reply' }, firstAttemptAt })
    })

    test('does not let a late dispatcher decide', async () => {
      const { id } = await makeConversation()
      await enqueue(id, 'said')
      const late = await claimDelivery()
      clock.advance(lease)
      const other = await open()
      const successor = await claimDelivery(other)
      await expect(store.beginAttempt(late, undefined)).rejects.toMatchObject({ code: 'conflict' })
      await store.finishAttempt(late, { status: 'failed', reason: 'late' }, 0)
      const begun = await other.beginAttempt(successor, undefined)
      await other.finishAttempt(begun, { status: 'sent' }, 0)
      expect(await listDeliveries(store.database, id)).toMatchObject([{ status: 'sent', attempts: 1 }])
    })

    test('leaves the rows of other doors alone', async () => {
      const { id } = await makeConversation()
      await enqueue(id, 'for the web')
      expect(await store.claimDelivery(['line'], lease)).toBeUndefined()
      expect(await store.claimDelivery([], lease)).toBeUndefined()
    })

    test('two dispatchers racing take every row once and in order', async () => {
      const other = await open()
      const ids = []
      for (const key of ['a', 'b', 'c']) ids.push((await makeConversation(key)).id)
      for (const id of ids) for (let count = 0; count < 8; count += 1) await enqueue(id, String(count))
      const sent = new Map(ids.map((id) => [id, [] as unknown[]]))
      const total = () => [...sent.values()].flat().length
      const work = async (from: Store) => {
        while (total() < 24) {
          const delivery = await from.claimDelivery(['web'], lease)
          if (!delivery) continue
          sent.get(delivery.item.conversationId)?.push(delivery.item.payload.text)
          await from.finishAttempt(await from.beginAttempt(delivery, undefined), { status: 'sent' }, 0)
        }
      }
      await Promise.all([store, other, store, other].map(work))
      for (const texts of sent.values()) expect(texts).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
    })
  })

  describe('a unit of work', () => {
    test('writes all or nothing', async () => {
      const { id } = await makeConversation()
      const failing = store.transaction(async (unit) => {
        await appendMessages(unit, [message(id, '一')])
        await enqueueDelivery(unit, { conversationId: id, payload: {}, replyTo: {} })
        await setControl(unit, { conversationId: id, control: 'HUMAN' })
        await writeFact(unit, 'name', 'value')
        throw new Error('refused')
      })
      await expect(failing).rejects.toThrow('refused')
      expect(await listMessages(store.database, id)).toEqual([])
      expect(await listDeliveries(store.database, id)).toEqual([])
      expect(await findConversation(store.database, id)).toMatchObject({ control: 'BOT', controlEpoch: 0 })
      expect(await readFact(store.database, 'name')).toBeUndefined()
    })

    test('refuses what would wait for itself for ever', async () => {
      const nested = store.transaction(() => store.transaction(async () => {}))
      await expect(nested).rejects.toBeInstanceOf(AppError)
      await expect(store.transaction(() => readFact(store.database, 'name'))).rejects.toBeInstanceOf(AppError)
      expect(await readFact(store.database, 'name')).toBeUndefined()
    })

    test('counts without losing when many write at once', async () => {
      const other = await open()
      await store.transaction((unit) => writeFact(unit, 'count', '0'))
      const { id } = await makeConversation()
      await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          (index % 2 ? store : other).transaction((unit) => appendMessages(unit, [message(id, String(index))])),
        ),
      )
      const sequences = (await listMessages(store.database, id)).map((each) => each.sequence)
      expect(new Set(sequences).size).toBe(30)
      expect(sequences).toEqual([...sequences].sort((one, two) => one - two))
    })

    test('wakes those who wait, after the commit', async () => {
      const heard: string[] = []
      const stop = store.listen('inbox', () => heard.push('inbox'))
      store.listen('outbox', () => heard.push('outbox'))
      await store.acceptEvents([eventOf()])
      expect(heard).toEqual(['inbox'])
      stop()
      const leased = await claim()
      await store.completeEvent(leased, async (unit) => {
        await enqueueDelivery(unit, { conversationId: leased.conversation.id, payload: {}, replyTo: {} })
        expect(heard).toEqual(['inbox'])
      })
      expect(heard).toEqual(['inbox', 'outbox'])
    })
  })

  describe('a conversation', () => {
    test('changes hands once when two staff take it together', async () => {
      const other = await open()
      const { id } = await makeConversation()
      const take = (from: Store) =>
        from.transaction((unit) => setControl(unit, { conversationId: id, control: 'HUMAN', expectedEpoch: 0 }))
      const epochs = await Promise.all([take(store), take(other), take(store)])
      expect(epochs.filter((epoch) => epoch !== undefined)).toEqual([1])
      expect(await findConversation(store.database, id)).toMatchObject({ control: 'HUMAN', controlEpoch: 1 })
    })

    test('does not keep the state of a turn begun before it changed hands', async () => {
      const { id } = await makeConversation()
      const save = (epoch: number) =>
        store.transaction((unit) => saveConversationState(unit, id, { focus: 'gotech-r8' }, epoch))
      expect(await save(0)).toBe(true)
      await store.transaction((unit) => setControl(unit, { conversationId: id, control: 'HUMAN' }))
      expect(await save(0)).toBe(false)
      expect((await findConversation(store.database, id))?.state).toEqual({ focus: 'gotech-r8' })
      expect(await store.transaction((unit) => setControl(unit, { conversationId: 'none', control: 'BOT' }))).toBe(
        undefined,
      )
    })

    test('remembers whether the user can be reached', async () => {
      const { id } = await makeConversation()
      await store.transaction((unit) => setReachable(unit, id, false))
      expect((await findConversation(store.database, id))?.reachable).toBe(false)
    })

    test('lists its messages in order, from where the reader stopped', async () => {
      const { id } = await makeConversation()
      const written = await store.transaction((unit) =>
        appendMessages(unit, [
          message(id, '一'),
          { ...message(id, '二\u0000'), private: true, role: 'staff', details: { author: '担当' } },
          message(id, '三 👨‍👩‍👧'),
        ]),
      )
      const all = await listMessages(store.database, id)
      expect(all).toEqual(written)
      expect(all.map((each) => each.text)).toEqual(['一', '二', '三 👨‍👩‍👧'])
      const afterSequence = all[0]?.sequence ?? 0
      expect(await listMessages(store.database, id, { afterSequence, limit: 1 })).toEqual(all.slice(1, 2))
    })

    test('that does not exist takes neither a message nor a delivery', async () => {
      const stray = store.transaction((unit) => appendMessages(unit, [message('none', '一')]))
      await expect(stray).rejects.toMatchObject({ code: 'not_found' })
      await expect(enqueue('none', '一')).rejects.toMatchObject({ code: 'not_found' })
    })

    test('has one open case, whoever opens it', async () => {
      const { id } = await makeConversation()
      const openCase = (state: string) =>
        store.transaction((unit) =>
          unit
            .insertInto('cases')
            .values({
              id: randomUUID(),
              conversation_id: id,
              state,
              owner: null,
              team: null,
              topic: '補助金',
              reason: 'requested',
              urgent: 0,
              label: null,
              end_reason: null,
              version: 0,
              waiting_since: clock.now(),
              opened_at: clock.now(),
              claimed_at: null,
              first_reply_at: null,
              closed_at: null,
            })
            .execute(),
        )
      await openCase('RESOLVED')
      await openCase('QUEUED')
      await expect(openCase('ACTIVE')).rejects.toThrow()
      await openCase('CANCELLED')
    })
  })

  describe('a fact', () => {
    test('is made once by two processes that start together', async () => {
      const other = await open()
      const values = await Promise.all([
        readOrCreateFact(store, 'signing_key', () => 'one'),
        readOrCreateFact(other, 'signing_key', () => 'two'),
      ])
      expect(new Set(values).size).toBe(1)
    })

    test('is taken by one of two who ask together', async () => {
      const other = await open()
      await store.transaction((unit) => writeFact(unit, 'setup', 'first'))
      await store.transaction((unit) => writeFact(unit, 'setup', 'second'))
      const taken = await Promise.all([store, other].map((from) => from.transaction((unit) => takeFact(unit, 'setup'))))
      expect(taken.filter((value) => value !== undefined)).toEqual(['second'])
    })
  })

  describe('opening', () => {
    test('twice changes nothing', async () => {
      await makeConversation()
      const again = await open()
      expect(await findConversationByKey(again.database, 'web', 'visitor')).toBeDefined()
      await again.probe()
    })

    test('by two processes at once brings an empty database up to date once', async () => {
      const fresh = await createPlace()
      try {
        const children = [1, 2, 3].map(() => startStoreChild('open', fresh.url))
        await Promise.all(children.map((child) => child.ended))
        expect(children.map((child) => child.lines)).toEqual([['opened'], ['opened'], ['opened']])
      } finally {
        await fresh.remove()
      }
    })

    test('a database of a newer release is refused with a reason for the operator', async () => {
      await sql`insert into migrations (name, applied_at) values ('9999-tomorrow', 0)`.execute(store.database)
      await expect(open()).rejects.toMatchObject({
        code: 'unavailable',
        publicText: expect.stringContaining('新しい版'),
        retryable: false,
      })
    })
  })
}
