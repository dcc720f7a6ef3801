import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { findConversationByKey } from '../../storage/conversations.ts'
import type { LeasedEvent } from '../../storage/types.ts'
import { startStoreChild } from '../support/child-process.ts'
import { eventually } from '../support/eventually.ts'
import { eventOf } from '../support/store-steps.ts'
import type { StoreBench } from './store-bench.ts'

/** Several processes on one database, some of them killed. */
export function processesContract(bench: StoreBench): void {
  const { open, claim, makeConversation } = bench

  describe('processes', () => {
    test('two on one database do every event exactly once', async () => {
      const events = Array.from({ length: 40 }, (_, index) =>
        eventOf({ conversationKey: `visitor-${index % 8}`, occurredAt: index, eventId: `event-${index}` }),
      )
      await bench.store.acceptEvents(events)
      const children = [startStoreChild('drain', bench.place.url), startStoreChild('drain', bench.place.url)]
      await Promise.all(children.map((child) => child.ended))
      const done = await bench.store.database.selectFrom('messages').select('text').execute()
      expect(done.map((row) => row.text).sort()).toEqual(events.map((event) => event.eventId).sort())
    })

    test('one killed while it accepts loses nothing it has acknowledged', async () => {
      const child = startStoreChild('accept', bench.place.url)
      await eventually(() => child.lines.length >= 20, 15_000, 'twenty acknowledgements')
      child.process.kill('SIGKILL')
      expect(await child.ended).toBeNull()
      const rows = await bench.store.database.selectFrom('inbox').select(['id', 'status']).execute()
      const stored = new Set(rows.map((row) => row.id))
      expect(child.lines.filter((eventId) => !stored.has(`web:${eventId}`))).toEqual([])
      expect(rows.every((row) => row.status === 'pending')).toBe(true)
      bench.clock.advance(Date.now() - bench.clock.now() + 1)
      // The database may hold the dead process's last locks for a moment, until it notices that nobody is there.
      let next: LeasedEvent | undefined
      await eventually(async () => {
        next = await bench.store.claimEvent(30_000)
        return next !== undefined
      })
      expect(next?.event.eventId).toBe('event-1')
    })

    test('one killed in the middle of a turn leaves its event to the next', async () => {
      await bench.store.acceptEvents([eventOf({ eventId: 'held' })])
      bench.clock.advance(Date.now() - bench.clock.now())
      const child = startStoreChild('hold', bench.place.url)
      await eventually(() => child.lines.length > 0, 15_000, 'the claim')
      child.process.kill('SIGKILL')
      await child.ended
      bench.clock.advance(Date.now() - bench.clock.now() + 2_000)
      expect(await claim()).toMatchObject({ event: { eventId: 'held' }, attempt: 2 })
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
      const fresh = await bench.createPlace()
      try {
        const children = [1, 2, 3].map(() => startStoreChild('open', fresh.url))
        await Promise.all(children.map((child) => child.ended))
        expect(children.map((child) => child.lines)).toEqual([['opened'], ['opened'], ['opened']])
      } finally {
        await fresh.remove()
      }
    })

    test('a database of a newer release is refused with a reason for the operator', async () => {
      await sql`insert into migrations (name, applied_at) values ('9999-tomorrow', 0)`.execute(bench.store.database)
      await expect(open()).rejects.toMatchObject({
        code: 'unavailable',
        publicText: expect.stringContaining('新しい版'),
        retryable: false,
      })
    })
  })
}
