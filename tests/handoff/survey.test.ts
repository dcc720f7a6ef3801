import { afterEach, describe, expect, it } from 'vitest'
import { claimCase } from '../../handoff/cases/claim.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { endTalk, resolveCase } from '../../handoff/cases/resolve.ts'
import { setSurvey } from '../../handoff/survey/opt-out.ts'
import { isComment, tappedScore, writtenScore } from '../../handoff/survey/read-answer.ts'
import { surveyTexts } from '../../handoff/survey/survey-texts.ts'
import { createFakeConsultant } from './support/fake-consultant.ts'
import { databases, type House, openHouse, yamada } from './support/house.ts'

describe('what an answer to the survey looks like', () => {
  it.each([
    ['5 とても満足', 5],
    ['１　不満', 1],
    ['「3 どちらともいえない」', 3],
  ])('%s is a tap', (text, score) => expect(tappedScore(text)).toBe(score))

  it.each(['5', '満足', '5人です', '5年前に創業しました', '補助率は2/3ですか'])('%s is none', (text) => {
    expect(tappedScore(text)).toBeUndefined()
  })

  it.each([
    ['5', 5],
    ['４点です', 4],
    ['★★★', 3],
    ['⭐⭐', 2],
    ['やや不満です', 2],
    ['満足度は5です', 5],
  ])('%s directly after the question is a score', (text, score) => expect(writtenScore(text)).toBe(score))

  it.each(['6', '0', '5人', '2026', '★★★★★★', '不満があるわけではない'])('%s is no score', (text) => {
    expect(writtenScore(text)).toBeUndefined()
  })

  it.each([
    '丁寧に教えていただき助かりました',
    'とても分かりやすかったです。またお願いします',
    '返事が遅い',
    'ありがとうございました',
    '使えない',
  ])('%s is a comment', (text) => expect(isComment(text)).toBe(true))

  it.each([
    'Go-Techの締切はいつですか',
    '上限額を教えてください',
    '相談員と話したい',
    'バウチャーはいくら',
    '死にたい',
    '役に立たなかった',
    'AIに戻る',
    '知財',
    '特許を出したい',
  ])('%s is not: it goes where it would without a survey', (text) => expect(isComment(text)).toBe(false))
})

