import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runMadoguchi } from '../../support/madoguchi-process.ts'
import { startTestSite, type TestSite } from '../../support/test-site.ts'
import { wardPage } from '../../support/test-site-pages.ts'

let site: TestSite
let folder: string
let file: string
const settings = () => ({ DATA_DIR: join(folder, 'data') })
const run = (...arguments_: string[]) => runMadoguchi(arguments_, settings())
const ingest = (...arguments_: string[]) => run('ingest', ...arguments_)

const page = (limit: string) =>
  site.pages.set('/a.html', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: wardPage(
      'ときわ台設備導入補助',
      `<h2>補助の上限</h2><p>ときわ台設備導入補助の上限は${limit}です。</p><p>区内の中小企業が対象です。</p>`,
    ),
  })

beforeAll(async () => {
  site = await startTestSite()
  page('200万円')
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-ingest-'))
  file = join(folder, 'ingest.yaml')
  const source = { id: 'ward', kind: 'pages', urls: [`${site.url}/a.html`], allowPrivate: [site.host] }
  const about = { level: '区', areas: ['板橋区'], operator: '板橋区' }
  await writeFile(file, JSON.stringify({ sources: [{ ...source, ...about }] }))
})
afterAll(async () => {
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

const question = 'ときわ台設備導入補助の上限は？'
const idOf = (list: string) => list.split('\t')[0] ?? ''

describe('madoguchi ingest', { timeout: 60_000 }, () => {
  it('a question makes no database', async () => {
    expect((await run('ask', question)).out).not.toContain('200万円')
    expect(existsSync(join(folder, 'data', 'madoguchi.sqlite'))).toBe(false)
  })

  it('reads, proposes and publishes nothing', async () => {
    const { code, out, error } = await ingest('--sources', file)
    expect(out).toContain('[ward] 提案: 新規 1、変更 0、終了 0')
    expect(error).toContain('1/1')
    expect(code).toBe(0)
    expect((await run('ask', '--json', question)).out).not.toContain('"ward-')
  })

  it('lists, shows, approves; then the bot knows it, with its source', async () => {
    const { out: list } = await ingest('list')
    expect(list).toMatch(/^\w{12}\t判断待ち\t新規\tward\tward-\w+\tときわ台設備導入補助\n$/)
    const shown = await ingest('show', idOf(list))
    expect(shown.out).toContain('上限は200万円です。')
    const { code, out, error } = await ingest('approve', idOf(list), '--by', '山田')
    expect(out).toContain('承認しました')
    // What the user saw: "restart the window", although one that runs takes the record up by itself.
    expect(error).toContain('起動し直す必要はありません')
    expect(code).toBe(0)
    const { proposals } = JSON.parse((await ingest('list', '--all', '--json')).out) as {
      proposals: { status: string; decided_by: string }[]
    }
    expect(proposals).toMatchObject([{ status: 'approved', decided_by: '山田' }])
    expect((await run('ask', '--json', question)).out).toContain(`${site.url}/a.html`)
    expect((await run('doctor')).code).toBe(0)
  })

  it('shows a change with the old beside the new and its figures marked', async () => {
    page('300万円')
    expect((await ingest('--sources', file)).out).toContain('変更 1')
    const id = idOf((await ingest('list')).out)
    const { out } = await ingest('show', id)
    expect(out).toContain('- ときわ台設備導入補助の上限は200万円です。')
    expect(out).toContain('+ ときわ台設備導入補助の上限は300万円です。')
    expect(out).toContain('★ 金額: 200万円 → 300万円')
    expect((await ingest('approve', '--source', 'ward')).out).toContain(id)
  })

  it('withdraws, and says what it cannot do', async () => {
    const all = JSON.parse((await ingest('list', '--all', '--json')).out) as { proposals: { record_id: string }[] }
    const recordId = all.proposals[0]?.record_id ?? ''
    expect((await ingest('withdraw', recordId)).out).toContain('取り消しました')
    expect((await ingest('withdraw', recordId)).code).toBe(1)
    expect((await ingest('approve', 'nothing')).code).toBe(1)
    expect((await ingest('approve')).code).toBe(2)
    expect((await ingest('reject', 'nothing')).code).toBe(2)
    expect((await ingest('--sources', join(folder, 'none.yaml'))).code).toBe(2)
    expect((await ingest('--sources', file, '--only', 'other')).code).toBe(2)
    expect((await ingest('approve', 'nothing', '--recheck')).code).toBe(2)
    expect(await ingest('approve', '--recheck')).toMatchObject({ code: 0, out: expect.stringContaining('0 件') })
  })

  it('names each fault of the sources file', async () => {
    const wrong = join(folder, 'wrong.yaml')
    await writeFile(wrong, 'sources:\n  - id: X\n    kind: site\n    start: ftp://example\n    areas: []\n')
    const { code, error } = await ingest('--sources', wrong)
    expect(code).toBe(2)
    expect(error).toMatch(/2行目 sources\.0\.id: /)
    expect(error).toMatch(/4行目 sources\.0\.start: /)
    expect(error).toMatch(/5行目 sources\.0\.areas: /)
    await writeFile(wrong, 'sources:\n  - id: a\n  kind: [\n')
    expect((await ingest('--sources', wrong)).error).toMatch(/wrong\.yaml:\d+: YAML として読めません/)
  })
})
