import { afterEach, describe, expect, it } from 'vitest'
import { readPayload } from '../../bot/delivery.ts'
import { claimCase } from '../../handoff/cases/claim.ts'
import { endTalk } from '../../handoff/cases/resolve.ts'
import { findConversationByKey, saveConversationState } from '../../storage/conversations.ts'
import { listMessages } from '../../storage/messages.ts'
import { listDeliveries } from '../../storage/outbox.ts'
import type { DoorName } from '../../storage/types.ts'
import { createFakeConsultant } from './support/fake-consultant.ts'
import { databases, type House, openHouse, yamada } from './support/house.ts'

describe.each(await databases())('many messages of one user on %s', (_name, createPlace) => {
  let house: House
  let fake: ReturnType<typeof createFakeConsultant>
  afterEach(() => house.close())
  const open = async () => {
    fake = createFakeConsultant()
    house = await openHouse(createPlace, fake.consultant)
    return house
  }
  const send = (door: DoorName, key: string, text: string) =>
    house.send(house.event('message', text, { door, conversationKey: key }))
  const threadOf = async (door: DoorName, key: string) => {
    const { database } = house.store
    const conversation = await findConversationByKey(database, door, key)
    const id = conversation?.id ?? ''
    const told = (await listDeliveries(database, id)).flatMap(({ payload }) => readPayload(payload).replies)
    return { id, told: told.map(({ text }) => text), kept: await listMessages(database, id) }
  }
  const refusal = '短い時間にたくさんのメッセージ'

  it.each(['line', 'web'] as const)('are answered up to the limit, then kept and spoken of once: %s', async (door) => {
    const { clock } = await open()
    for (let count = 1; count <= 40; count += 1) await send(door, 'many', `質問${count}`)
    await send(door, 'other', '補助率は？')
    const { told, kept } = await threadOf(door, 'many')
    expect(told.filter((text) => text.startsWith('答え'))).toHaveLength(20)
    expect(told.filter((text) => text.includes(refusal))).toHaveLength(1)
    expect(told).toHaveLength(21)
    // Staff read every word.
    expect(kept.filter(({ role }) => role === 'user').map(({ text }) => text)).toHaveLength(40)
    expect((await threadOf(door, 'other')).told).toEqual(['答え: 補助率は？'])
    clock.advance(61_000)
    await send(door, 'many', 'いちばん知りたいこと')
    expect((await threadOf(door, 'many')).told.at(-1)).toBe('答え: いちばん知りたいこと')
  })

  it('who goes on and on is told again after a while, not each time', async () => {
    const { say, clock } = await open()
    // Twenty-four a minute, for twelve minutes.
    for (let count = 1; count <= 300; count += 1) {
      await say(`質問${count}`)
      clock.advance(1_500)
    }
    const { told } = await threadOf('line', 'U1')
    expect(told.filter((text) => text.includes(refusal))).toHaveLength(2)
    expect(fake.inputs).toHaveLength(20)
  })

  it('a cry for help, the wish for a person and the answer to an offer are heard all the same', async () => {
    const { say, said, hasOpenCase, openCase } = await open()
    for (let count = 1; count <= 25; count += 1) await say(`質問${count}`)
    await say('もう死にたい')
    expect((await said()).at(-1)?.text).not.toContain(refusal)
    expect(fake.inputs.at(-1)?.text).toBe('もう死にたい')
    expect(await hasOpenCase()).toBe(false)
    await say('相談員と話したい')
    expect(await openCase()).toMatchObject({ state: 'QUEUED' })
  })

  it('the wish for a person is heard below an offer and after a talk, also by the button of the refusal', async () => {
    const { say, said, openCase, context } = await open()
    await say('不明1')
    await say('不明2')
    expect((await openCase()).state).toBe('OFFERED')
    for (let count = 1; count <= 25; count += 1) await say(`質問${count}`)
    const refused = (await said()).findLast(({ text }) => text.includes(refusal))
    await say(refused?.suggestions[0] ?? '')
    const { id } = await openCase()
    expect((await openCase()).state).toBe('QUEUED')
    await claimCase(context, yamada, id)
    await endTalk(context, yamada, id, { reason: 'staff_resolved' })
    for (let count = 1; count <= 25; count += 1) await say(`続き${count}`)
    await say('相談員と話したい')
    expect(await openCase()).toMatchObject({ id, state: 'ASSIGNED' })
  })

  it.each(['人間の相談員に代わって', '担当の人を出してください', 'talk to a person'])(
    'any words for a person are heard, not the button alone: %s',
    async (words) => {
      const { say } = await open()
      for (let count = 1; count <= 25; count += 1) await say(`質問${count}`)
      await say(words)
      expect(fake.inputs.at(-1)?.text).toBe(words)
    },
  )

  it('what waits for the desk to open is asked for no second time', async () => {
    const { say, set, openCase, clock } = await open()
    const day = [{ open: '09:00', close: '09:01' }]
    await set('hours', { weekly: { mon: day } })
    clock.advance(Date.parse('2026-09-19T12:00:00+09:00') - clock.now())
    await say('相談員')
    expect((await openCase()).state).toBe('AFTER_HOURS')
    for (let count = 1; count <= 25; count += 1) await say(`質問${count}`)
    const before = fake.inputs.length
    await say('相談員と話したい')
    expect(fake.inputs).toHaveLength(before)
  })

  it('the way to a person is understood in the language of the talk', async () => {
    const { say, store, conversation } = await open()
    for (let count = 1; count <= 25; count += 1) await say(`question ${count}`)
    const { id, controlEpoch } = await conversation()
    await store.transaction((unit) => saveConversationState(unit, id, { language: 'en' }, controlEpoch))
    const before = fake.inputs.length
    await say('one more')
    expect(fake.inputs).toHaveLength(before)
    await say('Talk to staff')
    expect(fake.inputs.at(-1)?.text).toBe('Talk to staff')
  })

  it('nothing of it is kept from staff who hold the conversation', async () => {
    const { say, openCase, context, messages, said } = await open()
    await say('相談員と話したい')
    await claimCase(context, yamada, (await openCase()).id)
    for (let count = 1; count <= 30; count += 1) await say(`続き${count}`)
    expect((await messages()).filter(({ text }) => text.startsWith('続き'))).toHaveLength(30)
    expect((await said()).some(({ text }) => text.includes(refusal))).toBe(false)
  })

  it('how many is a setting of the desk', async () => {
    const { say, set } = await open()
    await set('limits', { messagesAMinute: 5 })
    for (let count = 1; count <= 10; count += 1) await say(`質問${count}`)
    expect(fake.inputs).toHaveLength(5)
  })
})
