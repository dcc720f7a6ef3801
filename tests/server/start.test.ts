import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runMadoguchi, startMadoguchi } from '../support/madoguchi-process.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-start-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
const dataOf = (name: string) => ({ DATA_DIR: join(directory, name) })

describe('the house', () => {
  it('opens with no setting at all, prints the one-time set-up address, and closes in order', async () => {
    const house = await startMadoguchi(dataOf('fresh'))
    expect(house.setupUrl).toMatch(/\/desk\/setup#.{40,}/)
    expect((await fetch(`${house.url}/`)).status).toBe(200)
    expect((await fetch(`${house.url}/healthz`)).status).toBe(200)
    expect(await (await fetch(`${house.url}/metrics`)).text()).toContain('http_request_duration_seconds')
    expect((await fetch(`${house.url}/api/messages`, { method: 'POST' })).status).toBe(404)
    expect((await fetch(`${house.url}/line/webhook`, { method: 'POST' })).status).toBe(404)
    expect(await house.stop()).toBe(0)
    expect(house.output().error).not.toMatch(/^\s+at /m)
  })
  it('prints no set-up address once there is staff', async () => {
    const settings = dataOf('staffed')
    await runMadoguchi(
      ['staff', 'add', '--login', 'admin', '--name', '管理', '--role', 'admin', '--password-stdin'],
      settings,
      'a long enough password',
    )
    const house = await startMadoguchi(settings)
    expect(house.setupUrl).toBeUndefined()
    await house.stop()
  })
  it('a busy port is told plainly', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const { code, error } = await runMadoguchi(['serve'], { ...dataOf('busy'), PORT: String(port) })
    other.close()
    expect(code).toBe(1)
    expect(error).toContain(String(port))
    expect(error.split('\n')[0]).not.toMatch(/EADDRINUSE|Error:/)
  })
  it.each([
    [
      'a file that is no database',
      (path: string) => writeFileSync(path, 'not a database, but long enough to look like one'.repeat(50)),
      (path: string) => `sqlite:${path}`,
    ],
    ['a server that does not answer', () => {}, () => 'postgres://nobody@127.0.0.1:1/none'],
  ])('an unreadable database is told plainly: %s', async (_, prepare, url) => {
    const path = join(directory, 'broken.sqlite')
    prepare(path)
    const { code, error } = await runMadoguchi(['serve'], { ...dataOf('unreadable'), DATABASE_URL: url(path) })
    expect(code).toBe(1)
    expect(error.split('\n')[0]).toMatch(/[ぁ-ん]/)
  })
})
