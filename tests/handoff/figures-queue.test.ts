import { afterEach, describe, expect, it } from 'vitest'
import { claimCase, takeOverCase } from '../../handoff/cases/claim.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { transferCase } from '../../handoff/cases/transfer.ts'
import { databases, type House, lead, yamada } from './support/house.ts'
import { openTwoDays } from './support/two-days.ts'

describe.each(await databases())('figures of the desk at work, on %s', (_name, createPlace) => {
  let house: House
  afterEach(() => house.close())

  it('count the wait of every case that a person took: claimed, taken over while it waited, passed to somebody', async () => {
    const { count, caseOfUser, at, ...days } = await openTwoDays(createPlace)
    house = days.house
    const { say, context } = house
    const before = (await count()).value('wait-longest')
    at('2026-11-24T10:00:00')
    for (const key of ['U6', 'U7', 'U8']) await say('相談員と話したい', key)
    const [claimed, takenOver, passedOn] = [await caseOfUser('U6'), await caseOfUser('U7'), await caseOfUser('U8')]
    at('2026-11-24T11:00:00')
    await claimCase(context, yamada, claimed ?? '')
    expect((await count()).value('wait-longest')).toBe(60)
    at('2026-11-24T12:00:00')
    await takeOverCase(context, lead, takenOver ?? '', '急ぎのため')
    expect((await count()).value('wait-longest')).toBe(120)
    at('2026-11-24T13:00:00')
    await transferCase(context, yamada, passedOn ?? '', { to: 'sato' }, 'お願いします')
    expect((await count()).value('wait-longest')).toBe(180)
    expect(before).toBeLessThan(60)
  })

  it('tell of the queue, of proposed answers and of LINE what staff can act on', async () => {
    const { count, second, at, caseOfUser, ...days } = await openTwoDays(createPlace)
    house = days.house
    const { say, context, store, send, event } = house
    // Two wait at once; the second gives up with one before them. After hours one more, answered the next morning.
    await say('相談員と話したい', 'U6')
    await say('相談員と話したい', 'U7')
    await say('AIに戻る', 'U7')
    at('2026-11-24T18:00:00')
    await say('相談員と話したい', 'U8')
    const late = await caseOfUser('U8')
    at('2026-11-30T09:30:00')
    await writeAsStaff(context, yamada, late, { text: 'お待たせしました', private: false })
    await writeAsStaff(context, yamada, await caseOfUser('U6'), { text: 'お待たせしました', private: false })
    at('2026-11-30T09:31:00')
    await send(event('left', '', { conversationKey: 'U8' }))
    const verdict = { case_id: second, login: 'yamada', source: 'answer', at: Date.parse('2026-11-24T12:00:00+09:00') }
    const verdicts = [
      { ...verdict, id: 'a', verdict: 'inserted', distance: 0 },
      { ...verdict, id: 'b', verdict: 'edited', distance: 7 },
      { ...verdict, id: 'c', verdict: 'rejected', distance: null },
    ]
    await store.database.insertInto('suggestion_verdicts').values(verdicts).execute()
    const sends = await store.database.selectFrom('outbox').select('id').orderBy('created_at').limit(4).execute()
    const ways = [{ way: 'reply', carries: [] }, { way: 'reply', carries: [] }, { way: 'push' }, { way: 'hold' }]
    for (const [index, { id }] of sends.entries()) {
      const plan = JSON.stringify(ways[index])
      const status = index === 3 ? 'held' : 'sent'
      await store.database.updateTable('outbox').set({ plan, status }).where('id', '=', id).execute()
    }
    const { value } = await count()
    expect(value('place-at-leaving')).toBe(1)
    expect(value('after-hours-kept-rate')).toBe(100)
    expect(value('concurrency-peak')).toBe(1)
    expect((await count('2026-11-23', '2026-11-30')).value('concurrency-peak')).toBe(2)
    expect(value('suggestions-used-rate')).toBe(66.7)
    expect(value('suggestions-unchanged-rate')).toBe(50)
    expect(['line-push-share', 'line-pushes', 'line-held'].map((id) => value(id))).toEqual([33.3, 1, 1])
    // Of U1 to U8.
    expect(value('line-blocked-rate')).toBe(12.5)
  })
})
