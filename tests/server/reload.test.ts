import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { startEmbeddingServer } from '../support/embedding-server.ts'
import { eventually } from '../support/eventually.ts'
import { runMadoguchi, startMadoguchi } from '../support/madoguchi-process.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-reload-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

it('SIGHUP has the records read again while the doors stay open', async () => {
  const house = await startMadoguchi({ DATA_DIR: join(directory, 'serve'), LOG_LEVEL: 'info' })
  house.hangUp()
  await eventually(() => house.output().error.includes('the library was reloaded'))
  expect((await fetch(`${house.url}/readyz`)).status).toBe(200)
  expect(await house.stop()).toBe(0)
})

it('`index` fetches the vectors of a configured server and shows how far it is; a server that fails is told plainly', async () => {
  const server = await startEmbeddingServer('test-key')
  const settings = {
    DATA_DIR: join(directory, 'index'),
    EMBEDDING_MODEL: 'stand-in',
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: server.baseUrl,
  }
  try {
    server.faults.push('none', 'none', { status: 401 })
    const failed = await runMadoguchi(['index'], settings)
    expect(failed.code).toBe(1)
    expect(failed.error).toContain('もう一度')
    const calls = server.calls.length
    const { code, out, error } = await runMadoguchi(['index'], settings)
    expect(code).toBe(0)
    expect(out).toContain('索引を用意しました')
    expect(error).toMatch(/埋め込みの取得 \d+\/\d+ 件/)
    expect(server.calls.length).toBeGreaterThan(calls)
    const answered = await runMadoguchi(['ask', '特許の審査請求料は安くなりますか'], settings)
    expect(answered.code).toBe(0)
    expect(server.calls.at(-1)).toEqual(['特許の審査請求料は安くなりますか'])
  } finally {
    await server.close()
  }
})
