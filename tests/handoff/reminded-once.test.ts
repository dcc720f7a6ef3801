import { describe, expect, it } from 'vitest'
import { describeCase } from '../../handoff/cases/amend.ts'
import { waitForUser, writeAsStaff } from '../../handoff/cases/reply.ts'
import { undoMessage } from '../../handoff/cases/sent-words.ts'
import { timersOfCase } from '../../storage/timers.ts'
import { databases, yamada } from './support/house.ts'
import { oneHouse } from './support/one-house.ts'

const HOUR = 3_600_000

describe.each(await databases())('who was reminded once on %s', (_name, createPlace) => {
  const { talk, words, tick } = oneHouse(createPlace)
  const reminded = async () => (await words()).filter((text) => text.includes('その後いかがでしょうか')).length
  const waiting = async () => {
    const house = await talk()
    await waitForUser(house.context, yamada, house.id)
    house.clock.advance(25 * HOUR)
    await tick()
    return house
  }

  it('is not reminded again because staff label the case', async () => {
    const { id, context, store } = await waiting()
    expect(await reminded()).toBe(1)
    await describeCase(context, yamada, id, { labels: ['要確認'] })
    await tick()
    expect(await reminded()).toBe(1)
    expect((await timersOfCase(store.database, id)).map(({ kind }) => kind)).toEqual(['idle-close'])
  })

  it('nor because words of staff were taken back', async () => {
    const { id, context } = await waiting()
    const held = { text: '誤送信', private: false, undoable: true }
    await undoMessage(context, yamada, id, (await writeAsStaff(context, yamada, id, held)).messageId)
    await tick()
    expect(await reminded()).toBe(1)
  })
})
