import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { databases } from '../handoff/support/house.ts'
import { createCookieBrowser } from '../support/cookie-browser.ts'
import { type RunningHouse, runMadoguchi, startMadoguchi } from '../support/madoguchi-process.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
const password = 'a long enough password'

describe.each(await databases())('an account that is disabled, on %s', (_, createPlace) => {
  const cleanUp: (() => unknown)[] = []
  afterEach(async () => {
    for (const work of cleanUp.splice(0).reverse()) await work()
  })

  it('loses its sessions and its open streams in every process within five seconds', async () => {
    const place = await createPlace()
    const directory = await mkdtemp(join(tmpdir(), 'madoguchi-disabled-'))
    cleanUp.push(
      () => rmSync(directory, { recursive: true, force: true }),
      () => place.remove(),
    )
    const settings = { DATA_DIR: directory, DATABASE_URL: place.url }
    const add = ['staff', 'add', '--login', 'sato', '--name', '佐藤', '--role', 'responder', '--password-stdin']
    expect((await runMadoguchi(add, settings, `${password}\n`)).code).toBe(0)
    const houses: RunningHouse[] = []
    for (let count = 0; count < 2; count += 1) {
      const house = await startMadoguchi(settings)
      houses.push(house)
      cleanUp.push(() => house.kill())
    }

    const streams = await Promise.all(
      houses.map(async ({ url }) => {
        const browser = createCookieBrowser()
        const login = await browser.request(`${url}/desk/api/login`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ login: 'sato', password }),
        })
        expect(login.status).toBe(200)
        const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? ''
        const stream = await fetch(`${url}/desk/api/events`, { headers: { cookie } })
        const reader = stream.body?.getReader()
        await reader?.read()
        const ended = (async () => {
          while (!(await reader?.read())?.done);
          return performance.now()
        })()
        return { ended, me: () => browser.request(`${url}/desk/api/me`).then((answer) => answer.status) }
      }),
    )
    for (const { me } of streams) expect(await me()).toBe(200)

    // Another process altogether does it.
    expect((await runMadoguchi(['staff', 'disable', '--login', 'sato'], settings)).code).toBe(0)
    const disabled = performance.now()
    for (const { me } of streams) expect(await me()).toBe(401)
    for (const { ended } of streams) {
      const milliseconds = (await ended) - disabled
      console.log(`a stream ended ${Math.round(milliseconds)} ms after the account was disabled`)
      expect(milliseconds).toBeLessThan(5_000)
    }
    expect((await runMadoguchi(['audit', 'list', '--action', 'staff.disabled'], settings)).out).toContain('staff:sato')
  })
})