describe.each(await databases())('the survey on %s', (_name, createPlace) => {
  let house: House
  afterEach(() => house.close())

  /** A talk with staff that has come to where somebody can end it. */
  const talk = async () => {
    const { consultant, inputs } = createFakeConsultant()
    house = await openHouse(createPlace, consultant)
    await house.say('相談員と話したい')
    const { id } = await house.openCase()
    await claimCase(house.context, yamada, id)
    await writeAsStaff(house.context, yamada, id, { text: '窓口です', private: false })
    return { ...house, id, inputs, surveys: () => house.store.database.selectFrom('surveys').selectAll().execute() }
  }
  const lastSaid = async () => (await house.said()).at(-1)
  const deliveries = async () => house.store.database.selectFrom('outbox').selectAll().execute()

  it('goes out with the notice of the end, in one delivery, with five scores to tap', async () => {
    const { id, context, surveys } = await talk()
    const before = (await deliveries()).length
    await endTalk(context, yamada, id, { reason: 'staff_resolved' })
    expect((await deliveries()).length).toBe(before + 1)
    expect(await lastSaid()).toMatchObject({ sender: 'system', text: surveyTexts.askAfterCase })
    expect((await lastSaid())?.suggestions).toEqual([
      '5 とても満足',
      '4 満足',
      '3 どちらともいえない',
      '2 やや不満',
      '1 不満',
      '回答しない',
      '相談員と話したい',
    ])
    expect(await surveys()).toMatchObject([{ case_id: id, status: 'asked', score: null }])
  })

  it('takes a tap and a comment before the bot sees them, masks the comment, and thanks for both', async () => {
    const { id, context, say, surveys, inputs, messages } = await talk()
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    const turns = inputs.length
    await say('4 満足')
    expect(await lastSaid()).toMatchObject({ sender: 'system', text: surveyTexts.thanksForScore })
    await say('丁寧でした。電話は090-1234-5678です')
    expect(await lastSaid()).toMatchObject({ sender: 'system', text: surveyTexts.thanksForComment })
    expect(inputs.length).toBe(turns)
    const [survey] = await surveys()
    expect(survey).toMatchObject({ status: 'done', score: 4 })
    expect(survey?.comment).toContain('丁寧でした')
    expect(survey?.comment).not.toContain('1234')
    expect((await messages()).filter((message) => message.text.includes('1234'))).toEqual([])
    // What is said afterwards is the bot's again.
    await say('補助率は')
    expect(inputs.length).toBe(turns + 1)
  })

  it('lets a question go to the bot, although a comment was asked for', async () => {
    const { id, context, say, surveys, inputs } = await talk()
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    await say('2 やや不満')
    expect(await lastSaid()).toMatchObject({ text: surveyTexts.thanksForLowScore })
    await say('締切はいつですか')
    expect(inputs.at(-1)?.text).toBe('締切はいつですか')
    // The moment for a comment is over; the score stays.
    await say('それは分かりにくい説明でした')
    expect(inputs.at(-1)?.text).toBe('それは分かりにくい説明でした')
    expect(await surveys()).toMatchObject([{ score: 2, comment: null }])
  })

  it('takes a bare figure only as the direct answer: later it is the answer to something else', async () => {
    const { id, context, say, surveys, inputs } = await talk()
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    await say('従業員の条件は')
    const turns = inputs.length
    await say('5')
    expect(inputs.length).toBe(turns + 1)
    expect(await surveys()).toMatchObject([{ status: 'asked', score: null }])
    await say('5 とても満足')
    expect(inputs.length).toBe(turns + 1)
    expect(await surveys()).toMatchObject([{ score: 5 }])
  })

  it('is asked once a case, also when the talk goes on and ends a second time', async () => {
    const { id, context, say, surveys, said } = await talk()
    await endTalk(context, yamada, id, { reason: 'staff_resolved' })
    await say('相談員と話したい')
    await writeAsStaff(context, yamada, id, { text: 'はい、続けましょう', private: false })
    await say('終了')
    expect((await said()).filter(({ text }) => text === surveyTexts.askAfterCase)).toHaveLength(1)
    expect(await surveys()).toHaveLength(1)
  })

  it('corrects a score on a second tap', async () => {
    const { id, context, say, surveys } = await talk()
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    await say('1 不満')
    await say('コメントはありません')
    await say('5 とても満足')
    expect(await surveys()).toMatchObject([{ status: 'done', score: 5 }])
    expect(await lastSaid()).toMatchObject({ text: surveyTexts.scoreNoted })
  })

  it('is not sent where staff took the case out, nor to who fell silent, was turned away or never talked', async () => {
    const { id, context, surveys, said } = await talk()
    await setSurvey(context, yamada, id, false)
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    expect((await said()).some(({ text }) => text === surveyTexts.askAfterCase)).toBe(false)
    expect(await surveys()).toMatchObject([{ status: 'off' }])
    await expect(setSurvey(context, yamada, 'nothing', false)).rejects.toMatchObject({ code: 'not_found' })
    for (const reason of ['idle', 'rejected', 'error'] as const) {
      await house.close()
      const other = await talk()
      await resolveCase(other.context, yamada, other.id, { reason })
      expect(await other.surveys()).toEqual([])
    }
    await house.close()
    house = await openHouse(createPlace)
    await house.say('相談員と話したい')
    await house.say('終了')
    expect(await house.store.database.selectFrom('surveys').selectAll().execute()).toEqual([])
  })

  it('is not sent when the desk closes a case because nobody answered', async () => {
    const { id, context, pass, surveys, caseOf, set } = await talk()
    const brief = { live: 1, lasting: 1 }
    await set('limits', { userSilentMinutes: brief, reminderMinutes: brief, idleMinutes: { live: 3, lasting: 3 } })
    await writeAsStaff(context, yamada, id, { text: 'いかがでしょうか', private: false, waitForUser: true })
    await pass(10)
    expect(await caseOf(id)).toMatchObject({ state: 'RESOLVED', end_reason: 'idle' })
    expect(await surveys()).toEqual([])
  })

  it('can be put back in before the end, and not once it was asked', async () => {
    const { id, context, surveys } = await talk()
    await setSurvey(context, yamada, id, false)
    await setSurvey(context, yamada, id, true)
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    expect(await surveys()).toMatchObject([{ status: 'asked' }])
    await expect(setSurvey(context, yamada, id, false)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('follows 「終わり」 to the bot where it has answered something, once a day', async () => {
    const { consultant, inputs } = createFakeConsultant()
    house = await openHouse(createPlace, consultant)
    await house.say('終わり')
    expect(await lastSaid()).toMatchObject({ text: surveyTexts.farewell })
    await house.say('補助率は')
    await house.say('これで終わりです')
    expect(await lastSaid()).toMatchObject({ text: surveyTexts.askAfterTalk })
    await house.say('５')
    await house.say('また使います')
    const surveys = await house.store.database.selectFrom('surveys').selectAll().execute()
    expect(surveys).toMatchObject([{ case_id: null, status: 'done', score: 5, comment: 'また使います' }])
    await house.say('上限は')
    await house.say('終わり')
    expect(await lastSaid()).toMatchObject({ text: surveyTexts.farewell })
    expect(inputs.map(({ text }) => text)).toEqual(['補助率は', '上限は'])
  })

  it('does not follow a talk in which somebody was in distress, and 「終わり」 does not withdraw what waits for opening time', async () => {
    house = await openHouse(createPlace)
    await house.set('hours', { weekly: { tue: [{ open: '09:00', close: '17:00' }] }, holidays: true, closures: [] })
    await house.say('相談員と話したい')
    await house.say('補助率は')
    await house.say('終わり')
    expect((await house.openCase()).state).toBe('AFTER_HOURS')
    await house.say('つらい', 'U2')
    await house.say('終わり', 'U2')
    const asked = await house.store.database.selectFrom('surveys').selectAll().execute()
    const other = await house.conversation('U2')
    expect(asked.filter((survey) => survey.conversation_id === other.id)).toEqual([])
  })
})
