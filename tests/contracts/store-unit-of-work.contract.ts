import { describe, expect, test } from 'vitest'
import { findConversation, setControl } from '../../storage/conversations.ts'
import { readFact, readOrCreateFact, takeFact, writeFact } from '../../storage/facts.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { appendMessages, listMessages } from '../../storage/messages.ts'
import { enqueueDelivery, listDeliveries } from '../../storage/outbox.ts'
import { eventOf } from '../support/store-steps.ts'
import type { StoreBench } from './store-bench.ts'

/** All or nothing, however many write at once. */
export function unitOfWorkContract(bench: StoreBench): void {
  const { open, claim, makeConversation, message } = bench

  describe('a unit of work', () => {
    test('writes all or nothing', async () => {
      const { id } = await makeConversation()
      const failing = bench.store.transaction(async (unit) => {
        await appendMessages(unit, [message(id, '一')])
        await enqueueDelivery(unit, { conversationId: id, payload: {}, replyTo: {} })
        await setControl(unit, { conversationId: id, control: 'HUMAN' })
        await writeFact(unit, 'name', 'value')
        throw new Error('refused')
      })
      await expect(failing).rejects.toThrow('refused')
      expect(await listMessages(bench.store.database, id)).toEqual([])
      expect(await listDeliveries(bench.store.database, id)).toEqual([])
      expect(await findConversation(bench.store.database, id)).toMatchObject({ control: 'BOT', controlEpoch: 0 })
      expect(await readFact(bench.store.database, 'name')).toBeUndefined()
    })

    test('refuses what would wait for itself for ever', async () => {
      const nested = bench.store.transaction(() => bench.store.transaction(async () => {}))
      await expect(nested).rejects.toBeInstanceOf(AppError)
      await expect(bench.store.transaction(() => readFact(bench.store.database, 'name'))).rejects.toBeInstanceOf(
        AppError,
      )
      expect(await readFact(bench.store.database, 'name')).toBeUndefined()
    })

    test('counts without losing when many write at once', async () => {
      const other = await open()
      await bench.store.transaction((unit) => writeFact(unit, 'count', '0'))
      const { id } = await makeConversation()
      await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          (index % 2 ? bench.store : other).transaction((unit) => appendMessages(unit, [message(id, String(index))])),
        ),
      )
      const sequences = (await listMessages(bench.store.database, id)).map((each) => each.sequence)
      expect(new Set(sequences).size).toBe(30)
      expect(sequences).toEqual([...sequences].sort((one, two) => one - two))
    })

    test('wakes those who wait, after the commit', async () => {
      const heard: string[] = []
      const stop = bench.store.listen('inbox', () => heard.push('inbox'))
      bench.store.listen('outbox/web', () => heard.push('outbox'))
      await bench.store.acceptEvents([eventOf()])
      expect(heard).toEqual(['inbox'])
      stop()
      const leased = await claim()
      await bench.store.completeEvent(leased, async (unit) => {
        await enqueueDelivery(unit, { conversationId: leased.conversation.id, payload: {}, replyTo: {} })
        expect(heard).toEqual(['inbox'])
      })
      expect(heard).toEqual(['inbox', 'outbox'])
    })
  })

  describe('a fact', () => {
    test('is made once by two processes that start together', async () => {
      const other = await open()
      const values = await Promise.all([
        readOrCreateFact(bench.store, 'signing_key', () => 'one'),
        readOrCreateFact(other, 'signing_key', () => 'two'),
      ])
      expect(new Set(values).size).toBe(1)
    })

    test('is taken by one of two who ask together', async () => {
      const other = await open()
      await bench.store.transaction((unit) => writeFact(unit, 'setup', 'first'))
      await bench.store.transaction((unit) => writeFact(unit, 'setup', 'second'))
      const taken = await Promise.all(
        [bench.store, other].map((from) => from.transaction((unit) => takeFact(unit, 'setup'))),
      )
      expect(taken.filter((value) => value !== undefined)).toEqual(['second'])
    })
  })
}
