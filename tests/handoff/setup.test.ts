import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prepareFirstStaff } from '../../handoff/staff/setup.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import type { Store } from '../../storage/store.ts'
import { createMovableClock } from '../support/movable-clock.ts'
import { createDesk } from './support/desk-client.ts'

const person = { login: 'admin', name: '管理者', password: 'とても長い合言葉です2026' }
const clock = createMovableClock()

let store: Store
beforeEach(async () => {
  store = await openStore({ url: 'sqlite::memory:', clock, identifiers: randomIdentifiers, logger: silentLogger })
})
afterEach(() => store.close())

const house = () => ({ store, clock, identifiers: randomIdentifiers, logger: silentLogger })
const setupToken = async () => {
  const path = await prepareFirstStaff(house())
  expect(path).toMatch(/^\/desk\/setup#[\w-]{43}$/)
  return path?.split('#')[1] ?? ''
}

describe('the first start', () => {
  it('makes one administrator with the one-time address, once', async () => {
    const token = await setupToken()
    const desk = await createDesk(house())
    const browser = desk.browser()
    expect((await browser.post('setup', { ...person, token: 'wrong' })).status).toBe(403)
    expect((await browser.post('setup', { ...person, token, password: 'short' })).status).toBe(400)
    const both = await Promise.all([1, 2].map((n) => browser.post('setup', { ...person, login: `admin${n}`, token })))
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 403])
    expect((await browser.post('setup', { ...person, login: 'second', token })).status).toBe(403)
    expect(await prepareFirstStaff(house())).toBeUndefined()
    const login = both[0]?.status === 201 ? 'admin1' : 'admin2'
    expect((await browser.login(login)).body).toMatchObject({ role: 'admin' })
  })

  it('refuses an address older than a day or replaced by a newer one', async () => {
    const old = await setupToken()
    const newer = await setupToken()
    const desk = await createDesk(house())
    expect((await desk.browser().post('setup', { ...person, token: old })).status).toBe(403)
    clock.advance(24 * 3_600_000)
    expect((await desk.browser().post('setup', { ...person, token: newer })).status).toBe(403)
  })

  it('keeps only a hash of the token', async () => {
    const token = await setupToken()
    const facts = await store.database.selectFrom('facts').selectAll().execute()
    expect(JSON.stringify(facts)).not.toContain(token)
  })
})
