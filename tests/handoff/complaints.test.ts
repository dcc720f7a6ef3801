import { describe, expect, it } from 'vitest'
import type { Consultant } from '../../bot/consultant.ts'
import { claimCase, releaseCase } from '../../handoff/cases/claim.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { endTalk, resolveCase } from '../../handoff/cases/resolve.ts'
import { retryMessage } from '../../handoff/cases/sent-words.ts'
import { declineTransfer, transferCase } from '../../handoff/cases/transfer.ts'
import { createFakeConsultant } from './support/fake-consultant.ts'
import { databases, sato, yamada } from './support/house.ts'
import { oneHouse } from './support/one-house.ts'

/**
 * What users of other desks complain about, one by one; each first line says what they see there. 9 to 12
 * stand in complaints-desk.test.ts; how a page sounds and
 * shows its number stands in console-day.test.ts, how LINE is paid for in tests/line/delivery.test.ts and held.test.ts.
 */
const open9to5 = [{ open: '09:00', close: '17:00' }]
const week = { weekly: { mon: open9to5, tue: open9to5, wed: open9to5, thu: open9to5, fri: open9to5 } }

describe.each(await databases())('what people complain about elsewhere, on %s', (_name, createPlace) => {
  const { open, talk, words, tick } = oneHouse(createPlace)

  it('1. "the bot talks over the agent": a reply of staff ends what the bot was composing, in an offer and after hours too', async () => {
    let during = async () => {}
    const fake = createFakeConsultant(async (input) => {
      if (input.text.includes('上限')) await during()
    })
    const { say, openCase, context, set, messages, conversation } = await open(fake.consultant)
    await set('hours', week)
    // The clock stands at a holiday.
    await say('相談員')
    const { id, state } = await openCase()
    expect(state).toBe('AFTER_HOURS')
    expect((await conversation()).control).toBe('BOT')
    during = async () => {
      await writeAsStaff(context, yamada, id, { text: '私がお答えします', private: false })
    }
    await say('上限は')
    expect(await words()).not.toContain('答え: 上限は')
    expect((await words()).at(-1)).toBe('私がお答えします')
    expect((await messages()).find((message) => message.details.draft === true)?.text).toContain('答え: 上限は')
    expect(await openCase()).toMatchObject({ state: 'ACTIVE', owner: 'yamada', awaiting: 'staff' })
  })

  it('2. "handed off again at once": after a case the bot starts clean, and a failing bot offers a person once, not for ever', async () => {
    const fake = createFakeConsultant()
    const { say, context, openCase, hasOpenCase, messages, store } = await open(fake.consultant)
    await say('相談員')
    await resolveCase(context, yamada, (await openCase()).id, { reason: 'staff_resolved' }).catch(() => {})
    await claimCase(context, yamada, (await openCase()).id)
    await resolveCase(context, yamada, (await openCase()).id, { reason: 'staff_resolved' })
    await say('質問')
    expect(fake.inputs.at(-1)?.state).toBeUndefined()
    expect(await hasOpenCase()).toBe(false)
    for (let index = 0; index < 6; index += 1) await say(`不明 ${index}`)
    expect((await messages()).filter((message) => message.details.offer === true)).toHaveLength(1)
    expect(await store.database.selectFrom('cases').select('id').execute()).toHaveLength(2)
    await say('答えられる質問')
    await say('不明 a')
    await say('不明 b')
    // The offer still stands; it is not made twice.
    expect((await openCase()).state).toBe('OFFERED')
  })

  it('3. "silent handoff": the system says that it happened, in the same send as the words before it, and only once it did', async () => {
    const { say, said, openCase } = await open()
    await say('つらい')
    expect((await openCase()).state).toBe('QUEUED')
    const bubbles = await said()
    expect(bubbles.map((bubble) => bubble.text)).toEqual([
      'よりそいホットライン 0120-279-338',
      expect.stringContaining('相談員におつなぎします'),
    ])
    expect(new Set(bubbles.map((bubble) => JSON.stringify(bubble.replyTo))).size).toBe(1)
  })

  it('3. "says it transfers and nothing happens": words of the bot that promise a transfer open no case by themselves', async () => {
    const promise: Consultant = {
      ...createFakeConsultant().consultant,
      turn: async () => ({
        outcome: { outcome: 'answered', reason: 'record' },
        reply: { text: '相談員におつなぎします。', citations: [], suggestions: [] },
        effects: [],
        state: {},
        trail: { intent: 'question', facet: null, records: [], passages: [], ledger: { checked: 0, dropped: [] } },
      }),
    }
    const { say, hasOpenCase, conversation } = await open(promise)
    await say('質問')
    expect(await hasOpenCase()).toBe(false)
    expect((await conversation()).control).toBe('BOT')
  })

  it('4. "assigned to somebody who has gone home": a case goes only to who is there, and what waited is given out when somebody comes', async () => {
    const { say, openCase, present, tick, clock } = await open()
    await present(yamada)
    clock.advance(120_000)
    await say('相談員')
    await tick()
    expect(await openCase()).toMatchObject({ state: 'QUEUED', owner: null })
    await present(sato)
    await tick()
    expect(await openCase()).toMatchObject({ state: 'ASSIGNED', owner: 'sato' })
  })

  it('4. "sticks to an agent who is offline": the adviser of last time comes first when present, and anybody else otherwise', async () => {
    const { say, openCase, present, tick, context } = await open()
    await present(yamada)
    await say('相談員')
    await tick()
    const first = await openCase()
    expect(first.owner).toBe('yamada')
    await writeAsStaff(context, yamada, first.id, { text: 'はい', private: false })
    await resolveCase(context, yamada, first.id, { reason: 'staff_resolved' })
    await present(sato)
    await say('相談員')
    await tick()
    const second = await openCase()
    expect(second).toMatchObject({ owner: 'yamada', reopened_from: first.id })
    await resolveCase(context, yamada, second.id, { reason: 'staff_resolved' })
    await present(yamada, { status: 'offline' })
    await say('相談員')
    await tick()
    expect((await openCase()).owner).toBe('sato')
  })

  it('5. "the assignee does nothing and nobody notices": a silent owner loses the case, which keeps its place, and is not asked again', async () => {
    const { say, openCase, present, pass } = await open()
    await present(yamada)
    await say('相談員')
    await pass(0)
    await tick()
    const given = await openCase()
    expect(given.owner).toBe('yamada')
    await pass(11, () => present(yamada))
    expect(await openCase()).toMatchObject({
      state: 'QUEUED',
      owner: null,
      waiting_since: given.waiting_since,
      excluded: '["yamada"]',
    })
    await present(sato)
    await tick()
    expect((await openCase()).owner).toBe('sato')
  })

  it('5. "the owner left in the middle of a talk": the user is told once and moves on to another; a reload of the page changes nothing', async () => {
    const { id, say, present, pass, said, caseOf, clock, tick } = await talk()
    await present(yamada)
    await say('もう一つ')
    clock.advance(50_000)
    await tick()
    expect((await caseOf(id)).state).toBe('ACTIVE')
    await pass(7)
    expect(await caseOf(id)).toMatchObject({ state: 'QUEUED', requeues: 1 })
    expect((await said()).filter((bubble) => bubble.text.includes('席を外している'))).toHaveLength(1)
  })

  it('5. "waits for ever": after the limit the user hears that it takes longer, once, and keeps the place', async () => {
    const { say, said, openCase, pass } = await open()
    await say('相談員')
    const { waiting_since } = await openCase()
    await pass(40)
    expect((await said()).filter((bubble) => bubble.text.includes('もうしばらく'))).toHaveLength(1)
    expect(await openCase()).toMatchObject({ state: 'QUEUED', waiting_since })
  })

  it('5. "transferred into the void": who does not accept within the time gives the case back, and can say no at once', async () => {
    const { id, context, present, pass, caseOf, said } = await talk()
    await present(yamada)
    await transferCase(context, yamada, id, { to: 'sato' }, '補助金に詳しいため')
    expect(await caseOf(id)).toMatchObject({ owner: 'sato', transfer_from: 'yamada' })
    const told = (await said()).length
    await pass(4, () => present(yamada))
    expect(await caseOf(id)).toMatchObject({ state: 'ASSIGNED', owner: 'yamada', transfer_from: null })
    await transferCase(context, yamada, id, { to: 'sato' }, 'もう一度')
    await declineTransfer(context, sato, id)
    expect((await caseOf(id)).owner).toBe('yamada')
    await transferCase(context, yamada, id, { to: 'sato' }, '今度こそ')
    await claimCase(context, sato, id)
    await pass(4, () => present(yamada))
    expect(await caseOf(id)).toMatchObject({ owner: 'sato', transfer_from: null })
    expect((await said()).length).toBeGreaterThanOrEqual(told)
    await expect(transferCase(context, sato, id, { team: 'ない班' }, 'x')).rejects.toMatchObject({
      code: 'bad_request',
    })
  })

  it('6. "half an answer and nobody told": what was not delivered can be sent again from the desk', async () => {
    const { id, context, store, messages } = await talk()
    await store.database.updateTable('outbox').set({ status: 'failed', last_error: 'quota' }).execute()
    const staffWords = (await messages()).findLast((message) => message.role === 'staff')
    await retryMessage(context, yamada, id, staffWords?.id ?? '')
    const row = await store.database.selectFrom('outbox').selectAll().where('status', '=', 'pending').execute()
    expect(row).toHaveLength(1)
    expect(row[0]?.message_id).toBe(staffWords?.id)
    await expect(retryMessage(context, yamada, id, staffWords?.id ?? '')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('6. an answer that comes out of nowhere: what was not delivered is not sent again after the end, nor over the bot', async () => {
    const { id, context, store, messages, say, hasOpenCase } = await talk()
    const staffWords = (await messages()).findLast((message) => message.role === 'staff')
    const fail = () => store.database.updateTable('outbox').set({ status: 'failed', last_error: 'quota' }).execute()
    const again = (login = yamada) => retryMessage(context, login, id, staffWords?.id ?? '')
    const over = { code: 'conflict', publicText: expect.stringContaining('終わっているため、送り直せません') }
    await fail()
    await endTalk(context, yamada, id, { reason: 'staff_resolved' })
    await expect(again()).rejects.toMatchObject(over)
    await say('相談員')
    await fail()
    await releaseCase(context, yamada, id)
    await expect(again()).rejects.toMatchObject({ publicText: expect.stringContaining('担当してから') })
    await claimCase(context, yamada, id)
    const system = (await messages()).findLast((message) => message.role === 'system')
    await expect(retryMessage(context, yamada, id, system?.id ?? '')).rejects.toMatchObject({ code: 'conflict' })
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    expect(await hasOpenCase()).toBe(false)
    await expect(again()).rejects.toMatchObject(over)
    const rows = await store.database.selectFrom('outbox').select(['message_id', 'status']).execute()
    expect(rows.find((row) => row.message_id === staffWords?.id)?.status).toBe('failed')
  })

  it('6. "pushes instead of replying": the answer to words just written takes their free way back, once', async () => {
    const { id, context, say, said } = await talk()
    await say('もう一つ質問です')
    await writeAsStaff(context, yamada, id, { text: 'はい', private: false })
    await writeAsStaff(context, yamada, id, { text: 'どうぞ', private: false })
    const [answer, more] = (await said()).slice(-2)
    expect(answer?.replyTo).toMatchObject({ token: 't2' })
    expect(more?.replyTo).toEqual({})
  })

  it('6. "stickers and files are missing": what is no text reaches the staff who hold the talk, and the bot says nothing to it', async () => {
    const { id, event, send, messages, said, store } = await talk()
    const before = (await said()).length
    await send(event('message', '', { replyTo: { unsupported: 'sticker' }, facts: { messageId: 's1', shown: '了解' } }))
    const attachment = { kind: 'file', fetchable: true, fileName: '図面.pdf' } as const
    await send(event('message', '', { replyTo: { unsupported: 'file' }, facts: { messageId: 'f1', attachment } }))
    const told = (await messages()).filter(({ role, caseId }) => role === 'user' && caseId === id).slice(-2)
    expect(told[0]?.text).toContain('了解')
    expect(told[1]?.text).toContain('図面.pdf')
    const files = await store.database.selectFrom('attachments').selectAll().execute()
    expect(files).toMatchObject([{ message_id: told[1]?.id, kind: 'file', status: 'waiting' }])
    expect(await said()).toHaveLength(before)
  })

  it('7. "every message reopens the old case": a word after the end goes to the bot, a wish for a person goes on with the case', async () => {
    const { id, say, context, hasOpenCase, openCase, said, clock } = await talk()
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    await say('ありがとうございました')
    expect(await hasOpenCase()).toBe(false)
    expect((await said()).at(-1)?.sender).toBe('bot')
    await say('相談員')
    expect(await openCase()).toMatchObject({ reopened_from: id, prefers: 'yamada' })
    await say('AIに戻る')
    clock.advance(73 * 3_600_000)
    await say('相談員')
    expect((await openCase()).reopened_from).toBeNull()
  })

  it('7. "never goes back to the bot": a wrap-up ends by itself, and the user has the bot from the end of the talk on', async () => {
    const { id, say, context, said, caseOf, pass } = await talk()
    await endTalk(context, yamada, id, { reason: 'staff_resolved' })
    // Below it stands the survey.
    expect((await said()).at(-2)?.text).toContain('再びAIがお答えします')
    await say('上限は')
    expect((await said()).at(-1)?.text).toBe('答え: 上限は')
    await pass(16)
    expect(await caseOf(id)).toMatchObject({ state: 'RESOLVED', end_reason: 'staff_resolved' })
    expect((await said()).filter((bubble) => bubble.text.includes('再びAIが'))).toHaveLength(1)
  })

  it('7. "one more thing": who asks for a person during the wrap-up is with the same adviser again', async () => {
    const { id, say, context, openCase } = await talk()
    await endTalk(context, yamada, id, { reason: 'staff_resolved' })
    await say('相談員にもう一つ')
    expect(await openCase()).toMatchObject({ id, state: 'ASSIGNED', owner: 'yamada' })
  })

  it('8. "no hours message with a bot attached, or two of them": after hours one acknowledgement with the next opening, and the bot goes on', async () => {
    const { say, said, set, openCase, pass, clock, conversation } = await open()
    await set('hours', week)
    await say('相談員')
    expect(await openCase()).toMatchObject({ state: 'AFTER_HOURS' })
    expect((await words()).filter((text) => text.includes('受付時間外'))).toHaveLength(1)
    expect((await words()).at(-1)).toContain('明日11月24日（火）の9時')
    await say('上限は')
    expect((await said()).at(-1)?.text).toBe('答え: 上限は')
    await say('相談員')
    expect((await words()).at(-1)).toContain('受け付けています')
    expect((await words()).filter((text) => text.includes('受付時間外'))).toHaveLength(1)
    clock.advance(Date.parse('2026-11-24T08:59:00+09:00') - clock.now())
    await tick()
    expect((await openCase()).state).toBe('AFTER_HOURS')
    await pass(2)
    expect(await openCase()).toMatchObject({ state: 'QUEUED' })
    expect((await conversation()).control).toBe('HUMAN')
    expect((await words()).filter((text) => text.includes('お待たせしました'))).toHaveLength(1)
  })

  it('8. "closed, fired mid-chat at 17:00": nothing is said at closing time; who writes later to an absent adviser is told once', async () => {
    const { say, said, set, openCase, context, clock, pass, present } = await open()
    await set('hours', week)
    clock.advance(Date.parse('2026-11-24T16:50:00+09:00') - clock.now())
    await present(yamada)
    await say('相談員')
    const { id } = await openCase()
    await writeAsStaff(context, yamada, id, { text: 'お調べします', private: false })
    await say('はい')
    const before = (await said()).length
    await pass(20, () => present(yamada))
    expect((await said()).slice(before).map((bubble) => bubble.text)).toEqual([])
    clock.advance(3 * 3_600_000)
    await say('まだでしょうか、資料の件です')
    await say('よろしくお願いします')
    expect((await said()).slice(before).filter((bubble) => bubble.text.includes('受付時間外'))).toHaveLength(1)
    expect((await openCase()).state).toBe('ACTIVE')
  })

  it('8. "no holidays": a Monday that is a holiday is closed, and so is the new year by an ad-hoc closure', async () => {
    const { say, set, openCase, clock } = await open()
    await set('hours', { ...week, closures: [{ from: '2026-12-29', to: '2027-01-03', label: '年末年始' }] })
    await say('相談員')
    expect((await openCase()).state).toBe('AFTER_HOURS')
    await say('AIに戻る')
    clock.advance(Date.parse('2026-12-29T10:00:00+09:00') - clock.now())
    await say('相談員')
    expect((await words()).at(-1)).toContain('1月4日（月）の9時')
  })
})
