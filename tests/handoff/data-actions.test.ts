import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyMemory } from '../../bot/memory.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { resolveCase } from '../../handoff/cases/resolve.ts'
import { listAudit } from '../../storage/audit.ts'
import { saveConversationState } from '../../storage/conversations.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { databases, type House, openHouse, yamada } from './support/house.ts'
import { openSitting, type Sitting } from './support/sitting.ts'

const WORDS = '光る歯車の発明'
const reason = '本人から電話で求めがあったため'

describe.each(await databases())('all that is kept of a person, on %s', (_name, createPlace) => {
  let house: House
  let sitting: Sitting
  beforeEach(async () => {
    house = await openHouse(createPlace)
    sitting = await openSitting(house)
  })
  afterEach(() => house.close())

  const sitDown: Sitting['sitDown'] = (role) => sitting.sitDown(role)
  /** A talk with words of the person in it; the id of its case. */
  async function talk(): Promise<string> {
    await house.say(`${WORDS}で使える補助金は`)
    await house.say('相談員')
    const { id } = await house.openCase()
    await writeAsStaff(house.context, yamada, id, { text: `${WORDS}ですね`, private: false })
    await writeAsStaff(house.context, yamada, id, { text: `=HYPERLINK("x") ${WORDS}`, private: true })
    return id
  }
  const everything = async () => {
    const { database } = house.store
    const tables = ['messages', 'outbox', 'inbox', 'cases', 'case_events', 'audit', 'conversations', 'facts'] as const
    const rows = await Promise.all(tables.map((table) => database.selectFrom(table).selectAll().execute()))
    return JSON.stringify(rows)
  }

  it('is erased by an administrator with a reason and a fresh proof, as the person themselves can; the audit says who and why', async () => {
    const id = await talk()
    for (const role of ['responder', 'lead', 'auditor'] as const) {
      const browser = await sitDown(role)
      expect([role, (await browser.post(`cases/${id}/erase`, { reason })).status]).toEqual([role, 403])
    }
    const admin = await sitDown('admin')
    for (const unfit of [{}, { reason: ' ' }]) expect((await admin.post(`cases/${id}/erase`, unfit)).status).toBe(400)
    house.clock.advance(11 * 60_000)
    expect(await admin.post(`cases/${id}/erase`, { reason })).toMatchObject({
      status: 403,
      body: { error: { proveAgain: 'password' } },
    })
    expect(await everything()).toContain(WORDS)
    await admin.post('prove', { password: sitting.password })
    expect(await admin.post(`cases/${id}/erase`, { reason })).toMatchObject({ status: 200, body: { conversations: 1 } })

    expect(await everything()).not.toContain(WORDS)
    const row = await house.caseOf(id)
    expect(row).toMatchObject({ state: 'RESOLVED', reason: '', owner: 'yamada' })
    expect(await house.said()).toMatchObject([{ sender: 'system', text: expect.stringContaining('消去しました') }])
    const [entry] = await listAudit(house.store.database, { action: 'case.erased' }, { limit: 5 })
    expect(entry).toMatchObject({ actor: 'admin', object_id: id, reason })
    const { events } = (await admin.get(`cases/${id}`)).body
    expect(events.at(-1)).toMatchObject({ type: 'erased', actor: 'adminさん' })
    // Whoever writes afterwards begins anew.
    await house.say('はじめまして')
    expect((await house.said()).at(-1)?.text).toBe('答え: はじめまして')
    expect((await admin.post('cases/nobody/erase', { reason })).status).toBe(404)
  })

  it('is not told to who has blocked the account', async () => {
    const id = await talk()
    await house.send(house.event('left', ''))
    const admin = await sitDown('admin')
    expect((await admin.post(`cases/${id}/erase`, { reason })).status).toBe(200)
    expect(await house.said()).toEqual([])
    expect(await everything()).not.toContain(WORDS)
  })

  it('is taken out as a file by leads, with a reason and a fresh proof; words that look like a formula are none', async () => {
    const id = await talk()
    const path = `/desk/api/cases/${id}/export`
    for (const role of ['responder', 'auditor'] as const) {
      expect((await (await sitDown(role)).raw('POST', path, { body: { reason } })).status).toBe(403)
    }
    const lead = await sitDown('lead')
    expect((await lead.raw('POST', path, { body: {} })).status).toBe(400)
    const file = await lead.raw('POST', path, { body: { reason } })
    expect(file.status).toBe(200)
    expect(file.headers?.['content-type']).toContain('text/csv')
    const lines = String(file.body).split('\r\n')
    expect(lines[0]).toContain('種別')
    expect(lines.find((line) => line.startsWith('やりとり') && line.includes('相談者'))).toContain(WORDS)
    expect(lines.find((line) => line.includes(',相談員,光る'))).toContain(`${WORDS}ですね`)
    expect(lines.find((line) => line.startsWith('メモ'))).toContain(`"'=HYPERLINK(""x"")`)
    expect(lines.find((line) => line.startsWith('相談,'))).toContain('対応中')
    const [entry] = await listAudit(house.store.database, { action: 'export.person' }, { limit: 5 })
    expect(entry).toMatchObject({ actor: 'lead', object_id: id, reason })
    house.clock.advance(11 * 60_000)
    expect((await lead.raw('POST', path, { body: { reason } })).status).toBe(403)
  })

  it('holds what the AI remembers of the company, and what staff keep of the talk for the records', async () => {
    const id = await talk()
    await resolveCase(house.context, yamada, id, {
      reason: 'staff_resolved',
      knowledgeGap: true,
      candidate: { question: `${WORDS}の補助率は`, answer: '三分の二です' },
    })
    const conversation = await house.conversation()
    const memory = { ...emptyMemory, company: { industry: 'manufacturing', capital: 3_000_000 }, wards: ['板橋区'] }
    const state = { ...memory, planned: 8_000_000, claims: 4, language: 'en', purposes: ['設備'] }
    await house.store.transaction((unit) =>
      saveConversationState(unit, conversation.id, state as JsonObject, conversation.controlEpoch),
    )
    const lead = await sitDown('lead')
    const lines = String((await lead.raw('POST', `/desk/api/cases/${id}/export`, { body: { reason } })).body).split(
      '\r\n',
    )
    const remembered = lines.filter((line) => line.startsWith('AIの記憶')).join()
    for (const words of ['板橋区', '製造業', '3,000,000円', '予定の費用：8,000,000円', '請求項：4', '英語', '設備']) {
      expect(remembered).toContain(words)
    }
    const candidate = lines.find((line) => line.startsWith('資料の候補'))
    expect(candidate).toContain(`${WORDS}の補助率は`)
    expect(candidate).toContain('三分の二です')
    expect(candidate).toContain('山田')
    expect(candidate).toContain(id)
    // Of whom nothing is remembered no such line stands.
    await house.store.transaction((unit) =>
      saveConversationState(unit, conversation.id, undefined, conversation.controlEpoch),
    )
    const later = await lead.raw('POST', `/desk/api/cases/${id}/export`, { body: { reason } })
    expect(String(later.body)).not.toContain('AIの記憶')
  })
})
