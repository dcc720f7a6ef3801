import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { disableStaff, resetPassword } from '../../handoff/staff/change-account.ts'
import { may, type Permission, permissions, staffRoles } from '../../handoff/staff/permissions.ts'
import { listAudit, readAudit } from '../../storage/audit.ts'
import { verifyAudit } from '../../storage/audit-verify.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createDesk } from './support/desk-client.ts'
import { databases, type House, openHouse } from './support/house.ts'

const password = 'とても長い合言葉です2026'

describe.each(await databases())('the people of the desk on %s', (_, createPlace) => {
  let house: House
  let desk: Awaited<ReturnType<typeof createDesk>>
  beforeEach(async () => {
    house = await openHouse(createPlace)
    desk = await createDesk({
      store: house.store,
      clock: house.clock,
      identifiers: randomIdentifiers,
      logger: silentLogger,
    })
    for (const role of staffRoles) await add({ login: role, role })
  })
  afterEach(() => house.close())

  const add = (staff: { login: string; role: (typeof staffRoles)[number]; secondFactorRequired?: boolean }) =>
    addStaff(house.store, randomIdentifiers, { name: `職員 ${staff.login}`, password, ...staff })
  const enter = async (login: string) => {
    const browser = desk.browser()
    expect(await browser.login(login)).toMatchObject({ status: 200 })
    return browser
  }
  const codeOf = (secret: string) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: house.clock.now() })
  const audited = async (filter: object = {}) =>
    (await listAudit(house.store.database, filter, { limit: 100 })).reverse()

  describe('the table of permissions', () => {
    it('is what every operation of the desk asks', async () => {
      const asking = desk.operations.filter((operation) => operation.access in permissions)
      expect(asking.length).toBeGreaterThan(20)
      for (const role of staffRoles) {
        const browser = await enter(role)
        for (const operation of asking) {
          const path = operation.path.replace('/desk/api/', '').replace(':id', 'nothing').replace(':login', 'nobody')
          if (path === 'events') continue
          const answer = await (operation.method === 'GET' ? browser.get(path) : browser.post(path))
          const allowed = may(role, operation.access as Permission)
          expect([operation.path, role, answer.status === 403]).toEqual([operation.path, role, !allowed])
        }
      }
    })

    it('reaches a person whose role is changed with their next call', async () => {
      const [admin, person] = [await enter('admin'), await enter('responder')]
      expect((await person.get('accounts')).status).toBe(403)
      expect((await admin.post('accounts/responder/change', { role: 'admin', reason: '異動' })).status).toBe(200)
      expect((await person.get('accounts')).status).toBe(200)
      expect((await person.get('me')).body.permissions).toContain('staff.manage')
    })
  })

  describe('a second factor', () => {
    const enrol = async (login: string) => {
      const browser = await enter(login)
      const { secret, uri, qrCode } = (await browser.post('account/second-factor/begin')).body
      expect(uri).toMatch(/^otpauth:\/\/totp\//)
      expect(qrCode).toMatch(/^data:image\/svg\+xml;base64,/)
      const confirmed = await browser.post('account/second-factor/confirm', { code: codeOf(secret) })
      expect(confirmed.status).toBe(200)
      return { browser, secret, codes: confirmed.body.codes as string[] }
    }

    it('is asked for after the password, and a code is taken once', async () => {
      const { secret } = await enrol('lead')
      const browser = desk.browser()
      const login = (code?: string) => browser.post('login', { login: 'lead', password, code })
      expect(await login()).toMatchObject({ status: 401, body: { error: { secondFactor: true } } })
      expect((await login('000000')).status).toBe(401)
      // The code that ended the enrolment is used up.
      expect((await login(codeOf(secret))).status).toBe(401)
      house.clock.advance(30_000)
      const code = codeOf(secret)
      expect(await login(code)).toMatchObject({ status: 200, body: { method: 'totp' } })
      expect((await desk.browser().post('login', { login: 'lead', password, code })).status).toBe(401)
    })

    it('is no help to who has a code and no password', async () => {
      const { secret } = await enrol('lead')
      house.clock.advance(30_000)
      const answer = await desk.browser().post('login', { login: 'lead', password: 'wrong', code: codeOf(secret) })
      expect(answer).toMatchObject({ status: 401 })
      expect(answer.body.error.secondFactor).toBeUndefined()
    })

    it('cannot be guessed: wrong codes use up the tries of the login', async () => {
      await enrol('lead')
      const browser = desk.browser()
      for (let tries = 0; tries < 10; tries += 1) {
        expect((await browser.post('login', { login: 'lead', password, code: '123456' })).status).toBe(401)
      }
      expect((await browser.post('login', { login: 'lead', password, code: '123456' })).status).toBe(429)
    })

    it('that is lost gives way to a recovery code, each good once and only as a hash in the house', async () => {
      const { codes, browser } = await enrol('lead')
      expect(codes).toHaveLength(10)
      const stored = await house.store.database.selectFrom('recovery_codes').selectAll().execute()
      for (const code of codes) expect(JSON.stringify(stored)).not.toContain(code)
      const login = (code: string | undefined) => desk.browser().post('login', { login: 'lead', password, code })
      expect(await login(codes[0]?.toUpperCase())).toMatchObject({ status: 200, body: { method: 'recovery-code' } })
      expect((await login(codes[0])).status).toBe(401)
      expect((await browser.get('account')).body.recoveryCodes).toBe(9)
      const renewed = (await browser.post('account/recovery-codes')).body.codes
      expect((await login(codes[1])).status).toBe(401)
      expect((await login(renewed[1])).status).toBe(200)
    })

    it('that an administrator demands comes before anything else', async () => {
      await add({ login: 'shinjin', role: 'responder', secondFactorRequired: true })
      const browser = await enter('shinjin')
      expect((await browser.get('me')).body.duties).toEqual(['set-second-factor'])
      expect(await browser.get('cases')).toMatchObject({
        status: 403,
        body: { error: { duties: ['set-second-factor'] } },
      })
      expect((await browser.events()).status).toBe(403)
      const { secret } = (await browser.post('account/second-factor/begin')).body
      await browser.post('account/second-factor/confirm', { code: codeOf(secret) })
      expect((await browser.get('cases')).status).toBe(200)
      expect((await browser.post('account/second-factor/remove')).status).toBe(409)
    })

    it('is taken away by an administrator when the telephone is lost, and the sessions with it', async () => {
      const { browser } = await enrol('lead')
      const admin = await enter('admin')
      expect((await admin.post('accounts/lead/reset-second-factor', { reason: '紛失' })).status).toBe(200)
      expect((await browser.get('me')).status).toBe(401)
      expect((await enter('lead')).cookie).not.toBe('')
    })

    it('is given up by its holder where nobody demands it', async () => {
      const { browser } = await enrol('lead')
      expect((await browser.post('account/second-factor/remove')).status).toBe(200)
      await enter('lead')
    })
  })

  describe('a fresh proof of identity', () => {
    it('is asked of an old session before accounts are changed, and rotates the session', async () => {
      const admin = await enter('admin')
      house.clock.advance(11 * 60_000)
      const wish = { login: 'shin', name: '新人', role: 'responder', password }
      expect(await admin.post('accounts', wish)).toMatchObject({
        status: 403,
        body: { error: { proveAgain: 'password' } },
      })
      expect((await admin.get('accounts')).status).toBe(200)
      expect((await admin.post('prove', { password: 'wrong' })).status).toBe(401)
      const former = admin.cookie
      expect((await admin.post('prove', { password })).status).toBe(200)
      expect(admin.cookie).not.toBe(former)
      expect((await desk.browser().get('me', { cookie: former })).status).toBe(401)
      expect((await admin.post('accounts', wish)).status).toBe(201)
    })

    it('is asked before the audit is written to a file', async () => {
      const auditor = await enter('auditor')
      house.clock.advance(11 * 60_000)
      expect((await auditor.post('audit/export')).status).toBe(403)
      await auditor.post('prove', { password })
      const file = await auditor.post('audit/export', { person: 'auditor' })
      expect(file.headers['content-type']).toContain('text/csv')
      expect(file.body).toContain('session.opened')
      expect((await audited()).at(-1)).toMatchObject({ actor: 'auditor', action: 'export.audit' })
    })
  })

  describe('passwords', () => {
    it('that somebody else chose must be changed first', async () => {
      const admin = await enter('admin')
      await admin.post('accounts', {
        login: 'shin',
        name: '新人',
        role: 'responder',
        password: 'かりのパスワードです2026',
      })
      const browser = desk.browser()
      await browser.login('shin', 'かりのパスワードです2026')
      expect((await browser.get('cases')).status).toBe(403)
      const change = (current: string, next: string) => browser.post('account/password', { current, next })
      expect((await change('wrong', password)).status).toBe(400)
      expect((await change('かりのパスワードです2026', 'short')).status).toBe(400)
      expect((await change('かりのパスワードです2026', 'かりのパスワードです2026')).status).toBe(400)
      expect(await change('かりのパスワードです2026', password)).toMatchObject({ status: 200, body: { duties: [] } })
      expect((await browser.get('cases')).status).toBe(200)
    })

    it('that are changed end the other sessions, and keep this one under a new token', async () => {
      const [here, there] = [await enter('lead'), await enter('lead')]
      const former = here.cookie
      await here.post('account/password', { current: password, next: 'あたらしい合言葉です2026' })
      expect((await here.get('me')).status).toBe(200)
      expect(here.cookie).not.toBe(former)
      expect((await there.get('me')).status).toBe(401)
    })

    it('that an administrator resets end the sessions of the account', async () => {
      const browser = await enter('lead')
      await resetPassword(house.store, 'lead', 'かりのパスワードです2026')
      expect((await browser.get('me')).status).toBe(401)
    })
  })

  describe('sessions', () => {
    it('are listed and ended by their holder, one or all, and never those of others', async () => {
      const [here, there, other] = [await enter('lead'), await enter('lead'), await enter('admin')]
      const { sessions } = (await here.get('account/sessions')).body
      expect(sessions).toHaveLength(2)
      expect(sessions.filter((session: { current: boolean }) => session.current)).toHaveLength(1)
      const elsewhere = sessions.find((session: { current: boolean }) => !session.current)
      expect((await other.post(`account/sessions/${elsewhere.id}/revoke`)).status).toBe(404)
      expect((await here.post(`account/sessions/${elsewhere.id}/revoke`)).status).toBe(200)
      expect((await there.get('me')).status).toBe(401)
      expect((await here.post('account/sessions/revoke-all')).body).toEqual({ ended: 1 })
      expect((await here.get('me')).status).toBe(401)
      expect((await other.get('me')).status).toBe(200)
    })

    it('are ended by an administrator', async () => {
      const [admin, person] = [await enter('admin'), await enter('lead')]
      expect((await admin.get('accounts/lead/sessions')).body.sessions).toHaveLength(1)
      expect((await admin.post('accounts/lead/revoke-sessions', { reason: '端末の紛失' })).body).toEqual({ ended: 1 })
      expect((await person.get('me')).status).toBe(401)
      expect((await audited({ action: 'session.revoked-all' }))[0]).toMatchObject({ reason: '端末の紛失' })
    })
  })

  describe('the pages of the desk', () => {
    it('run no code but their own files, and are framed by nobody', async () => {
      for (const path of ['', '/setup', '/account', '/staff', '/audit']) {
        const { status, headers, body } = await desk.browser().raw('GET', `/desk${path}`)
        expect([path, status]).toEqual([path, 200])
        const policy = String(headers?.['content-security-policy'])
        expect(policy).toContain("default-src 'none'")
        expect(policy).toContain("script-src 'self'; style-src 'self'")
        expect(policy).toContain("frame-ancestors 'none'")
        expect(policy).not.toContain('unsafe')
        expect(String(body)).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|style=/)
      }
    })
  })

  describe('administrators', () => {
    it('cannot shut themselves out, nor take away the last of them', async () => {
      const admin = await enter('admin')
      expect((await admin.post('accounts/admin/disable')).status).toBe(409)
      expect((await admin.post('accounts/admin/change', { role: 'lead' })).status).toBe(409)
      await expect(disableStaff(house.store, 'admin')).rejects.toMatchObject({ code: 'conflict' })
      await add({ login: 'second', role: 'admin' })
      expect((await admin.post('accounts/admin/change', { role: 'lead' })).status).toBe(200)
    })

    it('disable and enable; an account keeps its password and loses its sessions', async () => {
      const [admin, person] = [await enter('admin'), await enter('lead')]
      expect((await admin.post('accounts/lead/disable', { reason: '退職' })).status).toBe(200)
      expect((await person.get('me')).status).toBe(401)
      expect((await desk.browser().login('lead')).status).toBe(401)
      expect((await admin.post('accounts/lead/enable')).status).toBe(200)
      await enter('lead')
      expect((await admin.post('accounts/nobody/disable')).status).toBe(404)
    })
  })

  describe('the audit of the desk', () => {
    it('holds every change of a case and every reading of a thread, and no word of them', async () => {
      await house.say('相談員')
      const { id } = await house.openCase()
      const browser = await enter('responder')
      await browser.get(`cases/${id}`)
      await browser.post(`cases/${id}/claim`)
      await browser.post(`cases/${id}/messages`, { text: 'ひみつの返事' })
      await browser.post(`cases/${id}/messages`, { text: 'ひみつのメモ', private: true })
      await browser.post(`cases/${id}/transfer`, { to: 'lead', note: 'ひみつの引き継ぎ' })
      await (await enter('lead')).post(`cases/${id}/resolve`, { reason: 'staff_resolved' })
      const entries = await audited({ object: id })
      expect(entries.map((entry) => [entry.actor, entry.action])).toEqual([
        ['responder', 'case.read'],
        ['responder', 'case.claimed'],
        ['responder', 'case.message'],
        ['responder', 'case.note'],
        ['responder', 'case.transferred'],
        ['lead', 'case.resolved'],
      ])
      for (const entry of entries.filter(({ action }) => !['case.read', 'case.note'].includes(action))) {
        expect(entry.before_hash).not.toBe(entry.after_hash)
      }
      // A reply has no reason: which words it was stands beside it.
      expect(entries[2]?.reason).toBeNull()
      const { messages } = (await browser.get(`cases/${id}`)).body
      const reply = messages.find(({ text }: { text: string }) => text === 'ひみつの返事')
      expect(JSON.parse(entries[2]?.details ?? '{}')).toEqual({ from: 'ASSIGNED', to: 'ACTIVE', message: reply.id })
      // What one change left is what the next one found.
      expect(entries[2]?.before_hash).toBe(entries[1]?.after_hash)
      expect(JSON.stringify(await audited())).not.toContain('ひみつ')
      expect((await verifyAudit(house.store.database)).fault).toBeUndefined()
    })

    it('has each reading by hand, and one in ten minutes of a page that keeps itself fresh', async () => {
      await house.say('相談員')
      const { id } = await house.openCase()
      const browser = await enter('responder')
      const readings = async () => (await audited({ action: 'case.read' })).length
      const look = () => browser.get(`cases/${id}`, { 'x-desk-background': '1' })
      // To call itself a background look hides nobody.
      for (let times = 0; times < 3; times += 1) await look()
      expect(await readings()).toBe(1)
      await browser.get(`cases/${id}`)
      await browser.get(`cases/${id}`)
      expect(await readings()).toBe(3)
      house.clock.advance(9 * 60_000)
      await look()
      expect(await readings()).toBe(3)
      house.clock.advance(2 * 60_000)
      await look()
      expect(await readings()).toBe(4)
      await (await enter('lead')).get(`cases/${id}`, { 'x-desk-background': '1' })
      expect(await readings()).toBe(5)
      await browser.get('cases/nothing')
      expect(await readings()).toBe(5)
    })

    it('knows log-ins, refusals and whom they were of, and no password', async () => {
      await desk.browser().login('lead', 'まちがえた合言葉です')
      await desk.browser().login('ひみつを打ち込んだ', password)
      await enter('lead')
      const actions = (await audited({ actor: 'lead' })).map(({ action, reason }) => [action, reason])
      expect(actions).toEqual([
        ['session.refused', 'password'],
        ['session.opened', null],
      ])
      const everything: string[] = []
      for await (const row of readAudit(house.store.database)) everything.push(JSON.stringify(row))
      expect(everything.join('')).not.toMatch(/合言葉|ひみつ/)
    })

    it('is read page by page and filtered, by administrators and auditors', async () => {
      await house.say('相談員')
      const { id } = await house.openCase()
      const auditor = await enter('auditor')
      for (let times = 0; times < 60; times += 1) await auditor.get(`cases/${id}`)
      const first = (await auditor.get(`audit?object=${id}`)).body
      expect(first.entries).toHaveLength(50)
      expect(first.entries[0]).toMatchObject({ actorName: '職員 auditor', action: 'case.read', objectId: id })
      const second = (await auditor.get(`audit?object=${id}&before=${first.next}`)).body
      expect(second.entries).toHaveLength(10)
      expect(second.next).toBeNull()
      const counted = async (query: string) => (await auditor.get(`audit?${query}`)).body.entries.length
      expect(await counted('from=2026-11-23&to=2026-11-23&action=case.read')).toBe(50)
      expect(await counted('to=2026-11-22')).toBe(0)
      expect(await counted('person=admin&action=session.opened')).toBe(0)
      expect((await auditor.get('audit?from=23.11.2026')).status).toBe(400)
      expect((await auditor.post('audit/verify')).body).toMatchObject({ fault: null })
    })
  })
})
