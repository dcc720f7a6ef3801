import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { listDeliveries } from '../../storage/outbox.ts'
import type { Store } from '../../storage/store.ts'
import { lease, type StoreBench } from './store-bench.ts'

/** What is said leaves in order, and a crash is never forgotten. */
export function outboxContract(bench: StoreBench): void {
  const { open, beginDelivery, makeConversation, enqueue } = bench

  describe('the outbox', () => {
    test('keeps the order of a conversation, and one conversation does not hold up another', async () => {
      const { id: a } = await makeConversation('a')
      const { id: b } = await makeConversation('b')
      await enqueue(a, 'a1')
      await enqueue(a, 'a2')
      bench.clock.advance(1)
      await enqueue(b, 'b1')
      const first = await beginDelivery()
      expect(first.item).toMatchObject({ payload: { text: 'a1' }, replyTo: { token: 'reply' }, conversationKey: 'a' })
      expect((await beginDelivery()).item.payload).toEqual({ text: 'b1' })
      expect(await bench.store.beginDelivery(['web'], lease)).toBeUndefined()
      await bench.store.finishAttempt(first, { status: 'sent' }, 0)
      expect((await beginDelivery()).item.payload).toEqual({ text: 'a2' })
    })

    test('goes on behind what could not be delivered, and staff see why', async () => {
      const { id } = await makeConversation()
      await enqueue(id, 'refused')
      await enqueue(id, 'next')
      const begun = await beginDelivery()
      await bench.store.finishAttempt(begun, { status: 'failed', reason: 'blocked' }, 0)
      expect((await beginDelivery()).item.payload).toEqual({ text: 'next' })
      expect(await listDeliveries(bench.store.database, id)).toMatchObject([
        { status: 'failed', lastError: 'blocked', finishedAt: bench.clock.now() },
        { status: 'pending' },
      ])
    })

    test('is listed from a place in the conversation on', async () => {
      const { id } = await makeConversation()
      for (const text of ['one', 'two', 'three']) await enqueue(id, text)
      const { sequence } = await bench.store.database
        .selectFrom('outbox')
        .select((column) => column.fn.min('sequence').as('sequence'))
        .executeTakeFirstOrThrow()
      const listed = await listDeliveries(bench.store.database, id, { afterSequence: Number(sequence) })
      expect(listed.map(({ payload }) => payload.text)).toEqual(['two', 'three'])
    })

    test('waits before it tries again, and holds the later rows back meanwhile', async () => {
      const { id } = await makeConversation()
      await enqueue(id, 'first')
      await enqueue(id, 'second')
      const begun = await beginDelivery()
      await bench.store.finishAttempt(begun, { status: 'retry', reason: 'unavailable' }, 4_000)
      expect(await bench.store.beginDelivery(['web'], lease)).toBeUndefined()
      bench.clock.advance(4_000)
      expect((await beginDelivery()).item).toMatchObject({ payload: { text: 'first' }, attempts: 1 })
    })

    test('knows its plan and its try after a crash between the send and its record', async () => {
      const { id } = await makeConversation()
      const item = await enqueue(id, 'said')
      const begun = await beginDelivery(bench.store, { by: 'reply' })
      expect(begun.item).toMatchObject({ attempts: 0, plan: { by: 'reply' }, firstAttemptAt: bench.clock.now() })
      const firstAttemptAt = bench.clock.now()
      const other = await open()
      expect(await other.beginDelivery(['web'], lease)).toBeUndefined()
      bench.clock.advance(lease)
      const again = await beginDelivery(other, { by: 'push' })
      expect(again.item).toMatchObject({ attempts: 1, plan: { by: 'reply' }, retryKey: item.retryKey, firstAttemptAt })
    })

    test('does not let a late dispatcher decide', async () => {
      const { id } = await makeConversation()
      await enqueue(id, 'said')
      const late = await beginDelivery()
      bench.clock.advance(lease)
      const other = await open()
      const successor = await beginDelivery(other)
      await bench.store.finishAttempt(late, { status: 'failed', reason: 'late' }, 0)
      await other.finishAttempt(successor, { status: 'sent' }, 0)
      expect(await listDeliveries(bench.store.database, id)).toMatchObject([{ status: 'sent', attempts: 2 }])
    })

    test('leaves the rows of other doors alone', async () => {
      const { id } = await makeConversation()
      await enqueue(id, 'for the web')
      expect(await bench.store.beginDelivery(['line'], lease)).toBeUndefined()
      expect(await bench.store.beginDelivery([], lease)).toBeUndefined()
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
          const delivery = await from.beginDelivery(['web'], lease)
          if (!delivery) {
            await turnOfTheLoop()
            continue
          }
          sent.get(delivery.item.conversationId)?.push(delivery.item.payload.text)
          await from.finishAttempt(delivery, { status: 'sent' }, 0)
        }
      }
      await Promise.all([bench.store, other, bench.store, other].map(work))
      for (const texts of sent.values()) expect(texts).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
    })
  })
}
