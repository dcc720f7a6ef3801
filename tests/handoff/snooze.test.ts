import { describe, expect, it } from 'vitest'
import { claimCase } from '../../handoff/cases/claim.ts'
import { waitForUser, writeAsStaff } from '../../handoff/cases/reply.ts'
import { snoozeCase, wakeCase } from '../../handoff/cases/snooze.ts'
import { readCounts } from '../../handoff/desk/case-lists.ts'
import { eventsOfCase } from '../../storage/case-events.ts'
import { timersOfCase } from '../../storage/timers.ts'
import { databases, lead, sato, yamada } from './support/house.ts'
import { oneHouse } from './support/one-house.ts'

const HOUR = 3_600_000

describe.each(await databases())('a case that is put off on %s', (_name, createPlace) => {
  const { open, talk, tick, words } = oneHouse(createPlace)
  const kinds = async (house: Awaited<ReturnType<typeof talk>>) =>
    (await timersOfCase(house.store.database, house.id)).map(({ kind }) => kind)
  const notes = async (house: Awaited<ReturnType<typeof talk>>) =>
    (await house.messages()).filter((message) => message.private).map(({ text }) => text)

  it('rests: nobody loses it, nothing is said, and it is no load, until its hour calls the owner', async () => {
    const house = await talk()
    const { id, context, clock, store, say, present, pass } = house
    await say('見積書はどう書けばよいですか')
    const before = (await words()).length
    await snoozeCase(context, yamada, id, { minutes: 60 })
    expect(await kinds(house)).toEqual(['snooze-over'])
    expect(await readCounts(store.database, yamada, clock.now())).toMatchObject({ mine: 0, resting: 1, late: 0 })
    // There is room for another meanwhile.
    await present(yamada, { capacity: 1 })
    await say('相談員', 'U2')
    await tick()
    const other = await house.openCase('U2')
    expect(other.owner).toBe('yamada')
    await writeAsStaff(context, yamada, other.id, { text: 'こんにちは', private: false })
    await pass(59, () => present(yamada))
    expect(await house.caseOf(id)).toMatchObject({ state: 'ACTIVE', owner: 'yamada' })
    expect((await words()).length).toBe(before)
    await pass(1, () => present(yamada))
    expect((await notes(house)).join()).toMatch(/まで休ませます.*決めた時刻になりました/s)
    expect((await eventsOfCase(store.database, id)).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['snoozed', 'woken']),
    )
    const { mine, resting, calling } = await readCounts(store.database, yamada, clock.now())
    expect({ mine, resting, calling }).toEqual({ mine: 2, resting: 0, calling: 2 })
    // The limits of silence run from its hour on, not from the evening before.
    await pass(9, () => present(yamada))
    expect(await house.caseOf(id)).toMatchObject({ state: 'ACTIVE', owner: 'yamada', requeues: 0 })
    await pass(2, () => present(yamada))
    expect((await house.caseOf(id)).requeues).toBe(1)
  })

  it('is awake as soon as the user writes, whoever had to write next', async () => {
    const house = await talk()
    const { id, context, clock, say, store } = house
    await say('一つ目の質問です')
    await snoozeCase(context, yamada, id, { minutes: 600 })
    await say('もう一つ質問です')
    expect(await kinds(house)).toEqual(['owner-silent'])
    expect((await readCounts(store.database, yamada, clock.now())).resting).toBe(0)
    await writeAsStaff(context, yamada, id, { text: '確かめます', private: false })
    await waitForUser(context, yamada, id)
    await snoozeCase(context, yamada, id, { minutes: 600 })
    expect(await kinds(house)).toEqual(['snooze-over'])
    await say('ありがとうございます')
    expect(await house.caseOf(id)).toMatchObject({ state: 'ACTIVE', awaiting: 'staff', snoozed_until: null })
  })

  it('neither reminds nor closes while the owner lets it rest for the user, and does both from its hour on', async () => {
    const house = await talk()
    const { id, context, clock } = house
    await waitForUser(context, yamada, id)
    const before = (await words()).length
    await snoozeCase(context, yamada, id, { until: clock.now() + 80 * HOUR })
    clock.advance(79 * HOUR)
    await tick()
    expect([(await house.caseOf(id)).state, (await words()).length]).toEqual(['WAITING_USER', before])
    clock.advance(2 * HOUR)
    await tick()
    expect(await kinds(house)).toEqual(['reminder', 'idle-close'])
    clock.advance(24 * HOUR)
    await tick()
    expect((await words()).at(-1)).toContain('その後いかがでしょうか')
  })

  it('rests until the desk opens on another day, over a holiday as well', async () => {
    const house = await talk()
    const { id, context, clock, set } = house
    const day = [{ open: '08:30', close: '17:15' }]
    await set('hours', { weekly: { mon: day, tue: day, wed: day, thu: day, fri: day } })
    // Friday the 18th of September 2026: Monday to Wednesday are holidays.
    clock.advance(Date.parse('2026-09-18T10:00:00+09:00') - clock.now())
    await snoozeCase(context, yamada, id, { next: 'opening' })
    expect((await house.caseOf(id)).snoozed_until).toBe(Date.parse('2026-09-24T08:30:00+09:00'))
    await wakeCase(context, yamada, id)
    await set('hours', { weekly: null })
    await snoozeCase(context, yamada, id, { next: 'opening' })
    expect((await house.caseOf(id)).snoozed_until).toBe(Date.parse('2026-09-19T09:00:00+09:00'))
  })

  it('is refused before the first reply, for who does not hold it, and for a moment that is past', async () => {
    const house = await open()
    await house.say('相談員')
    const { id } = await house.openCase()
    await claimCase(house.context, yamada, id)
    const rest = { minutes: 30 }
    await expect(snoozeCase(house.context, yamada, id, rest)).rejects.toMatchObject({
      publicText: expect.stringContaining('まだ一度も返信していません'),
    })
    await writeAsStaff(house.context, yamada, id, { text: '確かめて返信します', private: false })
    await expect(snoozeCase(house.context, sato, id, rest)).rejects.toMatchObject({ code: 'conflict' })
    const past = { until: house.clock.now() - 1 }
    await expect(snoozeCase(house.context, yamada, id, past)).rejects.toMatchObject({ code: 'bad_request' })
    await snoozeCase(house.context, lead, id, rest)
    expect((await house.caseOf(id)).snoozed_until).not.toBeNull()
  })

  it('rests no longer for who takes it over, and what the owner does with it ends its rest', async () => {
    const house = await talk()
    await snoozeCase(house.context, yamada, house.id, { minutes: 30 })
    await writeAsStaff(house.context, yamada, house.id, { text: 'お待たせしました', private: false })
    expect((await house.caseOf(house.id)).snoozed_until).toBeNull()
  })
})
