import { describe, expect, it } from 'vitest'
import { chatReducer, emptyChat } from '../../adapters/web/widget/chat-state.ts'
import { readCase } from '../../handoff/cases/amend.ts'
import { takeOverCase } from '../../handoff/cases/claim.ts'
import { waitForUser, writeAsStaff } from '../../handoff/cases/reply.ts'
import { resolveCase } from '../../handoff/cases/resolve.ts'
import { readCounts } from '../../handoff/desk/case-lists.ts'
import { viewersOf } from '../../handoff/desk/presence-view.ts'
import { setSurvey } from '../../handoff/survey/opt-out.ts'
import { listAudit } from '../../storage/audit.ts'
import { eventually } from '../support/eventually.ts'
import { openWebHouse } from '../support/web-house.ts'
import { visitorsGone, visitWeb } from '../support/web-visitor.ts'
import { databases, lead, sato, yamada } from './support/house.ts'
import { oneHouse } from './support/one-house.ts'

/** Complaints 9 to 12 of complaints.test.ts: colleagues, alerts, the survey, and the wait for an answer. */
describe.each(await databases())('what people complain about at desks elsewhere, on %s', (_name, createPlace) => {
  const { open, talk } = oneHouse(createPlace)

  it('9. "two agents on one ticket": a lead may take over with a reason, the former owner is marked, and nobody else may write', async () => {
    const { id, context, caseOf, messages, store } = await talk()
    await expect(takeOverCase(context, sato, id, '代わります')).rejects.toMatchObject({ code: 'forbidden' })
    await takeOverCase(context, lead, id, '専門の内容のため')
    expect(await caseOf(id)).toMatchObject({ state: 'ASSIGNED', owner: 'kato' })
    expect((await messages()).find((message) => message.private)?.text).toContain('専門の内容のため')
    const [entry] = await listAudit(store.database, { action: 'case.taken-over' }, { limit: 1 })
    expect(entry).toMatchObject({ actor: 'kato', object_id: id, reason: '専門の内容のため' })
    expect(JSON.parse(entry?.details ?? '')).toMatchObject({ what: 'from:yamada' })
    const marks = await store.database.selectFrom('case_reads').selectAll().where('mentioned', '=', 1).execute()
    expect(marks.map((mark) => mark.login)).toEqual(['yamada'])
    await expect(writeAsStaff(context, yamada, id, { text: 'まだ私', private: false })).rejects.toMatchObject({
      code: 'conflict',
      details: { owner: '加藤' },
    })
  })

  it('9. "who looks at it is not shown": colleagues see who has the case open and who writes, and who is gone after a minute', async () => {
    const { id, store, present, clock } = await talk()
    await present(sato, { viewing: id })
    await present(lead, { viewing: id, typing_at: clock.now() })
    const seen = async () => (await viewersOf(store, id, 'yamada')).map(({ login, typing }) => [login, typing])
    expect(await seen()).toEqual([
      ['kato', true],
      ['sato', false],
    ])
    clock.advance(61_000)
    await present(sato, { viewing: id })
    expect(await seen()).toEqual([['sato', false]])
  })

  it('10. "the tab gives no hint": what waits and what calls is counted for each person, until it is read', async () => {
    const { id, say, context, store, clock, messages } = await talk()
    const callsFor = async (actor: typeof yamada) => {
      const { queue, calling } = await readCounts(store.database, actor, clock.now())
      return { queue, calling }
    }
    await readCase(context, yamada, id, (await messages()).at(-1)?.sequence ?? 0)
    expect(await callsFor(yamada)).toEqual({ queue: 0, calling: 0 })
    await say('まだ伺いたいことがあります')
    await say('相談員', 'U2')
    expect(await callsFor(yamada)).toEqual({ queue: 1, calling: 1 })
    expect(await callsFor(sato)).toEqual({ queue: 1, calling: 0 })
    const mentions = [sato.login]
    await writeAsStaff(context, yamada, id, { text: '@佐藤 見てください', private: true, mentions })
    expect((await callsFor(sato)).calling).toBe(1)
    for (const actor of [yamada, sato]) await readCase(context, actor, id, (await messages()).at(-1)?.sequence ?? 0)
    expect([(await callsFor(yamada)).calling, (await callsFor(sato)).calling]).toEqual([0, 0])
  })

  it('10. "nobody noticed": a queue that waits too long is told by mail or chat also to who has no page open', async () => {
    const { say, set, pass, alerts } = await open()
    await set('notifications', { waitingMinutes: 5, webhook: { url: 'http://127.0.0.1:1/hook', format: 'slack' } })
    await say('相談員と話したい。電話は090-1234-5678です')
    const kinds = async () => (await alerts()).map(({ kind }) => kind)
    expect(await kinds()).toEqual(['nobody-there'])
    await pass(6)
    expect(await kinds()).toEqual(['nobody-there', 'waiting'])
    expect(JSON.stringify(await alerts())).not.toMatch(/1234|話したい/)
  })

  it('11. "once a conversation, and never again": each case has its survey, but for one that staff take out', async () => {
    const { id, context, say, openCase, store } = await talk()
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    for (const ask of [true, false]) {
      await say('相談員')
      const next = (await openCase()).id
      await writeAsStaff(context, yamada, next, { text: 'はい', private: false })
      if (!ask) await setSurvey(context, yamada, next, false)
      await resolveCase(context, yamada, next, { reason: 'staff_resolved' })
    }
    const surveys = await store.database.selectFrom('surveys').select('status').orderBy('asked_at').execute()
    expect(surveys.map(({ status }) => status)).toEqual(['asked', 'asked', 'off'])
  })

  it('11. "sent where nobody can answer": who has blocked us is not asked', async () => {
    const { id, context, send, event, store } = await talk()
    await send(event('left', ''))
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' }).catch(() => undefined)
    expect(await store.database.selectFrom('surveys').selectAll().execute()).toEqual([])
  })

  it('11. "a survey after an idle close": a case that ends because nobody writes says so by its reason, with a way back', async () => {
    const { id, context, caseOf, said, pass, set } = await talk()
    await set('limits', { reminderMinutes: { lasting: 10 }, idleMinutes: { lasting: 30 } })
    await waitForUser(context, yamada, id)
    await pass(31)
    expect((await said()).filter((bubble) => bubble.text.includes('その後いかが'))).toHaveLength(1)
    expect(await caseOf(id)).toMatchObject({ state: 'RESOLVED', end_reason: 'idle' })
    expect((await said()).at(-1)).toMatchObject({ sender: 'system', suggestions: ['相談員と話したい'] })
  })
})

