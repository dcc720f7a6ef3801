import { afterEach } from 'vitest'
import type { Consultant } from '../../../bot/consultant.ts'
import { writeAsStaff } from '../../../handoff/cases/reply.ts'
import type { Place } from '../../support/place.ts'
import { type House, openHouse, yamada } from './house.ts'

/** A house for each test of a suite, closed behind it, and a talk that has begun in it. */
export function oneHouse(createPlace: () => Promise<Place>) {
  let house: House
  afterEach(() => house.close())
  const open = async (consultant?: Consultant): Promise<House> => {
    house = await openHouse(createPlace, consultant)
    return house
  }
  return {
    open,
    /** The user has asked for a person, and yamada has said hello. */
    async talk(): Promise<House & { id: string }> {
      await open()
      await house.say('相談員')
      const { id } = await house.openCase()
      await writeAsStaff(house.context, yamada, id, { text: 'こんにちは', private: false })
      return { ...house, id }
    },
    /** What the user was sent and sent, in order. */
    words: async (key?: string) => (await house.said(key)).map((bubble) => bubble.text),
    tick: () => house.tick(),
  }
}
