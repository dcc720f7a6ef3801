import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runMadoguchi } from '../support/madoguchi-process.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-commands-'))
const settings = { DATA_DIR: join(directory, 'data') }
const now = ['--now', '2026-11-23T10:00:00+09:00']
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('ask', () => {
  it('prints an answer a program can read', async () => {
    const { code, out } = await runMadoguchi(['ask', '技術相談バウチャーはいくらまで？', '--json', ...now], settings)
    expect(code).toBe(0)
    const turn = JSON.parse(out)
    expect(turn).toMatchObject({ outcome: 'answered', reason: expect.any(String), suggestions: expect.any(Array) })
    expect(turn.text).toContain('20万円')
    expect(turn.citations[0]).toMatchObject({ id: expect.any(String), title: expect.any(String) })
  })
  it('prints an answer a person can read, with its sources', async () => {
    const { out } = await runMadoguchi(['ask', 'Go-Techの補助率は？', ...now], settings)
    expect(out).toContain('2/3')
    expect(out).toContain('出典:')
  })
  it('runs a file of conversations, names a bad line and keeps the rest', async () => {
    const file = join(directory, 'questions.jsonl')
    writeFileSync(
      file,
      '{"id":"a","turns":["品川区の会社です","共同研究の助成は？"]}\n{broken\n{"id":"b"}\n{"id":"c","turns":["こんにちは"]}\n',
    )
    const { code, out, error } = await runMadoguchi(['ask', '--batch', file, ...now], settings)
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.map(({ id }) => id)).toEqual(['a', 'c'])
    expect(rows[0].turns).toHaveLength(2)
    expect(error).toMatch(/questions\.jsonl:2: /)
    expect(error).toMatch(/questions\.jsonl:3: /)
    expect(code).toBe(1)
  })
  it.each([
    [['ask'], '質問か --batch'],
    [['ask', 'x', '--now', 'きのう'], '--now'],
    [['ask', '--batch', '/nonexistent.jsonl'], 'ファイルを開けません'],
    [['ask', ''], '質問が空'],
    [['open-sesame'], 'open-sesame'],
    [['retrieve', '--corpus', '/tmp', '--batch', '/nonexistent.jsonl'], 'ファイルを開けません'],
    [['staff', 'add', '--login', 'a', '--name', 'b', '--role', 'king', '--password-stdin'], 'king'],
  ])('misuse is told and ends with 2: %j', async (arguments_, words) => {
    const { code, error } = await runMadoguchi(arguments_, settings)
    expect(code).toBe(2)
    expect(error).toContain(words)
    expect(error).not.toMatch(/^\s+at /m)
  })
})

describe('staff', () => {
  it('adds, lists and disables; a short password is refused with the reason', async () => {
    const add = ['staff', 'add', '--login', 'sato', '--name', '佐藤', '--role', 'responder', '--password-stdin']
    const short = await runMadoguchi(add, settings, 'short\n')
    expect(short.code).toBe(1)
    expect(short.error).toContain('12')
    expect((await runMadoguchi(add, settings, 'a long enough password\n')).code).toBe(0)
    expect((await runMadoguchi(add, settings, 'a long enough password\n')).code).toBe(1)
    expect((await runMadoguchi(['staff', 'list'], settings)).out).toMatch(/sato\tresponder\t利用中\t佐藤/)
    expect((await runMadoguchi(['staff', 'disable', '--login', 'sato'], settings)).code).toBe(0)
    expect((await runMadoguchi(['staff', 'list'], settings)).out).toMatch(/sato\tresponder\t停止/)
    // A forgotten password: shut the account, then add it again.
    expect((await runMadoguchi(add, settings, 'another long password\n')).code).toBe(0)
    expect((await runMadoguchi(['staff', 'list'], settings)).out).toMatch(/sato\tresponder\t利用中/)
  })
})

describe('index, retrieve, doctor', () => {
  it('index says what it holds', async () => {
    const { code, out } = await runMadoguchi(['index'], settings)
    expect(code).toBe(0)
    expect(out).toMatch(/\d{3} 件/)
  })
  it('retrieve answers from a folder of its own and ends with one line of figures', async () => {
    const corpus = mkdtempSync(join(directory, 'corpus-'))
    writeFileSync(
      join(corpus, 'p.jsonl'),
      '{"id":"1","title":"梅雨","text":"梅雨は五月から七月の雨の多い時期。"}\n{"id":"2","text":"特許は発明を守る。"}\n',
    )
    const questions = join(directory, 'q.jsonl')
    writeFileSync(questions, '{"id":"q","text":"発明を守る権利は？"}\n')
    const { code, out, error } = await runMadoguchi(
      ['retrieve', '--corpus', corpus, '--batch', questions, '--top', '1'],
      settings,
    )
    expect(code).toBe(0)
    expect(JSON.parse(out.trim())).toMatchObject({ id: 'q', hits: [{ id: '2', score: expect.any(Number) }] })
    const figures = JSON.parse(error.trim().split('\n').at(-1) ?? '')
    expect(Object.keys(figures)).toEqual(['passages', 'buildMs', 'p50Ms', 'p95Ms', 'rssMb', 'indexBytes'])
  })
  it('doctor finds a fault with file and line', async () => {
    const corpus = mkdtempSync(join(directory, 'sick-'))
    writeFileSync(join(corpus, 'bad.md'), '---\nid: bad\nname: 悪い記録\nkind: grant\ncheckedOn: 2026-13-40\n---\n')
    const { code, out } = await runMadoguchi(['doctor', '--corpus', corpus, ...now], settings)
    expect(code).toBe(1)
    expect(out).toMatch(/bad\.md:5: 誤り/)
  })
  it('doctor --json tells the same to a program', async () => {
    const corpus = mkdtempSync(join(directory, 'sick-'))
    writeFileSync(join(corpus, 'bad.md'), '見出しだけ\n')
    const { code, out } = await runMadoguchi(['doctor', '--json', '--corpus', corpus, ...now], settings)
    expect(code).toBe(1)
    expect(JSON.parse(out).findings).toContainEqual({
      severity: 'error',
      file: 'bad.md',
      line: 1,
      message: expect.stringContaining('フロントマター'),
    })
  })
  it('the corpus of the house is healthy', async () => {
    const { code, out } = await runMadoguchi(['doctor', ...now], settings)
    expect(out).not.toContain('誤り')
    expect(code).toBe(0)
  })
})

describe('settings', () => {
  it('a half-set group stops the start and every fault is named', async () => {
    const { code, error } = await runMadoguchi(['serve'], { ...settings, LINE_CHANNEL_SECRET: 'x', PORT: '99999' })
    expect(code).toBe(2)
    expect(error).toContain('LINE_CHANNEL_ACCESS_TOKEN')
    expect(error).toContain('PORT')
  })
})

describe('chat', () => {
  it('answers what is typed, on the way every message takes', async () => {
    const { code, out } = await runMadoguchi(['chat'], settings, '持続化補助金の上限は？\n')
    expect(code).toBe(0)
    expect(out).toContain('AI案内')
    expect(out).toContain('50万円')
  })
})
