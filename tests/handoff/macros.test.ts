import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { recordEvent } from '../../handoff/cases/change-case.ts'
import { transferCase } from '../../handoff/cases/transfer.ts'
import { runMacro } from '../../handoff/macros/run-macro.ts'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { lockConversation } from '../../storage/cases.ts'
import { updateDeskStaff } from '../../storage/desk-staff.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import { createDesk } from './support/desk-client.ts'
import { databases, lead, yamada } from './support/house.ts'
import { oneHouse } from './support/one-house.ts'

const password = 'とても長い合言葉です2026'

describe.each(await databases())('macros on %s', (_name, createPlace) => {
  const { open, words } = oneHouse(createPlace)
  const nothing = { labels: [], label: null, outcome: null, reply: null, note: null, end: { kind: 'stay' } }
  const toTeam = { kind: 'team', team: 'ip', note: '商標の質問です' }
  const full = {
    labels: ['商標'],
    label: '知財',
    outcome: '知財班へ',
    reply: '{{staff.name}}です。知財の担当におつなぎします。',
    note: '見積もりは不要',
    end: toTeam,
  }
  const openDesk = async () => {
    const house = await open()
    const { store, clock } = house
    const desk = await createDesk({ store, clock, identifiers: randomIdentifiers, logger: silentLogger })
    const people: Record<string, ReturnType<typeof desk.browser>> = {}
    for (const [login, name, role] of [
      ['suzuki', '鈴木', 'responder'],
      ['mori', '森', 'lead'],
    ] as const) {
      await addStaff(store, randomIdentifiers, { login, name, role, password })
      const browser = desk.browser()
      await browser.login(login)
      people[login] = browser
    }
    await house.say('相談員')
    const { id } = await house.openCase()
    const { suzuki, mori } = people
    if (suzuki === undefined || mori === undefined) throw new Error('nobody came')
    const make = async (steps: object, code = '知財') => {
      const { body } = await mori.post('macros', { code, title: '知財へ', team: null, steps })
      return body.macros.find((macro: { code: string }) => macro.code === code).id as string
    }
    return { house, id, suzuki, mori, make }
  }
  const audit = (house: Awaited<ReturnType<typeof open>>) =>
    house.store.database.selectFrom('audit').selectAll().where('action', 'like', 'macro.%').orderBy('id').execute()

  it('do a reply, labels, a note and a transfer in one go, once for each request, and stand in the audit', async () => {
    const { house, id, suzuki, make } = await openDesk()
    const macro = await make(full)
    const reply = '鈴木です。知財の担当におつなぎします。'
    const requestId = randomIdentifiers.uuid()
    const done = await suzuki.post(`cases/${id}/macros/${macro}`, { requestId, reply })
    expect(done.body.case).toMatchObject({ state: 'QUEUED', owner: null })
    expect(await house.caseOf(id)).toMatchObject({
      team: '知財',
      label: '知財',
      outcome: '知財班へ',
      labels: '["商標"]',
    })
    const notes = (await house.messages()).filter((message) => message.private).map(({ text }) => text)
    expect(notes).toEqual(['見積もりは不要', '【引き継ぎ】知財へ\n商標の質問です'])
    expect((await words()).filter((text) => text === reply)).toHaveLength(1)
    expect((await suzuki.post(`cases/${id}/macros/${macro}`, { requestId, reply })).status).toBe(200)
    expect((await words()).filter((text) => text === reply)).toHaveLength(1)
    expect((await suzuki.get('macros')).body.macros).toMatchObject([{ code: '知財', uses: 1, mine: true }])
    const run = (await audit(house)).filter(({ action }) => action === 'macro.run')
    expect(run).toMatchObject([{ actor: 'suzuki', object_id: id }])
    expect(run[0]?.details).toContain('ラベルと記録を書く・返信する・メモを残す・班へ引き継ぐ')
  })

  it('say nothing empty, and heap no labels without end on a case', async () => {
    const { house, id, suzuki, make } = await openDesk()
    const macro = await make({ ...full, end: { kind: 'stay' } })
    const blank = await suzuki.post(`cases/${id}/macros/${macro}`, {
      requestId: randomIdentifiers.uuid(),
      reply: ' \n',
    })
    expect(blank.status).toBe(400)
    const labels = Array.from({ length: 20 }, (_, index) => `印${index}`)
    expect((await suzuki.post(`cases/${id}/describe`, { labels })).status).toBe(200)
    const run = { requestId: randomIdentifiers.uuid(), reply: 'おつなぎします。' }
    const before = [await house.caseOf(id), await words()]
    const refused = await suzuki.post(`cases/${id}/macros/${macro}`, run)
    expect([refused.status, refused.body.error.message]).toEqual([400, expect.stringContaining('ラベルは20個まで')])
    expect([await house.caseOf(id), await words()]).toEqual(before)
    // What it has already is no more than it has.
    await suzuki.post(`cases/${id}/describe`, { labels: [...labels.slice(1), '商標'] })
    expect((await suzuki.post(`cases/${id}/macros/${macro}`, run)).status).toBe(200)
  })

  it('without a reply are done once for each request, too', async () => {
    const { house, id, suzuki, mori, make } = await openDesk()
    const macro = await make({ ...nothing, note: '見積もりは不要', end: toTeam })
    const run = { requestId: randomIdentifiers.uuid() }
    for (let tap = 0; tap < 2; tap += 1) {
      expect((await suzuki.post(`cases/${id}/macros/${macro}`, run)).status).toBe(200)
    }
    const notes = (await house.messages()).filter((message) => message.private).map(({ text }) => text)
    expect(notes).toEqual(['見積もりは不要', '【引き継ぎ】知財へ\n商標の質問です'])
    expect((await suzuki.get('macros')).body.macros).toMatchObject([{ uses: 1 }])
    expect((await audit(house)).filter(({ action }) => action === 'macro.run')).toHaveLength(1)
    // Another request is another run.
    await mori.post(`cases/${id}/macros/${macro}`, { requestId: randomIdentifiers.uuid() })
    expect((await suzuki.get('macros')).body.macros).toMatchObject([{ uses: 2 }])
  })

  it('that take a case do not wait crosswise for who takes another one at the same moment', async () => {
    const { house, id, make } = await openDesk()
    const macro = await make({ ...full, reply: 'おつなぎします。', end: { kind: 'stay' } })
    await house.say('相談員', 'U2')
    const other = await house.openCase('U2')
    let tries = 0
    const transaction: Store['transaction'] = (work) =>
      house.store.transaction((unit) => {
        tries += 1
        return work(unit)
      })
    const store: Store = Object.create(house.store, { transaction: { value: transaction } })
    const [begun, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const taking = house.store.transaction(async (unit) => {
      await lockConversation(unit, other.conversation_id)
      await updateDeskStaff(unit, yamada.login, { assigned_at: house.clock.now() })
      begun.resolve()
      await gone.promise
      await recordEvent(unit, other, { type: 'note', actor: yamada.login, at: house.clock.now() })
    })
    await begun.promise
    const run = { macroId: macro, requestId: randomIdentifiers.uuid() }
    const running = runMacro({ ...house.context, store }, yamada, id, run)
    await sleep(200)
    gone.resolve()
    await Promise.all([taking, running])
    expect(tries).toBe(1)
  })

  it('do nothing at all where one step cannot be done, and say which', async () => {
    const { house, id, suzuki, mori, make } = await openDesk()
    const macro = await make({ ...full, end: { kind: 'team', team: 'gone', note: 'お願いします' } })
    const run = { requestId: randomIdentifiers.uuid(), reply: 'おつなぎします。' }
    const before = [await house.caseOf(id), await words()]
    const refused = await suzuki.post(`cases/${id}/macros/${macro}`, run)
    expect(refused.status).toBe(404)
    expect(refused.body.error.message).toContain('「班へ引き継ぐ」ができないため、マクロは何も行いませんでした')
    expect([await house.caseOf(id), await words()]).toEqual(before)
    // A case of somebody else is not answered by a macro either.
    await transferCase(house.context, lead, id, { to: 'mori' }, 'お願いします')
    await mori.post(`cases/${id}/claim`)
    const ending = await make(
      { ...nothing, reply: '終わります', end: { kind: 'resolve', reason: 'idle', knowledgeGap: false } },
      '終',
    )
    const other = await suzuki.post(`cases/${id}/macros/${ending}`, run)
    expect(other.body.error.message).toContain('「返信する」ができないため')
    expect((await mori.post(`cases/${id}/macros/${ending}`, run)).body.case).toMatchObject({ state: 'RESOLVED' })
  })

  it('never send a word that was not filled in, and are arranged by leads only', async () => {
    const { id, suzuki, mori, make, house } = await openDesk()
    const macro = await make(full)
    const unfilled = await suzuki.post(`cases/${id}/macros/${macro}`, { requestId: randomIdentifiers.uuid() })
    expect([unfilled.status, unfilled.body.error.message]).toEqual([400, expect.stringContaining('{{staff.name}}')])
    const one = { code: 'x', title: '題', team: null, steps: nothing }
    expect((await mori.post('macros', one)).status).toBe(400)
    expect((await suzuki.post('macros', { ...one, steps: full })).status).toBe(403)
    expect((await mori.post('macros', { ...one, code: '知財', steps: full })).body.error.message).toContain('/知財')
    expect((await mori.post(`macros/${macro}/delete`)).body.macros).toEqual([])
    expect((await audit(house)).map(({ action }) => action)).toEqual(['macro.changed', 'macro.deleted'])
  })
})
