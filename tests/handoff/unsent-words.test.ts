import { describe, expect, it } from 'vitest'
import { claimCase } from '../../handoff/cases/claim.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { databases, type House, yamada } from './support/house.ts'
import { oneHouse } from './support/one-house.ts'

describe.each(await databases())('who ends the talk first, on %s', (_name, createPlace) => {
  const { open, talk } = oneHouse(createPlace)

  /** The door is called with what waits, and ends each call like this. */
  const callDoor = async ({ store }: House, result: Parameters<House['store']['finishAttempt']>[1]) => {
    for (;;) {
      const delivery = await store.beginDelivery(['line'], 10_000)
      if (delivery === undefined) return
      await store.finishAttempt(delivery, result, 60_000)
    }
  }
  const statusesOf = async ({ store }: House, text: string) =>
    (await store.database.selectFrom('outbox').select(['payload', 'status']).execute())
      .filter(({ payload }) => payload.includes(text))
      .map(({ status }) => status)
  const noteOf = async ({ messages }: House, text: string) =>
    (await messages()).find((message) => message.text === text)

  it('gets no reply afterwards that waited for the monthly limit of LINE, and staff see that it was not sent', async () => {
    const house = await talk()
    await callDoor(house, { status: 'sent' })
    await writeAsStaff(house.context, yamada, house.id, { text: '上限待ちの返事', private: false })
    await callDoor(house, { status: 'held', reason: 'line-quota', until: house.clock.now() + 3_600_000 })
    expect(await statusesOf(house, '上限待ちの返事')).toEqual(['held'])
    await house.say('終了')
    expect(await statusesOf(house, '上限待ちの返事')).toEqual([])
    const note = await noteOf(house, '上限待ちの返事')
    expect(note).toMatchObject({ private: true, details: { unsent: true } })
    expect(note?.details.tried).toBeUndefined()
  })

  it('gets none that is tried again after a failure either, and staff see that it had been tried', async () => {
    const house = await talk()
    await callDoor(house, { status: 'sent' })
    await writeAsStaff(house.context, yamada, house.id, { text: '再試行中の返事', private: false })
    await callDoor(house, { status: 'retry', reason: 'line-500' })
    expect(await statusesOf(house, '再試行中の返事')).toEqual(['pending'])
    await house.say('AIに戻る')
    expect(await statusesOf(house, '再試行中の返事')).toEqual([])
    expect(await noteOf(house, '再試行中の返事')).toMatchObject({
      private: true,
      details: { unsent: true, tried: true },
    })
  })

  it('keeps what is being sent at this moment, and what the system says', async () => {
    const house = await talk()
    await callDoor(house, { status: 'sent' })
    await writeAsStaff(house.context, yamada, house.id, { text: '送信中の返事', private: false })
    await house.store.beginDelivery(['line'], 10_000)
    await house.say('終了')
    expect(await statusesOf(house, '送信中の返事')).toEqual(['pending'])
    expect((await house.said()).map(({ text }) => text)).toContainEqual(expect.stringContaining('終了しました'))
    expect((await noteOf(house, '送信中の返事'))?.private).toBe(false)
  })

  it('has not talked with anybody where the only reply never left: no survey, no first reply in the figures', async () => {
    const house = await open()
    await house.say('相談員')
    const { id } = await claimCase(house.context, yamada, (await house.openCase()).id)
    await writeAsStaff(house.context, yamada, id, { text: '間に合わない返事', private: false, undoable: true })
    await house.say('終了')
    expect(await house.caseOf(id)).toMatchObject({ state: 'CANCELLED', end_reason: 'cancelled', first_reply_at: null })
    expect((await house.said()).map(({ text }) => text).join()).not.toContain('満足')
  })
})
