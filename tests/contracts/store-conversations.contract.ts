import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { blankCase } from '../../storage/cases.ts'
import { findConversation, saveConversationState, setControl, setReachable } from '../../storage/conversations.ts'
import { appendMessages, listMessages } from '../../storage/messages.ts'
import type { Store } from '../../storage/store.ts'
import type { StoreBench } from './store-bench.ts'

/** Who has the word, what was said, in which order. */
export function conversationsContract(bench: StoreBench): void {
  const { open, makeConversation, message, enqueue } = bench

  describe('a conversation', () => {
    test('changes hands once when two staff take it together', async () => {
      const other = await open()
      const { id } = await makeConversation()
      const take = (from: Store) =>
        from.transaction((unit) => setControl(unit, { conversationId: id, control: 'HUMAN', expectedEpoch: 0 }))
      const epochs = await Promise.all([take(bench.store), take(other), take(bench.store)])
      expect(epochs.filter((epoch) => epoch !== undefined)).toEqual([1])
      expect(await findConversation(bench.store.database, id)).toMatchObject({ control: 'HUMAN', controlEpoch: 1 })
    })

    test('does not keep the state of a turn begun before it changed hands', async () => {
      const { id } = await makeConversation()
      const save = (epoch: number) =>
        bench.store.transaction((unit) => saveConversationState(unit, id, { focus: 'gotech-r8' }, epoch))
      expect(await save(0)).toBe(true)
      await bench.store.transaction((unit) => setControl(unit, { conversationId: id, control: 'HUMAN' }))
      expect(await save(0)).toBe(false)
      expect((await findConversation(bench.store.database, id))?.state).toEqual({ focus: 'gotech-r8' })
      expect(
        await bench.store.transaction((unit) => setControl(unit, { conversationId: 'none', control: 'BOT' })),
      ).toBe(undefined)
    })

    test('remembers whether the user can be reached', async () => {
      const { id } = await makeConversation()
      await bench.store.transaction((unit) => setReachable(unit, id, false))
      expect((await findConversation(bench.store.database, id))?.reachable).toBe(false)
    })

    test('lists its messages in order, from where the reader stopped', async () => {
      const { id } = await makeConversation()
      const written = await bench.store.transaction((unit) =>
        appendMessages(unit, [
          message(id, '一'),
          { ...message(id, '二\u0000'), private: true, role: 'staff', details: { author: '担当' } },
          message(id, '三 👨‍👩‍👧'),
        ]),
      )
      const all = await listMessages(bench.store.database, id)
      expect(all).toEqual(written)
      expect(all.map((each) => each.text)).toEqual(['一', '二', '三 👨‍👩‍👧'])
      const afterSequence = all[0]?.sequence ?? 0
      expect(await listMessages(bench.store.database, id, { afterSequence, limit: 1 })).toEqual(all.slice(1, 2))
    })

    test('that does not exist takes neither a message nor a delivery', async () => {
      const stray = bench.store.transaction((unit) => appendMessages(unit, [message('none', '一')]))
      await expect(stray).rejects.toMatchObject({ code: 'not_found' })
      await expect(enqueue('none', '一')).rejects.toMatchObject({ code: 'not_found' })
    })

    test('has one open case, whoever opens it', async () => {
      const { id } = await makeConversation()
      const openCase = (state: string) =>
        bench.store.transaction((unit) =>
          unit
            .insertInto('cases')
            .values({
              ...blankCase,
              id: randomUUID(),
              conversation_id: id,
              state,
              topic: '補助金',
              reason: 'requested',
              waiting_since: bench.clock.now(),
              opened_at: bench.clock.now(),
              state_since: bench.clock.now(),
            })
            .execute(),
        )
      await openCase('RESOLVED')
      await openCase('QUEUED')
      await expect(openCase('ACTIVE')).rejects.toThrow()
      await openCase('CANCELLED')
    })
  })
}
