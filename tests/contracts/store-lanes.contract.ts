import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { appendMessages, listMessages } from '../../storage/messages.ts'
import type { Store } from '../../storage/store.ts'
import { eventOf, sayOnce } from '../support/store-steps.ts'
import { lease, type StoreBench } from './store-bench.ts'

/** One worker a conversation at a time, in order, and nothing lost when it vanishes. */
export function lanesContract(bench: StoreBench): void {
  const { open, claim, conversationOf, message } = bench

  describe('a lane', () => {
    test('hands out its events by the time they happened, then by arrival', async () => {
      await bench.store.acceptEvents([
        eventOf({ eventId: 'third', occurredAt: 3_000 }),
        eventOf({ eventId: 'first', occurredAt: 1_000 }),
      ])
      await bench.store.acceptEvents([
        eventOf({ eventId: 'second-b', occurredAt: 2_000 }),
        eventOf({ eventId: 'second-a', occurredAt: 2_000 }),
      ])
      const order = []
      for (let count = 0; count < 4; count += 1) {
        const leased = await claim()
        order.push(leased.event.eventId)
        await bench.store.completeEvent(leased, async () => {})
      }
      expect(order).toEqual(['first', 'second-b', 'second-a', 'third'])
    })

    test('has one worker at a time, while other lanes go on', async () => {
      await bench.store.acceptEvents([
        eventOf({ conversationKey: 'a' }),
        eventOf({ conversationKey: 'a' }),
        eventOf({ conversationKey: 'b' }),
      ])
      const other = await open()
      const keys = [await claim(), await claim(other)].map((leased) => leased.event.conversationKey)
      expect(keys.sort()).toEqual(['a', 'b'])
      expect(await other.claimEvent(lease)).toBeUndefined()
    })

    test('that is crowded lets those go first who came after its last turn began', async () => {
      const crowd = Array.from({ length: 20 }, (_, count) => eventOf({ conversationKey: 'many', eventId: `m${count}` }))
      await bench.store.acceptEvents(crowd)
      const served: string[] = []
      const serve = async () => {
        const leased = await claim()
        bench.clock.advance(100)
        await bench.store.completeEvent(leased, async () => {})
        served.push(leased.event.conversationKey)
      }
      await serve()
      bench.clock.advance(-50)
      await bench.store.acceptEvents([eventOf({ conversationKey: 'once' }), eventOf({ conversationKey: 'twice' })])
      bench.clock.advance(50)
      await bench.store.acceptEvents([eventOf({ conversationKey: 'twice' })])
      for (let count = 0; count < 5; count += 1) await serve()
      expect(served).toEqual(['many', 'once', 'twice', 'many', 'twice', 'many'])
    })

    test('is free again when its worker has vanished, and the try is counted', async () => {
      await bench.store.acceptEvents([eventOf()])
      expect((await claim()).attempt).toBe(1)
      bench.clock.advance(lease - 1)
      expect(await bench.store.claimEvent(lease)).toBeUndefined()
      bench.clock.advance(1)
      expect((await claim()).attempt).toBe(2)
    })

    test('stays with a slow worker that renews its lease', async () => {
      await bench.store.acceptEvents([eventOf()])
      const leased = await claim()
      bench.clock.advance(lease - 1)
      expect(await bench.store.extendLease(leased, lease)).toBe(true)
      bench.clock.advance(lease - 1)
      expect(await bench.store.claimEvent(lease)).toBeUndefined()
      bench.clock.advance(1)
      const successor = await claim()
      expect(await bench.store.extendLease(leased, lease)).toBe(false)
      expect(await bench.store.extendLease(successor, lease)).toBe(true)
    })

    test('lets a late worker write nothing', async () => {
      const other = await open()
      await bench.store.acceptEvents([eventOf()])
      const late = await claim()
      bench.clock.advance(lease)
      const successor = await claim(other)
      expect(await sayOnce(bench.store, late)).toBe('lost')
      await bench.store.releaseEvent(late, 'late', 'dead')
      expect(await listMessages(bench.store.database, late.conversation.id)).toEqual([])
      expect(await sayOnce(other, successor)).toBe('completed')
      expect(await sayOnce(other, successor)).toBe('lost')
      expect(await listMessages(bench.store.database, late.conversation.id)).toHaveLength(1)
      expect(await bench.store.deadLetters(10)).toEqual([])
    })

    test('waits for the retry of its first event, so that the order is kept', async () => {
      await bench.store.acceptEvents([eventOf({ eventId: 'first' }), eventOf({ eventId: 'second', occurredAt: 2_000 })])
      await bench.store.releaseEvent(await claim(), 'unavailable', 5_000)
      expect(await bench.store.claimEvent(lease)).toBeUndefined()
      bench.clock.advance(5_000)
      const again = await claim()
      expect(again).toMatchObject({ event: { eventId: 'first' }, attempt: 2 })
    })

    test('goes on behind a dead letter, which staff can see', async () => {
      await bench.store.acceptEvents([eventOf({ eventId: 'poison' }), eventOf({ eventId: 'next', occurredAt: 2_000 })])
      const poison = await claim()
      await bench.store.releaseEvent(poison, 'internal', 'dead')
      expect((await claim()).event.eventId).toBe('next')
      expect(await bench.store.deadLetters(10)).toEqual([
        { id: 'web:poison', conversationId: poison.conversation.id, error: 'internal', receivedAt: bench.clock.now() },
      ])
    })

    test('a turn that throws at its end writes nothing and keeps its event', async () => {
      await bench.store.acceptEvents([eventOf()])
      const leased = await claim()
      const ending = bench.store.completeEvent(leased, async (unit) => {
        await appendMessages(unit, [message(leased.conversation.id, '消えるはずの文')])
        throw new Error('refused')
      })
      await expect(ending).rejects.toThrow('refused')
      expect(await listMessages(bench.store.database, leased.conversation.id)).toEqual([])
      expect(await sayOnce(bench.store, leased)).toBe('completed')
    })

    test('two workers racing do every event exactly once and in order', async () => {
      const other = await open()
      const lanes = Array.from({ length: 8 }, (_, index) => `visitor-${index}`)
      const events = Array.from({ length: 10 }, (_, index) =>
        lanes.map((lane) => eventOf({ conversationKey: lane, eventId: `${lane}/${index}`, occurredAt: index })),
      ).flat()
      await bench.store.acceptEvents(events)
      const remaining = async () =>
        (await bench.store.database.selectFrom('inbox').select('id').where('status', '=', 'pending').limit(1).execute())
          .length
      const work = async (from: Store) => {
        while (await remaining()) {
          const leased = await from.claimEvent(lease)
          if (leased) await sayOnce(from, leased)
          else await turnOfTheLoop()
        }
      }
      await Promise.all([bench.store, other, bench.store, other].map(work))
      for (const lane of lanes) {
        const said = await listMessages(bench.store.database, (await conversationOf(lane)).id)
        expect(said.map((each) => each.text)).toEqual(Array.from({ length: 10 }, (_, index) => `${lane}/${index}`))
      }
      const attempts = await bench.store.database.selectFrom('inbox').select('attempts').execute()
      expect(attempts.every((row) => row.attempts === 1)).toBe(true)
    })
  })
}