describe('what people complain about elsewhere, at the web door', () => {
  it('12. "ten seconds of nothing": the page shows that the AI writes until the answer comes, and never while people hold the talk', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const house = await openWebHouse({
      answer: async (text) => {
        await held
        return [{ text: `「${text}」の答え`, citations: [], suggestions: [] }]
      },
    })
    try {
      const visitor = await visitWeb(house.base)
      await visitor.post({ type: 'message', text: '上限は' })
      await eventually(() => visitor.told.some(({ type }) => type === 'typing'))
      expect(
        visitor.told.reduce((state, activity) => chatReducer(state, { type: 'activity', activity }), emptyChat).typing,
      ).toBe(true)
      release()
      await eventually(() => visitor.told.some(({ text }) => text === '「上限は」の答え'))
      expect(
        visitor.told.reduce((state, activity) => chatReducer(state, { type: 'activity', activity }), emptyChat).typing,
      ).toBe(false)
      await house.store.database.updateTable('conversations').set({ control: 'HUMAN' }).execute()
      const signs = () => visitor.told.filter(({ type }) => type === 'typing').length
      const before = signs()
      await visitor.post({ type: 'message', text: '職員さんへ' })
      await eventually(() => visitor.told.some(({ text }) => text === '「職員さんへ」の答え'))
      expect(signs()).toBe(before)
    } finally {
      visitorsGone()
      await house.stop()
    }
  })
})
