import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { disableStaff } from '../../handoff/staff/change-account.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import { createCookieBrowser } from '../support/cookie-browser.ts'
import { databases } from './support/house.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
const password = 'a long enough password'
const script = fileURLToPath(new URL('../support/desk-child.ts', import.meta.url))

describe.each(await databases())('an account that is disabled, on %s', (name, createPlace) => {
  const cleanUp: (() => unknown)[] = []
  afterEach(async () => {
    for (const work of cleanUp.splice(0).reverse()) await work()
  })

  const startDesk = async (databaseUrl: string): Promise<string> => {
    const child: ChildProcess = spawn(process.execPath, [script, databaseUrl], { stdio: ['ignore', 'pipe', 'inherit'] })
    cleanUp.push(async () => {
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    })
    if (child.stdout === null) throw new Error('the child has no stdout')
    const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    return url
  }
  /** Logs in at one process and listens there. */
  const listen = async (url: string) => {
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
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('event: ready')
    const readToEnd = async () => {
      for (;;) if ((await reader?.read())?.done !== false) return performance.now()
    }
    return { ended: readToEnd(), me: async () => (await browser.request(`${url}/desk/api/me`)).status }
  }

  it('loses its sessions and its open streams in every process within five seconds', async () => {
    const place = await createPlace()
    cleanUp.push(() => place.remove())
    const ground = { clock: systemClock, identifiers: randomIdentifiers, logger: silentLogger }
    const store = await openStore({ url: place.url, ...ground })
    cleanUp.push(() => store.close())
    await addStaff(store, randomIdentifiers, { login: 'sato', name: '佐藤', role: 'responder', password })
    const listeners = [await listen(await startDesk(place.url)), await listen(await startDesk(place.url))]
    for (const { me } of listeners) expect(await me()).toBe(200)

    // A third process does it: no hint reaches the two.
    await disableStaff(store, 'sato')
    const disabled = performance.now()
    for (const { me } of listeners) expect(await me()).toBe(401)
    for (const { ended } of listeners) {
      const milliseconds = Math.round((await ended) - disabled)
      console.log(`${name}: a stream of another process ended ${milliseconds} ms after the account was disabled`)
      expect(milliseconds).toBeLessThan(5_000)
    }
  })
})
