import { describe, expect, test } from 'vitest'
import { readFact, writeFact } from '../../storage/facts.ts'
import { eventOf, sayOnce } from '../support/store-steps.ts'
import { lease, type StoreBench } from './store-bench.ts'

/** Every event is taken once, whole and durably. */
export function inboxContract(bench: StoreBench): void {
  const { open, claim } = bench

  describe('the inbox', () => {
    test('takes the same event once, however often and however fast it is delivered', async () => {
      const other = await open()
      const event = eventOf({ eventId: 'once' })
      const answers = await Promise.all([
        bench.store.acceptEvents([event, event]),
        other.acceptEvents([event]),
        bench.store.acceptEvents([event]),
        other.acceptEvents([event]),
      ])
      expect(answers.flat()).toEqual(['once'])
      await sayOnce(bench.store, await claim())
      expect(await bench.store.acceptEvents([event])).toEqual([])
      expect(await bench.store.claimEvent(lease)).toBeUndefined()
    })

    test('takes a batch over several conversations at once, and nothing from an empty one', async () => {
      const events = Array.from({ length: 100 }, (_, index) =>
        eventOf({ eventId: `event-${index}`, conversationKey: `visitor-${index % 3}`, occurredAt: index }),
      )
      const [once, again] = await Promise.all([bench.store.acceptEvents(events), (await open()).acceptEvents(events)])
      expect([...once, ...again]).toEqual(events.map((event) => event.eventId))
      expect(await bench.store.acceptEvents([])).toEqual([])
    })

    test('the same id at another door is another event', async () => {
      const answer = await bench.store.acceptEvents([
        eventOf({ eventId: 'same' }),
        eventOf({ eventId: 'same', door: 'line' }),
      ])
      expect(answer).toEqual(['same', 'same'])
    })

    test('makes one conversation for events that arrive together', async () => {
      const other = await open()
      await Promise.all(
        Array.from({ length: 10 }, (_, index) => (index % 2 ? bench.store : other).acceptEvents([eventOf()])),
      )
      const rows = await bench.store.database.selectFrom('conversations').select('id').execute()
      expect(rows).toHaveLength(1)
    })

    test('runs what belongs to the acceptance in the same transaction, with the new events only', async () => {
      await bench.store.acceptEvents([eventOf({ eventId: 'old' })])
      const events = [eventOf({ eventId: 'old' }), eventOf({ eventId: 'new' })]
      await bench.store.acceptEvents(events, async (unit, accepted) => {
        await writeFact(unit, 'accepted', accepted.map((event) => event.eventId).join())
      })
      expect(await readFact(bench.store.database, 'accepted')).toBe('new')

      const failing = bench.store.acceptEvents([eventOf({ eventId: 'never' })], async () => {
        throw new Error('refused')
      })
      await expect(failing).rejects.toThrow('refused')
      expect(await bench.store.acceptEvents([eventOf({ eventId: 'never' })])).toEqual(['never'])
    })

    test('gives back what the door handed in, and forgets the words once the turn has ended', async () => {
      const event = eventOf({ eventId: 'whole', kind: 'action', text: '電話は090-0000-0000\u0000です' })
      await bench.store.acceptEvents([event])
      const leased = await claim()
      expect(leased.event).toEqual(event)
      expect(leased.conversation).toMatchObject({ door: 'web', control: 'BOT', controlEpoch: 0, reachable: true })
      await bench.store.completeEvent(leased, async () => {})
      const row = await bench.store.database.selectFrom('inbox').selectAll().executeTakeFirstOrThrow()
      expect(row.status).toBe('done')
      expect(row.payload).not.toContain('090')
    })
  })
}
