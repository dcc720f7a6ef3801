import { describe, expect, it } from 'vitest'
import { claimCase } from '../../handoff/cases/claim.ts'
import type { DeskContext } from '../../handoff/cases/desk-context.ts'
import { waitForUser, writeAsStaff } from '../../handoff/cases/reply.ts'
import { undoMessage } from '../../handoff/cases/sent-words.ts'
import { snoozeCase } from '../../handoff/cases/snooze.ts'
import { readPeriod } from '../../handoff/figures/period.ts'
import { countFigures } from '../../handoff/figures/report.ts'
import type { CaseRow } from '../../storage/cases.ts'
import { databases, type House, yamada } from './support/house.ts'
import { oneHouse } from './support/one-house.ts'

const factsOf = ({ state, owner, first_reply_at, awaiting, awaiting_since, state_since }: CaseRow) => ({
  state,
  owner,
  first_reply_at,
  awaiting,
  awaiting_since,
  state_since,
})
const held = async (context: DeskContext, id: string, more: { waitForUser?: boolean } = {}) =>
  (await writeAsStaff(context, yamada, id, { text: '誤送信', private: false, undoable: true, ...more })).messageId

const figuresOf = async ({ store, clock }: House) =>
  (await countFigures(store, readPeriod(undefined, undefined, clock.now()))).figures

describe.each(await databases())(
  'words of staff that are taken back within five seconds, on %s',
  (_name, createPlace) => {
    const { open, talk } = oneHouse(createPlace)

    it('leave a case that nobody has answered yet unanswered, also in the figures', async () => {
      const house = await open()
      const { say, openCase, context, caseOf, clock } = house
      await say('相談員')
      const { id } = await claimCase(context, yamada, (await openCase()).id)
      const before = factsOf(await caseOf(id))
      clock.advance(60_000)
      const figuresBefore = await figuresOf(house)
      const messageId = await held(context, id, { waitForUser: true })
      expect(await caseOf(id)).toMatchObject({ state: 'WAITING_USER', awaiting: 'user' })
      clock.advance(2_000)
      await undoMessage(context, yamada, id, messageId)
      expect(factsOf(await caseOf(id))).toEqual(before)
      expect(await figuresOf(house)).toEqual(figuresBefore)
    })

    it('leave the second answer of a talk unsaid: the user has waited since their own words, and goes on waiting', async () => {
      const house = await talk()
      const { id, say, context, caseOf, clock } = house
      await say('上限は')
      const before = factsOf(await caseOf(id))
      clock.advance(30_000)
      const figuresBefore = await figuresOf(house)
      await undoMessage(context, yamada, id, await held(context, id))
      expect(factsOf(await caseOf(id))).toEqual(before)
      expect(await figuresOf(house)).toEqual(figuresBefore)
      await waitForUser(context, yamada, id)
      const waiting = factsOf(await caseOf(id))
      await undoMessage(context, yamada, id, await held(context, id))
      expect(factsOf(await caseOf(id))).toEqual(waiting)
    })

    it('do not take newer words with them, and two that are both taken back leave nothing', async () => {
      const { say, openCase, context, caseOf, clock } = await open()
      await say('相談員')
      const { id } = await claimCase(context, yamada, (await openCase()).id)
      const before = factsOf(await caseOf(id))
      const first = await held(context, id)
      clock.advance(1_000)
      const secondAt = clock.now()
      const second = await held(context, id)
      await undoMessage(context, yamada, id, first)
      expect(await caseOf(id)).toMatchObject({ state: 'ACTIVE', awaiting: 'user', first_reply_at: secondAt })
      await undoMessage(context, yamada, id, second)
      expect(factsOf(await caseOf(id))).toEqual(before)
    })

    it('leave a case that rests, or has rested, as it was: nothing is late by what they undid', async () => {
      const { id, say, context, caseOf, clock, tick, pass, present } = await talk()
      await say('見積書はどう書けばよいですか')
      await snoozeCase(context, yamada, id, { minutes: 600 })
      clock.advance(300 * 60_000)
      await undoMessage(context, yamada, id, await held(context, id))
      await tick()
      expect(await caseOf(id)).toMatchObject({ state: 'ACTIVE', owner: 'yamada', requeues: 0 })
      clock.advance(300 * 60_000)
      await present(yamada)
      await tick()
      // The owner has their ten minutes from the end of the rest on, as without the words.
      await undoMessage(context, yamada, id, await held(context, id))
      await pass(9, () => present(yamada))
      expect(await caseOf(id)).toMatchObject({ state: 'ACTIVE', owner: 'yamada', requeues: 0 })
      await pass(2, () => present(yamada))
      expect(await caseOf(id)).toMatchObject({ requeues: 1 })
    })

    it('neither remind nor close at once what waits for the user and has rested', async () => {
      const { id, context, caseOf, clock, tick, said } = await talk()
      await waitForUser(context, yamada, id)
      await snoozeCase(context, yamada, id, { until: clock.now() + 80 * 3_600_000 })
      clock.advance(81 * 3_600_000)
      await tick()
      await undoMessage(context, yamada, id, await held(context, id))
      const before = (await said()).length
      await tick()
      expect([(await caseOf(id)).state, (await said()).length]).toEqual(['WAITING_USER', before])
    })

    it('leave a case that rested awake where the user wrote meanwhile', async () => {
      const { id, say, context, caseOf, clock } = await talk()
      await say('見積書はどう書けばよいですか')
      await snoozeCase(context, yamada, id, { minutes: 600 })
      const messageId = await held(context, id)
      await say('もう一つ質問です')
      await undoMessage(context, yamada, id, messageId)
      const { state, awaiting, snoozed_until } = await caseOf(id)
      expect([state, awaiting]).toEqual(['ACTIVE', 'staff'])
      expect(snoozed_until ?? 0).toBeLessThanOrEqual(clock.now())
    })

    it('leave what the user wrote meanwhile waiting for an answer', async () => {
      const { id, say, context, caseOf } = await talk()
      await waitForUser(context, yamada, id)
      const messageId = await held(context, id, { waitForUser: true })
      await say('もう一つ質問です')
      const { awaiting_since } = await caseOf(id)
      await undoMessage(context, yamada, id, messageId)
      expect(await caseOf(id)).toMatchObject({ state: 'ACTIVE', awaiting: 'staff', awaiting_since })
    })
  },
)
