import { describe, expect, it } from 'vitest'
import type { Consultant } from '../../bot/consultant.ts'
import { readPeriod } from '../../handoff/figures/period.ts'
import { countFigures } from '../../handoff/figures/report.ts'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createDesk } from './support/desk-client.ts'
import { createFakeConsultant } from './support/fake-consultant.ts'
import { databases } from './support/house.ts'
import { oneHouse } from './support/one-house.ts'

const password = 'とても長い合言葉です2026'

/** Tells the record, and of 「締切」 that it is not confirmed. */
function halfKnowing(): Consultant {
  const { consultant } = createFakeConsultant()
  return {
    ...consultant,
    turn: async (input) => {
      const turn = await consultant.turn(input)
      return input.text.includes('締切') ? { ...turn, outcome: { outcome: 'answered', reason: 'partial' } } : turn
    },
  }
}

describe.each(await databases())('an answer that leaves open what was asked, on %s', (_name, createPlace) => {
  const { open, words } = oneHouse(createPlace)

  it('is handed over as open, not as answered', async () => {
    const house = await open(halfKnowing())
    const { store, clock } = house
    await house.say('補助金の上限はいくらですか')
    await house.say('その補助金の締切はいつですか')
    await house.say('相談員')
    const desk = await createDesk({ store, clock, identifiers: randomIdentifiers, logger: silentLogger })
    await addStaff(store, randomIdentifiers, { login: 'suzuki', name: '鈴木', role: 'responder', password })
    const suzuki = desk.browser()
    await suzuki.login('suzuki')
    const { handOver, trail } = (await suzuki.get(`cases/${(await house.openCase()).id}`)).body
    const texts = (lines: { text: string }[]) => lines.map(({ text }) => text)
    expect(texts(handOver.answered)).toEqual(['補助金の上限はいくらですか'])
    expect(texts(handOver.unresolved)).toEqual(['その補助金の締切はいつですか'])
    expect(handOver.next).toContain('AIが資料から答えられなかった質問')
    expect(trail).toMatchObject([{ reason: 'record' }, { reason: 'partial' }])
  })

  it('is a question without an answer in the figures', async () => {
    const { say, store, clock } = await open(halfKnowing())
    await say('補助金の上限はいくらですか')
    await say('その補助金の締切はいつですか')
    const { figures } = await countFigures(store, readPeriod(undefined, undefined, clock.now()))
    const of = (id: string) => figures.find((figure) => figure.id === id)?.counted.calendar.value
    expect([of('questions'), of('answer-rate'), of('unanswerable-rate')]).toEqual([2, 50, 50])
  })

  it('is no success after which a person is offered once more', async () => {
    const { say } = await open(halfKnowing())
    const offers = async () => (await words()).filter((text) => text.includes('書かないで')).length
    for (let count = 1; count <= 2; count += 1) await say('締切は')
    expect(await offers()).toBe(1)
    await say('このままAIに聞く')
    for (let count = 1; count <= 4; count += 1) await say('締切は')
    expect(await offers()).toBe(1)
    await say('上限は')
    for (let count = 1; count <= 2; count += 1) await say('締切は')
    expect(await offers()).toBe(2)
  })
})
