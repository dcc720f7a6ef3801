import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { previewWords } from '../../adapters/line/preview-words.ts'
import { renderMessages } from '../../adapters/line/render-messages.ts'
import { readPayload } from '../../bot/delivery.ts'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { listDeliveries } from '../../storage/outbox.ts'
import { createDesk } from './support/desk-client.ts'
import { createFakeConsultant } from './support/fake-consultant.ts'
import { databases, type House, openHouse } from './support/house.ts'

const password = 'とても長い合言葉です2026'

describe.each(await databases())('what helps staff to write, on %s', (_name, createPlace) => {
  let house: House
  let desk: Awaited<ReturnType<typeof createDesk>>
  beforeEach(async () => {
    house = await openHouse(createPlace)
    const { consultant } = createFakeConsultant()
    const { store, clock } = house
    desk = await createDesk({ store, clock, identifiers: randomIdentifiers, logger: silentLogger, consultant })
    for (const role of ['responder', 'lead', 'auditor'] as const) {
      await addStaff(store, randomIdentifiers, { login: `the-${role}`, name: role, role, password })
    }
  })
  afterEach(() => house.close())
  const as = async (role: 'responder' | 'lead' | 'auditor') => {
    const browser = desk.browser()
    await browser.login(`the-${role}`)
    return browser
  }
  const words = { code: 'あいさつ', title: 'はじめに', text: 'お待たせしました。{{staff.name}}です。', team: null }

  it('canned replies are arranged by leads, used by all, and every change stands in the audit', async () => {
    await house.set('hours', { weekly: { mon: [{ open: '09:00', close: '17:00' }] } })
    const lead = await as('lead')
    const made = (await lead.post('canned-replies', words)).body
    expect(made.replies).toMatchObject([{ ...words, uses: 0, mine: true }])
    expect(made.values).toMatchObject({ hours: '月 9時〜17時', today: '2026年11月23日' })
    const [{ id }] = made.replies
    expect((await lead.post('canned-replies', { ...words, title: '別' })).body.error.message).toContain('/あいさつ')
    await lead.post('canned-replies', { ...words, id, code: 'ai', team: 'ip' })

    const responder = await as('responder')
    expect((await responder.post('canned-replies', words)).status).toBe(403)
    await responder.post(`canned-replies/${id}/used`)
    expect((await responder.get('canned-replies')).body.replies).toMatchObject([{ code: 'ai', uses: 1, mine: false }])
    expect((await (await as('auditor')).get('canned-replies')).status).toBe(200)

    expect((await lead.post(`canned-replies/${id}/delete`)).body.replies).toEqual([])
    const audit = await house.store.database.selectFrom('audit').select('action').orderBy('id').execute()
    expect(audit.map(({ action }) => action).filter((action) => action.startsWith('canned-reply.'))).toEqual([
      'canned-reply.changed',
      'canned-reply.changed',
      'canned-reply.deleted',
    ])
  })

  it('answers are proposed with their sources only, reading for them stands in the audit, and what became of them is kept', async () => {
    await house.say('相談員と話したい')
    await house.say('上限はいくらですか')
    const { id } = await house.openCase()
    const responder = await as('responder')
    const { sequence, suggestions } = (await responder.get(`cases/${id}/suggestions`)).body
    expect(suggestions).toMatchObject([
      { source: 'answer', text: '答え: 上限はいくらですか', sources: [{ title: 'Go-Tech事業', date: '2026-11-01' }] },
    ])
    expect(sequence).toBe((await house.messages()).findLast(({ role }) => role === 'user')?.sequence)
    expect((await house.said()).filter(({ sender }) => sender === 'staff')).toEqual([])
    const audit = await house.store.database.selectFrom('audit').selectAll().execute()
    expect(audit.find(({ action }) => action === 'case.read')).toMatchObject({ actor: 'the-responder', object_id: id })
    await responder.post(`cases/${id}/suggestions`, { source: 'answer', verdict: 'edited', distance: 4 })
    expect(await house.store.database.selectFrom('suggestion_verdicts').selectAll().execute()).toMatchObject([
      { case_id: id, login: 'the-responder', source: 'answer', verdict: 'edited', distance: 4 },
    ])
    await house.say('不明なこと')
    expect((await responder.get(`cases/${id}/suggestions`)).body.suggestions).toEqual([])
    expect((await (await as('auditor')).get(`cases/${id}/suggestions`)).status).toBe(403)
  })

  it('words that look like personal data are named before they go out, and kept nowhere', async () => {
    const responder = await as('responder')
    const check = async (text: string) => (await responder.post('words/check', { text })).body.found
    expect(await check('090-1234-5678 か taro@example.jp へ')).toEqual(['メールアドレス', '電話番号'])
    expect(await check('補助率は2/3、上限は500万円です。')).toEqual([])
  })

  it('the gist of a talk is taken from it word by word and starts where the bot last began anew', async () => {
    await house.say('大田区で10人の会社です')
    await house.say('相談員と話したい')
    const first = await house.openCase()
    const responder = await as('responder')
    await responder.post(`cases/${first.id}/claim`)
    await responder.post(`cases/${first.id}/resolve`, {})
    await house.say('板橋区の製造業、従業員30人です。補助金の上限はいくらですか')
    await house.say('不明な制度は使えますか')
    await house.say('相談員と話したい')
    const { id } = await house.openCase()
    const { handOver } = (await responder.get(`cases/${id}`)).body
    expect(handOver.need.text).toBe('不明な制度は使えますか')
    const facts = handOver.facts.map(({ text }: { text: string }) => text)
    expect(facts).toEqual(expect.arrayContaining(['所在地：板橋区', '業種：製造業', '従業員：30人']))
    expect(facts.join()).not.toContain('大田区')
    expect(handOver.answered).toMatchObject([{ sources: [{ title: 'Go-Tech事業', date: '2026-11-01' }] }])
    expect(handOver.unresolved).toMatchObject([{ text: '不明な制度は使えますか' }])
    const known = new Set((await house.messages()).map((message) => message.id))
    for (const line of [handOver.need, ...handOver.facts, ...handOver.answered, ...handOver.unresolved]) {
      expect(known.has(line.messageId)).toBe(true)
    }
    await responder.post(`cases/${id}/messages`, { text: 'はい、使えます' })
    expect((await responder.get(`cases/${id}`)).body.handOver.unresolved).toEqual([])
  })

  it('words are shown as LINE will get them, and nothing is kept of the look', async () => {
    const { store, clock } = house
    const responder = await as('responder')
    const look = { text: `  一行目\n\n**二行目**👨‍👩‍👧‍👦  ` }
    expect((await responder.post('words/preview', look)).body).toEqual({ preview: null })
    const parts = { store, clock, identifiers: randomIdentifiers, logger: silentLogger }
    desk = await createDesk({ ...parts, previewLine: previewWords })
    await house.say('相談員と話したい')
    const { id } = await house.openCase()
    const writer = await as('responder')
    const before = (await house.messages()).length
    const { preview } = (await writer.post('words/preview', look)).body
    expect((await house.messages()).length).toBe(before)
    await writer.post(`cases/${id}/messages`, look)
    const [sent] = (await listDeliveries(store.database, (await house.conversation()).id)).slice(-1)
    const bubbles = renderMessages(readPayload(sent?.payload ?? {}))
    expect(preview.bubbles).toEqual(
      bubbles.map((bubble) => ({ text: 'text' in bubble && bubble.text, sender: '相談員' })),
    )
    expect(preview.left).toBe(5000 - '一行目\n\n**二行目**👨‍👩‍👧‍👦'.length)
    expect((await (await as('auditor')).post('words/preview', look)).status).toBe(403)
  })
})
