import { describe, expect, it } from 'vitest'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { createFakeConsultant } from './support/fake-consultant.ts'
import { databases, yamada } from './support/house.ts'
import { oneHouse } from './support/one-house.ts'

const webhook = { webhook: { url: 'http://127.0.0.1:1/hook', format: 'slack' } }
const open9to5 = [{ open: '09:00', close: '17:00' }]
const week = { weekly: { mon: open9to5, tue: open9to5, wed: open9to5, thu: open9to5, fri: open9to5 } }
const helpLine = '0120-279-338'

describe.each(await databases())('a cry for help that staff overtake, on %s', (_name, createPlace) => {
  const { open, talk, words } = oneHouse(createPlace)

  /** Staff answer in the moment in which the bot is composing its answer to `text`. */
  async function overtaken(text: string, atTheEnd?: () => void) {
    let during = async () => {}
    const fake = createFakeConsultant(async (input) => {
      if (input.text !== text) return
      await during()
      atTheEnd?.()
    })
    const house = await open(fake.consultant)
    await house.set('notifications', webhook)
    // The clock stands at a holiday: the bot goes on answering while the case waits.
    await house.set('hours', week)
    await house.say('相談員')
    const { id } = await house.openCase()
    during = async () => {
      await writeAsStaff(house.context, yamada, id, { text: '私がお答えします', private: false })
    }
    await house.say(text)
    return house
  }
  const crises = async ({ alerts }: Awaited<ReturnType<typeof open>>) =>
    (await alerts()).filter(({ kind }) => kind === 'crisis').length

  it('a reply of staff that crosses the cry takes neither the help lines nor the alert away', async () => {
    const house = await overtaken('つらいです')
    expect(await crises(house)).toBe(1)
    expect(await house.openCase()).toMatchObject({ urgent: 1, state: 'ACTIVE', owner: 'yamada', awaiting: 'staff' })
    const bubbles = await house.said()
    expect(bubbles.at(-1)).toMatchObject({ sender: 'system', text: expect.stringContaining(helpLine) })
    expect(bubbles.filter(({ text }) => text.includes(helpLine))).toHaveLength(1)
    await house.say('もう死にたい')
    expect((await words()).filter((text) => text.includes(helpLine))).toHaveLength(1)
  })

  it('the same where the bot failed over the cry', async () => {
    const house = await overtaken('もう死にたい', () => {
      throw new Error('the model is down')
    })
    expect(await crises(house)).toBe(1)
    expect((await house.said()).at(-1)).toMatchObject({ sender: 'system', text: expect.stringContaining(helpLine) })
  })

  it('a bot that fails over a cry for help still tells the help lines and calls staff', async () => {
    const house = await open(
      createFakeConsultant(() => {
        throw new Error('the model is down')
      }).consultant,
    )
    await house.set('notifications', webhook)
    await house.say('もう死にたい')
    expect((await words()).join()).toContain(helpLine)
    expect(await house.openCase()).toMatchObject({ urgent: 1 })
    expect(await crises(house)).toBe(1)
  })

  it('a case that is urgent for another reason tells the help lines all the same', async () => {
    const { say, store, id } = await talk()
    await store.database.updateTable('cases').set({ urgent: 1, reason: '振込の期限' }).where('id', '=', id).execute()
    await say('もう死にたい')
    expect((await words()).at(-1)).toContain(helpLine)
  })

  it('who speaks with the bot in English reads the help lines in English while staff hold the conversation', async () => {
    const { say, store, conversation } = await talk()
    const { id } = await conversation()
    await store.database
      .updateTable('conversations')
      .set({ state: JSON.stringify({ language: 'en' }) })
      .where('id', '=', id)
      .execute()
    await say('I want to die')
    expect((await words()).at(-1)).toMatch(/help|alone/i)
    expect((await words()).at(-1)).toContain(helpLine)
  })
})
