import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openApiPath } from '../../handoff/desk/openapi.ts'
import { addStaff, listStaff } from '../../handoff/staff/accounts.ts'
import { disableStaff } from '../../handoff/staff/change-account.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createDesk } from './support/desk-client.ts'
import { type House, openHouse } from './support/house.ts'

const password = 'とても長い合言葉です2026'

let house: House
let desk: Awaited<ReturnType<typeof createDesk>>
beforeEach(async () => {
  house = await openHouse()
  desk = await createDesk({
    store: house.store,
    clock: house.clock,
    identifiers: randomIdentifiers,
    logger: silentLogger,
  })
  await addStaff(house.store, randomIdentifiers, { login: 'Suzuki', name: '鈴木', role: 'responder', password })
  await addStaff(house.store, randomIdentifiers, { login: 'kansa', name: '監査', role: 'auditor', password })
})
afterEach(() => house.close())

describe('the Desk API', () => {
  it('takes a case from the queue to its end', async () => {
    await house.say('上限はいくら')
    await house.say('相談員')
    const browser = desk.browser()
    expect(await browser.login('suzuki')).toMatchObject({ status: 200, body: { name: '鈴木', role: 'responder' } })
    expect((await browser.get('me')).body.login).toBe('suzuki')
    const { cases } = (await browser.get('cases')).body
    expect(cases).toMatchObject([{ state: 'QUEUED', owner: null, door: 'line', topic: '補助金' }])
    const [{ id }] = cases
    expect((await browser.post(`cases/${id}/claim`)).body.case).toMatchObject({ state: 'ASSIGNED', ownerName: '鈴木' })
    await browser.post(`cases/${id}/messages`, { text: 'こんにちは' })
    await browser.post(`cases/${id}/messages`, { text: 'メモ', private: true })
    const detail = (await browser.get(`cases/${id}`)).body
    expect(detail.messages.map((message: { role: string }) => message.role)).toEqual([
      'user',
      'bot',
      'user',
      'system',
      'staff',
      'staff',
    ])
    expect(detail.messages[1].citations[0].title).toBe('Go-Tech事業')
    expect(detail.messages[4]).toMatchObject({ author: '鈴木', delivery: { status: 'pending' } })
    expect(detail.messages[3].delivery).toMatchObject({ status: 'pending' })
    expect(detail.messages[5]).toMatchObject({ private: true, delivery: null })
    expect(detail.trail[0]).toMatchObject({
      question: '上限はいくら',
      outcome: 'answered',
      records: [{ id: 'gotech-r8', title: 'Go-Tech事業' }],
    })
    await browser.post(`cases/${id}/describe`, { outcome: '設備費は対象と案内' })
    await browser.post(`cases/${id}/resolve`, { reason: 'staff_resolved', label: '解決' })
    expect((await browser.get('cases')).body.cases).toEqual([])
    expect((await browser.get('cases?state=RESOLVED,CANCELLED')).body.cases[0]).toMatchObject({ id, label: '解決' })
    const reopened = (await browser.post(`cases/${id}/reopen`)).body.case
    expect(reopened).toMatchObject({ state: 'ASSIGNED', owner: 'suzuki' })
    expect((await browser.get(`cases/${reopened.id}`)).body.pastCases).toMatchObject([
      { id, need: '上限はいくら', outcome: '設備費は対象と案内', endReason: 'staff_resolved' },
    ])
    // Its words are gone: those of the talk at hand are not told as its own.
    await house.store.database.deleteFrom('messages').where('case_id', '=', id).execute()
    await house.say('別の質問です')
    expect((await browser.get(`cases/${reopened.id}`)).body.pastCases).toMatchObject([{ id, need: null }])
    expect((await browser.get('staff')).body.staff.map((person: { login: string }) => person.login)).toContain('sato')
    expect((await browser.get('dead-letters')).body.deadLetters).toEqual([])
    expect((await browser.post('logout')).status).toBe(200)
    expect((await browser.get('me')).status).toBe(401)
  })

  it('never shows how to answer a user: reply tokens stay inside', async () => {
    await house.say('相談員')
    await house.say('秘密のトークン')
    const browser = desk.browser()
    await browser.login('suzuki')
    const { id } = await house.openCase()
    expect(JSON.stringify((await browser.get(`cases/${id}`)).body)).not.toContain('"t2"')
  })

  it('answers 409 with the owner’s name to the slower of two', async () => {
    await house.say('相談員')
    const { id } = await house.openCase()
    await addStaff(house.store, randomIdentifiers, { login: 'tanaka', name: '田中', role: 'responder', password })
    const [one, two] = [desk.browser(), desk.browser()]
    await one.login('suzuki')
    await two.login('tanaka')
    await one.post(`cases/${id}/claim`)
    expect(await two.post(`cases/${id}/claim`)).toMatchObject({
      status: 409,
      body: { error: { code: 'conflict', message: 'この相談は鈴木さんが担当しています。', owner: '鈴木' } },
    })
    expect((await two.post(`cases/${id}/messages`, { text: 'x' })).status).toBe(409)
  })

  it('refuses bad input with a clear text', async () => {
    const browser = desk.browser()
    await browser.login('suzuki')
    await house.say('相談員')
    const { id } = await house.openCase()
    for (const body of [{}, { text: '' }, { text: ' \n' }, { text: 1 }, { text: 'x'.repeat(5001) }, []]) {
      expect(await browser.post(`cases/${id}/messages`, body)).toMatchObject({ status: 400 })
    }
    expect((await browser.post(`cases/${id}/transfer`, { to: 'sato' })).status).toBe(400)
    expect((await browser.post(`cases/${id}/transfer`, { to: 'sato', note: ' ' })).status).toBe(400)
    expect((await browser.post(`cases/${id}/resolve`, { reason: 'whatever' })).status).toBe(400)
    expect((await browser.get('cases?state=OPEN')).status).toBe(400)
    expect((await browser.get('cases/nothing')).status).toBe(404)
    expect((await browser.post('cases/nothing/claim')).status).toBe(404)
    expect((await browser.post(`cases/${id}/release`)).status).toBe(409)
  })

  it('lets no other site and no request without the csrf token act', async () => {
    await house.say('相談員')
    const { id } = await house.openCase()
    const browser = desk.browser()
    await browser.login('suzuki')
    for (const headers of [
      { 'x-csrf-token': undefined },
      { 'x-csrf-token': 'wrong' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect(await browser.post(`cases/${id}/claim`, {}, headers)).toMatchObject({ status: 403 })
    }
    expect((await house.openCase()).state).toBe('QUEUED')
    const stranger = desk.browser()
    expect(
      (await stranger.post('login', { login: 'suzuki', password }, { origin: 'https://evil.example' })).status,
    ).toBe(403)
    expect((await stranger.post(`cases/${id}/claim`)).status).toBe(401)
    expect((await stranger.get('cases')).status).toBe(401)
  })

  it('lets the auditor read and not write', async () => {
    await house.say('相談員')
    const { id } = await house.openCase()
    const browser = desk.browser()
    await browser.login('kansa')
    expect((await browser.get(`cases/${id}`)).status).toBe(200)
    for (const step of ['claim', 'release', 'reopen', 'messages', 'transfer', 'resolve']) {
      expect((await browser.post(`cases/${id}/${step}`, { text: 'x', to: 'sato', note: 'n' })).status).toBe(403)
    }
  })

  it('lists what could not be handled, with the case it belongs to', async () => {
    await house.accept(house.event('message', '届かない言葉'))
    const leased = await house.store.claimEvent(30_000)
    if (leased === undefined) throw new Error('nothing leased')
    await house.reception.onDead(leased)
    await house.store.releaseEvent(leased, 'internal', 'dead')
    const browser = desk.browser()
    await browser.login('suzuki')
    const { id } = await house.openCase()
    expect((await browser.get('dead-letters')).body.deadLetters).toMatchObject([{ error: 'internal', caseId: id }])
    expect((await browser.get('cases')).body.cases).toMatchObject([{ id, reason: 'AIが処理できなかったメッセージ' }])
  })

  it('shows an answer that never reached its user, also where nobody asked for a person', async () => {
    await house.say('上限はいくら')
    const delivery = await house.store.beginDelivery(['line'], 10_000)
    if (delivery === undefined) throw new Error('nothing to send')
    await house.store.finishAttempt(delivery, { status: 'failed', reason: 'http_401' }, 0)
    const browser = desk.browser()
    await browser.login('suzuki')
    expect((await browser.get('dead-letters')).body.deadLetters).toMatchObject([
      { error: '返信を届けられませんでした（http_401）', caseId: null },
    ])
  })

  it('marks a case whose answer did not reach the user', async () => {
    await house.say('相談員')
    const delivery = await house.store.beginDelivery(['line'], 10_000)
    if (delivery === undefined) throw new Error('nothing to send')
    await house.store.finishAttempt(delivery, { status: 'failed', reason: 'blocked' }, 0)
    const browser = desk.browser()
    await browser.login('suzuki')
    const [{ id, undelivered }] = (await browser.get('cases')).body.cases
    expect(undelivered).toBe(true)
    expect((await browser.get(`cases/${id}`)).body.messages.at(-1).delivery).toEqual({
      status: 'failed',
      error: 'blocked',
      way: null,
    })
    // On LINE a push counts, an answer by the user's own token does not.
    await house.store.database.updateTable('outbox').set({ status: 'sent', plan: '{"way":"push"}' }).execute()
    const { messages } = (await browser.get(`cases/${id}`)).body
    expect(messages.at(-1).delivery).toMatchObject({ status: 'sent', way: 'push' })
  })

  it('is described whole: every route, every answer', async () => {
    const response = await desk.browser().raw('GET', '/desk/api/openapi.json')
    const { openapi, paths } = JSON.parse(JSON.stringify(response.body))
    expect(openapi).toBe('3.1.0')
    const mounted = desk.routes.filter(
      (route) => route.path.startsWith('/desk/api/') && route.path !== '/desk/api/openapi.json',
    )
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(described.sort()).toEqual(mounted.map((route) => `${route.method} ${openApiPath(route.path)}`).sort())
    const cases = paths['/desk/api/cases'].get.responses['2XX'].content['application/json'].schema
    expect(cases.properties.cases.items.required).toEqual(
      expect.arrayContaining(['id', 'state', 'owner', 'door', 'topic', 'waitingSince', 'preview']),
    )
    expect(
      paths['/desk/api/cases/{id}/transfer'].post.requestBody.content['application/json'].schema.anyOf,
    ).toHaveLength(2)
  })
})

describe('staff sessions', () => {
  it('end after 30 minutes without use, whatever the page fetches by itself, and after 8 hours', async () => {
    const browser = desk.browser()
    await browser.login('suzuki')
    house.clock.advance(20 * 60_000)
    expect((await browser.get('me')).status).toBe(200)
    house.clock.advance(20 * 60_000)
    expect((await browser.get('cases', { 'x-desk-background': '1' })).status).toBe(200)
    const stream = await browser.events()
    expect(stream.status).toBe(200)
    await stream.close()
    house.clock.advance(20 * 60_000)
    expect((await browser.get('me')).status).toBe(401)
    await browser.login('suzuki')
    for (let minutes = 0; minutes < 480; minutes += 20) {
      expect((await browser.get('me')).status).toBe(200)
      house.clock.advance(20 * 60_000)
    }
    expect((await browser.get('me')).status).toBe(401)
  })

  it('end at once when the account is disabled, and nobody logs in with it again', async () => {
    const browser = desk.browser()
    await browser.login('suzuki')
    await disableStaff(house.store, 'suzuki')
    expect((await browser.get('me')).status).toBe(401)
    expect((await browser.login('suzuki')).status).toBe(401)
    const listed = await listStaff(house.store.database)
    expect(listed.find((person) => person.login === 'suzuki')).toMatchObject({ disabled: true, role: 'responder' })
    await expect(disableStaff(house.store, 'nobody')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('change with every log-in, and only a hash of the token is stored', async () => {
    const browser = desk.browser()
    await browser.login('suzuki')
    const first = browser.cookie
    await browser.login('suzuki')
    expect(browser.cookie).not.toBe(first)
    expect((await desk.browser().get('me', { cookie: first })).status).toBe(401)
    const stored = await house.store.database.selectFrom('sessions').selectAll().execute()
    expect(stored).toHaveLength(1)
    expect(JSON.stringify(stored)).not.toContain(browser.cookie.split('=')[1])
  })

  it('use a host-only secure cookie on https', async () => {
    const secure = await createDesk({
      store: house.store,
      clock: house.clock,
      identifiers: randomIdentifiers,
      logger: silentLogger,
      publicUrl: 'https://desk.example',
    })
    const answer = await secure.browser().login('suzuki')
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-madoguchi=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    )
    const plain = await desk.browser().login('suzuki')
    expect(plain.headers['set-cookie']).toMatch(/^madoguchi_session=[\w-]{43}; Path=\/desk; HttpOnly; SameSite=Strict$/)
  })

  it('cannot be guessed open: ten tries a login, then a pause that says how long', async () => {
    const browser = desk.browser()
    for (let tries = 0; tries < 10; tries += 1) expect((await browser.login('suzuki', 'wrong')).status).toBe(401)
    const blocked = await browser.login('suzuki')
    expect(blocked).toMatchObject({ status: 429, body: { error: { retryAfterSeconds: 900 } } })
    expect((await browser.login('kansa')).status).toBe(200)
    house.clock.advance(15 * 60_000)
    expect((await browser.login('suzuki')).status).toBe(200)
  })

  it('tell nobody whether a login exists, not even by time', async () => {
    const browser = desk.browser()
    const time = async (login: string) => {
      const start = performance.now()
      const answer = await browser.login(login, 'wrong')
      return { ms: performance.now() - start, body: answer.body }
    }
    await time('suzuki')
    const [known, unknown] = [await time('suzuki'), await time('nobody-here')]
    expect(unknown.body).toEqual(known.body)
    expect(unknown.ms).toBeGreaterThan(known.ms / 5)
  })

  it('refuse short passwords, taken logins and unfit names with a clear text', async () => {
    const add = (more: object) =>
      addStaff(house.store, randomIdentifiers, { login: 'new', name: '新人', role: 'responder', password, ...more })
    await expect(add({ password: 'short-pass1' })).rejects.toMatchObject({
      publicText: expect.stringContaining('12文字以上'),
    })
    await expect(add({ login: 'SUZUKI' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(add({ login: 'あ' })).rejects.toMatchObject({ code: 'bad_request' })
    await expect(add({ name: ' ' })).rejects.toMatchObject({ code: 'bad_request' })
  })
})

describe('the event stream', () => {
  it('resumes by Last-Event-ID without losing or repeating an event', async () => {
    const browser = desk.browser()
    await browser.login('suzuki')
    const stream = await browser.events()
    expect(await stream.take(1)).toMatchObject([{ id: '0', event: 'ready' }])
    await house.say('相談員')
    await house.say('もしもし')
    const first = await stream.take(1)
    expect(first).toMatchObject([{ id: '1', event: 'case', data: { type: 'opened', to: 'QUEUED' } }])
    await stream.close()
    const { id } = await house.openCase()
    await browser.post(`cases/${id}/claim`)
    await browser.post(`cases/${id}/messages`, { text: 'はい' })
    const resumed = await browser.events('1')
    const rest = await resumed.take(4)
    expect(rest.map((event) => event.id)).toEqual(['1', '2', '3', '4'])
    await resumed.close()
    const odd = await browser.events('99999')
    expect(await odd.take(1)).toMatchObject([{ id: '4' }])
    await odd.close()
  })

  it('ends when the account is disabled', async () => {
    const browser = desk.browser()
    await browser.login('suzuki')
    const stream = await browser.events()
    await stream.take(1)
    await disableStaff(house.store, 'suzuki')
    house.store.notify('desk')
    expect(await stream.take(1)).toEqual([])
    expect((await browser.events()).status).toBe(401)
  })
})
