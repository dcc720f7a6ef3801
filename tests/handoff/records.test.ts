import { afterEach, describe, expect, it } from 'vitest'
import { claimCase } from '../../handoff/cases/claim.ts'
import { resolveCase } from '../../handoff/cases/resolve.ts'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createDesk } from './support/desk-client.ts'
import { databases, type House, openHouse, yamada } from './support/house.ts'

const password = 'とても長い合言葉です2026'

describe.each(await databases())('consultation records on %s', (_name, createPlace) => {
  let house: House
  afterEach(() => house.close())

  const open = async () => {
    house = await openHouse(createPlace)
    const { store, clock } = house
    const desk = await createDesk({ store, clock, identifiers: randomIdentifiers, logger: silentLogger })
    for (const [login, role] of [
      ['suzuki', 'responder'],
      ['kansa', 'auditor'],
    ] as const) {
      await addStaff(store, randomIdentifiers, { login, name: login === 'suzuki' ? '鈴木' : '監査', role, password })
    }
    await house.say('相談員と話したい')
    const { id } = await house.openCase()
    const browser = desk.browser()
    await browser.login('suzuki')
    return { id, browser, desk, ...house }
  }
  const written = {
    topic: '共同研究',
    outcome: 'ongoing',
    summary: '大学の研究室を紹介',
    minutes: 45,
    followUpOn: '2026-12-10',
    results: [{ kind: 'matching', partner: 'university', on: '2026-11-23' }],
  }

  it('are written with the case, and read back with its survey', async () => {
    const { id, browser } = await open()
    expect((await browser.get(`cases/${id}/record`)).body).toMatchObject({ topic: '補助金', version: 0, record: null })
    const saved = await browser.post(`cases/${id}/record`, { ...written, version: 0 })
    expect(saved).toMatchObject({ status: 200, body: { topic: '共同研究', version: 1, survey: null } })
    expect((await browser.get(`cases/${id}/record`)).body.record).toMatchObject({
      outcome: 'ongoing',
      minutes: 45,
      followUpOn: '2026-12-10',
      results: [{ kind: 'matching', partner: 'university', on: '2026-11-23' }],
      writtenBy: '鈴木',
    })
    expect((await browser.get(`cases/${id}`)).body.case.topic).toBe('共同研究')
    await browser.post(`cases/${id}/survey`, { ask: false })
    expect((await browser.get(`cases/${id}/record`)).body.survey).toMatchObject({ status: 'off' })
  })

  it('are changed long after the case was closed, by whoever learns of a result; the audit tells it', async () => {
    const { id, browser, context, clock, store } = await open()
    await browser.post(`cases/${id}/record`, { ...written, results: [], version: 0 })
    await claimCase(context, yamada, id)
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    clock.advance(20 * 60_000)
    const results = [...written.results, { kind: 'application', on: '2026-11-23' }]
    const changed = await browser.post(`cases/${id}/record`, { ...written, results, version: 1 })
    expect(changed.body).toMatchObject({ version: 2, record: { changedBy: '鈴木' } })
    const audit = await store.database.selectFrom('audit').selectAll().where('action', '=', 'case.recorded').execute()
    expect(audit.map(({ actor, before_hash }) => [actor, before_hash === null])).toEqual([
      ['suzuki', true],
      ['suzuki', false],
    ])
    expect(JSON.stringify(audit)).not.toContain('研究室')
  })

  it('refuse what somebody else has changed meanwhile, a match without its partner, and a result of tomorrow', async () => {
    const { id, browser, desk } = await open()
    await browser.post(`cases/${id}/record`, { ...written, version: 0 })
    expect((await browser.post(`cases/${id}/record`, { ...written, version: 0 })).status).toBe(409)
    for (const result of [
      { kind: 'matching', on: '2026-11-23' },
      { kind: 'application', on: '2026-11-24' },
      { kind: 'unknown', on: '2026-11-23' },
    ]) {
      expect((await browser.post(`cases/${id}/record`, { ...written, results: [result], version: 1 })).status).toBe(400)
    }
    const auditor = desk.browser()
    await auditor.login('kansa')
    expect((await auditor.post(`cases/${id}/record`, { ...written, version: 1 })).status).toBe(403)
    expect((await auditor.get(`cases/${id}/record`)).status).toBe(200)
  })
})
