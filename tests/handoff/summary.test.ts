import { afterEach, describe, expect, it } from 'vitest'
import type { TalkLine } from '../../bot/summary.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createDesk } from './support/desk-client.ts'
import { createFakeConsultant } from './support/fake-consultant.ts'
import { type House, openHouse, yamada } from './support/house.ts'

describe('the summary of a talk for who takes it over', () => {
  let house: House
  afterEach(() => house.close())

  const sitDown = async (summarise?: (talk: readonly TalkLine[]) => ReturnType<typeof answer>) => {
    house = await openHouse()
    const { store, clock } = house
    const { consultant } = createFakeConsultant()
    const parts = { store, clock, identifiers: randomIdentifiers, logger: silentLogger }
    const desk = await createDesk({ ...parts, consultant: { ...consultant, ...(summarise ? { summarise } : {}) } })
    const password = 'とても長い合言葉です2026'
    await addStaff(store, randomIdentifiers, { login: 'suzuki', name: '鈴木', role: 'responder', password })
    await addStaff(store, randomIdentifiers, { login: 'kansa', name: '監査', role: 'auditor', password })
    await house.say('板橋区の補助金は')
    await house.say('相談員')
    const { id } = await house.openCase()
    const as = async (login: string) => {
      const browser = desk.browser()
      await browser.login(login)
      return browser
    }
    return { id, as }
  }
  const answer = async (talk: readonly TalkLine[]) => [
    { kind: 'need' as const, text: `発言${talk.length}件`, from: [talk[0]?.id ?? ''] },
  ]

  it('is made of the talk without notes, once for the same words, and again when the talk went on', async () => {
    const asked: (readonly TalkLine[])[] = []
    const { id, as } = await sitDown(async (talk) => {
      asked.push(talk)
      return answer(talk)
    })
    const browser = await as('suzuki')
    const read = async () => (await browser.get(`cases/${id}/summary`)).body.lines
    expect(await read()).toMatchObject([{ kind: 'need' }])
    await writeAsStaff(house.context, yamada, id, { text: '内輪のメモ', private: true })
    await read()
    expect(asked).toHaveLength(1)
    await house.say('来月までに申請したいです')
    await read()
    expect(asked).toHaveLength(2)
    expect(asked[1]?.at(-1)).toMatchObject({ speaker: 'user', text: '来月までに申請したいです' })
    expect(JSON.stringify(asked)).not.toContain('内輪')
    expect((await (await as('kansa')).get(`cases/${id}/summary`)).status).toBe(403)
  })

  it('is made anew once a message of the talk was taken back or changed', async () => {
    const asked: (readonly TalkLine[])[] = []
    const { id, as } = await sitDown(async (talk) => {
      asked.push(talk)
      return answer(talk)
    })
    await house.send(house.event('message', '光る歯車の発明です', { facts: { messageId: 'm1' } }))
    await house.say('急ぎません')
    const browser = await as('suzuki')
    await browser.get(`cases/${id}/summary`)
    expect(JSON.stringify(asked.at(-1))).toContain('光る歯車')
    await house.send(house.event('withdrawn', '', { facts: { messageId: 'm1' } }))
    await browser.get(`cases/${id}/summary`)
    expect(asked).toHaveLength(2)
    expect(JSON.stringify(asked.at(-1))).not.toContain('光る歯車')
  })

  it('is empty without a model, and asked for again after one that failed', async () => {
    const { id, as } = await sitDown()
    expect((await (await as('suzuki')).get(`cases/${id}/summary`)).body).toEqual({ lines: [] })
    await house.close()
    let tries = 0
    const failing = await sitDown(async () => {
      tries += 1
      return undefined as never
    })
    const browser = await failing.as('suzuki')
    for (let time = 0; time < 2; time += 1) {
      expect((await browser.get(`cases/${failing.id}/summary`)).body).toEqual({ lines: [] })
    }
    expect(tries).toBe(2)
  })
})
