import { setTimeout as sleep } from 'node:timers/promises'
import type { Consultant } from '../../../bot/consultant.ts'
import { writeAsStaff } from '../../../handoff/cases/reply.ts'
import { AppError } from '../../../storage/ground/errors.ts'
import { createFakeConsultant } from '../../handoff/support/fake-consultant.ts'
import { openHouse, yamada } from '../../handoff/support/house.ts'
import type { Place } from '../../support/place.ts'
import { seededDice } from '../seeded.ts'

export interface ReplyReport {
  races: number
  /** Answers that were composed while the reply came, and dropped. */
  dropped: number
  /** The reply came before the bot was asked. */
  unasked: number
  /** Answers that stood in the outbox before the reply was written: said in their order. */
  before: number
  faults: string[]
}

/**
 * The user of a case that waits for opening time asks the bot; while the model composes, a member of staff replies. The
 * answer is either said before the reply or never. `spread` in milliseconds moves the two against each other.
 */
export async function raceReplies(options: {
  createPlace: () => Promise<Place>
  races: number
  seed: number
  spread?: number
  onProgress?: (done: number) => void
}): Promise<ReplyReport> {
  const { createPlace, races, seed, spread = 12, onProgress } = options
  const dice = seededDice(seed)
  const fake = createFakeConsultant()
  let composeMs = 0
  const consultant: Consultant = {
    ...fake.consultant,
    turn: async (input) => {
      await sleep(composeMs)
      return fake.consultant.turn(input)
    },
  }
  const house = await openHouse(createPlace, consultant)
  const report: ReplyReport = { races, dropped: 0, unasked: 0, before: 0, faults: [] }
  try {
    await house.set('hours', { weekly: {} })
    for (let round = 0; round < races; round += 1) {
      const key = `r${round}`
      composeMs = 0
      await house.say('相談員', key)
      const { id } = await house.openCase(key)
      composeMs = 5 + dice.below(spread)
      const replyAfter = dice.below(spread + 5)
      const reply = async () => {
        await sleep(replyAfter)
        for (;;) {
          try {
            return await writeAsStaff(house.context, yamada, id, { text: '職員の返信', private: false })
          } catch (thrown) {
            if (!(thrown instanceof AppError) || thrown.code !== 'unavailable') throw thrown
          }
        }
      }
      const asked = fake.inputs.length
      await house.accept(house.event('message', '上限は', { conversationKey: key }))
      await Promise.all([house.work(), reply()])
      const said = (await house.said(key)).map((bubble) => bubble.text)
      const [answer, staff] = [said.indexOf('答え: 上限は'), said.indexOf('職員の返信')]
      if (staff === -1) report.faults.push(`${round}: the reply is missing`)
      if (answer > staff) report.faults.push(`${round}: the bot answered after the reply`)
      const composed = fake.inputs.length > asked
      report[answer !== -1 ? 'before' : composed ? 'dropped' : 'unasked'] += 1
      const drafts = (await house.messages(key)).filter((message) => message.details.draft === true)
      if (drafts.length !== (answer === -1 && composed ? 1 : 0)) report.faults.push(`${round}: ${drafts.length} drafts`)
      if ((round + 1) % 50 === 0) onProgress?.(round + 1)
    }
  } finally {
    await house.close()
  }
  return report
}
