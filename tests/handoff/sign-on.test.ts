import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpServer, type HttpServer } from '../../adapters/http/server.ts'
import { deskRoutes } from '../../handoff/desk/routes.ts'
import { addStaff, listStaff } from '../../handoff/staff/accounts.ts'
import { changeStaff, disableStaff, linkSubject } from '../../handoff/staff/change-account.ts'
import { createIdentityProvider } from '../../handoff/staff/identity-provider.ts'
import { listAudit } from '../../storage/audit.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { type CookieBrowser, createCookieBrowser, signOnAtProvider } from '../support/cookie-browser.ts'
import { client, startIdentityProvider, type TestIdentityProvider } from '../support/identity-provider.ts'
import { databases, type House, openHouse } from './support/house.ts'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const suzuki = 'suzuki-at-the-city'
const people = {
  [suzuki]: { email: 'Suzuki@city.example.jp', email_verified: true },
  stranger: { email: 'stranger@city.example.jp', email_verified: true },
  unverified: { email: 'suzuki@city.example.jp', email_verified: false },
  impostor: { email: 'suzuki@city.example.jp', email_verified: true },
  nameless: {},
}

describe.each(await databases())('single sign-on with a real OpenID provider, on %s', (_, createPlace) => {
  let house: House
  let server: HttpServer
  let provider: TestIdentityProvider
  let origin: string
  let back: string
  beforeEach(async () => {
    house = await openHouse(createPlace)
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    back = `${origin}/desk/sign-on/back`
    provider = await startIdentityProvider(back, people)
    const signOn = createIdentityProvider({
      issuer: provider.issuer,
      clientId: client.id,
      clientSecret: client.secret,
      publicUrl: origin,
    })
    const { store, clock } = house
    const parts = { store, clock, identifiers: randomIdentifiers, logger: silentLogger, publicUrl: origin, signOn }
    server = createHttpServer({ routes: await deskRoutes(parts), upgrades: [], logger: silentLogger })
    await server.listen(port, '127.0.0.1')
    await addStaff(store, randomIdentifiers, {
      login: 'suzuki',
      name: '鈴木',
      role: 'responder',
      signOnEmail: 'suzuki@city.example.jp',
    })
  })
  afterEach(async () => {
    await server.stop()
    await provider.stop()
    await house.close()
  })

  /** The way to the provider and back, up to the address that brings the code. */
  const walk = async (browser: CookieBrowser, subject: string, more = '') => {
    const start = await browser.request(`${origin}/desk/sign-on${more}`)
    return signOnAtProvider(browser, browser.leadsTo(start, origin), subject, back)
  }
  /** What became of it: the page of the desk that the browser is led to. */
  const arrive = async (browser: CookieBrowser, way: URL): Promise<string> => {
    const response = await browser.request(way)
    expect(response.status).toBe(303)
    return response.headers.get('location') ?? ''
  }
  const signOn = async (subject: string, browser = createCookieBrowser()) => ({
    browser,
    arrived: await arrive(browser, await walk(browser, subject)),
  })
  const me = async (browser: CookieBrowser) => {
    const response = await browser.request(`${origin}/desk/api/me`)
    return response.status === 200 ? ((await response.json()) as { login: string; method: string }) : response.status
  }
  const refusals = async () =>
    (await listAudit(house.store.database, { action: 'session.refused' }, { limit: 10 })).map(({ reason }) => reason)

  it('brings in a member of staff whom an administrator awaits, and knows them by subject from then on', async () => {
    const { browser, arrived } = await signOn(suzuki)
    expect(arrived).toBe('/desk')
    expect(await me(browser)).toMatchObject({ login: 'suzuki', method: 'single-sign-on' })
    const linked = (await listAudit(house.store.database, { action: 'staff.linked' }, { limit: 5 }))[0]
    expect(linked).toMatchObject({ actor: 'suzuki', reason: 'first-sign-on' })
    // The address is not looked at any more: the subject is the key.
    people[suzuki] = { email: 'married@city.example.jp', email_verified: true }
    expect((await signOn(suzuki)).arrived).toBe('/desk')
    people[suzuki] = { email: 'Suzuki@city.example.jp', email_verified: true }
    expect((await signOn('impostor')).arrived).toBe('/desk?sign-on=unknown')
    const entrance = await browser.request(`${origin}/desk/api/entrance`)
    expect(await entrance.json()).toEqual({ singleSignOn: true })
  })

  it('lets nobody in who is not awaited, and nobody by an address that is not verified', async () => {
    for (const subject of ['stranger', 'unverified', 'nameless']) {
      const { browser, arrived } = await signOn(subject)
      expect([subject, arrived]).toEqual([subject, '/desk?sign-on=unknown'])
      expect(await me(browser)).toBe(401)
    }
    expect(await refusals()).toEqual(['unknown', 'unknown', 'unknown'])
    expect((await listStaff(house.store.database)).filter((staff) => staff.signOnLinked)).toEqual([])
  })

  it('lets in whom an administrator linked by issuer and subject, without any address', async () => {
    await changeStaff(house.store, 'suzuki', { signOnEmail: '' })
    await linkSubject(house.store, 'suzuki', { issuer: provider.issuer, subject: 'nameless' })
    expect((await signOn('nameless')).arrived).toBe('/desk')
    await linkSubject(house.store, 'suzuki', { issuer: 'https://other.example', subject: 'nameless' })
    expect((await signOn('nameless')).arrived).toBe('/desk?sign-on=unknown')
  })

  it('refuses a disabled account', async () => {
    await signOn(suzuki)
    await disableStaff(house.store, 'suzuki')
    expect((await signOn(suzuki)).arrived).toBe('/desk?sign-on=disabled')
  })

  it('refuses a wrong state, another browser, and what comes too late or twice', async () => {
    const browser = createCookieBrowser()
    const way = await walk(browser, suzuki)
    const wrongState = new URL(way)
    wrongState.searchParams.set('state', 'x'.repeat(43))
    expect(await arrive(browser, wrongState)).toBe('/desk?sign-on=expired')

    const second = createCookieBrowser()
    const stolen = await walk(second, suzuki)
    expect(await arrive(createCookieBrowser(), stolen)).toBe('/desk?sign-on=expired')
    // The attempt used the state up: the thief's failure is the owner's too.
    expect(await arrive(second, stolen)).toBe('/desk?sign-on=expired')

    const third = createCookieBrowser()
    const late = await walk(third, suzuki)
    house.clock.advance(11 * 60_000)
    expect(await arrive(third, late)).toBe('/desk?sign-on=expired')
    expect(await me(third)).toBe(401)
  })

  it('refuses a code that is replayed, with the old state and with a new one', async () => {
    const browser = createCookieBrowser()
    const way = await walk(browser, suzuki)
    expect(await arrive(browser, way)).toBe('/desk')
    expect(await arrive(browser, way)).toBe('/desk?sign-on=expired')
    const other = createCookieBrowser()
    const start = await other.request(`${origin}/desk/sign-on`)
    const replayed = new URL(way)
    replayed.searchParams.set('state', other.leadsTo(start, origin).searchParams.get('state') ?? '')
    expect(await arrive(other, replayed)).toBe('/desk?sign-on=failed')
    expect(await me(other)).toBe(401)
  })

  it('refuses an ID token for another sign-on: a wrong nonce', async () => {
    const browser = createCookieBrowser()
    const address = browser.leadsTo(await browser.request(`${origin}/desk/sign-on`), origin)
    expect(address.searchParams.get('nonce')).toHaveLength(43)
    address.searchParams.set('nonce', 'that of somebody else')
    expect(await arrive(browser, await signOnAtProvider(browser, address, suzuki, back))).toBe('/desk?sign-on=failed')
    expect(await me(browser)).toBe(401)
  })

  it('refuses an ID token for another client, of another issuer, out of date, or signed by a stranger', async () => {
    const now = Math.floor(Date.now() / 1_000)
    for (const change of [
      { aud: 'another-client' },
      { iss: 'https://other.example' },
      { exp: now - 600, iat: now - 900 },
      { nonce: undefined },
    ]) {
      provider.alterClaims((claims) => ({ ...claims, ...change }))
      const { arrived } = await signOn(suzuki)
      expect([change, arrived]).toEqual([change, '/desk?sign-on=failed'])
    }
    provider.alterClaims(undefined)
    provider.signAsStranger(true)
    expect((await signOn(suzuki)).arrived).toBe('/desk?sign-on=failed')
    provider.signAsStranger(false)
    expect((await signOn(suzuki)).arrived).toBe('/desk')
  })

  it('asks for code and PKCE, and leads back to the public address exactly', async () => {
    const browser = createCookieBrowser()
    const address = browser.leadsTo(await browser.request(`${origin}/desk/sign-on`), origin)
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: back,
      code_challenge_method: 'S256',
      scope: 'openid email profile',
    })
    address.searchParams.set('redirect_uri', `${origin}/desk/elsewhere`)
    const refused = await browser.request(address)
    expect(refused.status).toBe(400)
  })

  it('tells who goes back at the provider, and who comes while it is down', async () => {
    const browser = createCookieBrowser()
    const address = browser.leadsTo(await browser.request(`${origin}/desk/sign-on`), origin)
    const state = address.searchParams.get('state') ?? ''
    expect(await arrive(browser, new URL(`${back}?error=access_denied&state=${state}`))).toBe('/desk?sign-on=declined')
    await server.stop()
    const signOnElsewhere = createIdentityProvider({
      issuer: 'http://127.0.0.1:9',
      clientId: client.id,
      clientSecret: client.secret,
      publicUrl: origin,
    })
    const { store, clock } = house
    const parts = { store, clock, identifiers: randomIdentifiers, logger: silentLogger, publicUrl: origin }
    const routes = await deskRoutes({ ...parts, signOn: signOnElsewhere })
    server = createHttpServer({ routes, upgrades: [], logger: silentLogger })
    origin = `http://127.0.0.1:${(await server.listen(0, '127.0.0.1')).port}`
    expect(await arrive(createCookieBrowser(), new URL(`${origin}/desk/sign-on`))).toBe('/desk?sign-on=failed')
  })

  it('proves anew who somebody is: the password typed again, the same person, a new session', async () => {
    const { browser } = await signOn(suzuki)
    const csrf = ((await me(browser)) as unknown as { csrf: string }).csrf
    house.clock.advance(15 * 60_000)
    const begin = () =>
      browser.request(`${origin}/desk/api/account/second-factor/begin`, {
        method: 'POST',
        headers: { 'x-csrf-token': csrf, 'content-type': 'application/json' },
        body: '{}',
      })
    const refused = await begin()
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ error: { proveAgain: 'single-sign-on' } })

    // The provider would let them pass by their session there; it is told to ask again.
    const way = await walk(browser, suzuki, '?again&to=/desk/account')
    expect(await arrive(browser, way)).toBe('/desk/account')
    expect((await begin()).status).toBe(200)

    await addStaff(house.store, randomIdentifiers, {
      login: 'other',
      name: '別人',
      role: 'responder',
      signOnEmail: 'stranger@city.example.jp',
    })
    house.clock.advance(15 * 60_000)
    browser.forget('localhost')
    expect(await arrive(browser, await walk(browser, 'stranger', '?again'))).toBe('/desk?sign-on=other-person')
    expect((await begin()).status).toBe(403)
    expect(await arrive(createCookieBrowser(), new URL(`${origin}/desk/sign-on?again`))).toBe('/desk?sign-on=expired')
  })

  it('ends the session that the browser had before, though a Strict cookie does not come with the way back', async () => {
    const { browser } = await signOn(suzuki)
    const holding = (token: string | undefined) =>
      fetch(`${origin}/desk/api/me`, { headers: { cookie: `madoguchi_session=${token}` } })
    const way = await walk(browser, suzuki)
    const former = browser.takeCookie('127.0.0.1', 'madoguchi_session')
    expect((await holding(former)).status).toBe(200)
    expect(await arrive(browser, way)).toBe('/desk')
    expect((await holding(former)).status).toBe(401)
    expect(await me(browser)).toMatchObject({ login: 'suzuki' })
    const closed = await listAudit(house.store.database, { action: 'session.closed' }, { limit: 5 })
    expect(closed).toMatchObject([{ actor: 'suzuki' }])
    // One that does not end in a session leaves the former one alone.
    browser.forget('localhost')
    const failing = await walk(browser, 'stranger')
    const standing = browser.takeCookie('127.0.0.1', 'madoguchi_session')
    expect(await arrive(browser, failing)).toBe('/desk?sign-on=unknown')
    expect((await holding(standing)).status).toBe(200)
  })

  it('leads nowhere but to pages of the desk', async () => {
    for (const to of ['https://evil.example/', '//evil.example', '/desk/../x', '/desk/account%0d%0ax']) {
      const browser = createCookieBrowser()
      expect(await arrive(browser, await walk(browser, suzuki, `?to=${encodeURIComponent(to)}`))).toBe('/desk')
    }
  })
})
