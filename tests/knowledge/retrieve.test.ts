import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { retrieve } from '../../knowledge/retrieve.ts'
import { fixtureCorpus } from './corpus-copy.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-passages-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function run(corpusDirectory: string, batch: string[], top = 3) {
  const read = (stream: PassThrough) =>
    String(stream.read() ?? '')
      .split('\n')
      .filter(Boolean)
  const output = new PassThrough({ highWaterMark: 1 << 24 })
  const notes = new PassThrough({ highWaterMark: 1 << 24 })
  const input = Readable.from([batch.join('\n')])
  const result = await retrieve({ corpusDirectory, batch: input, batchName: 'batch.jsonl', top, output, notes })
  const told = read(notes)
  return { result, hits: read(output).map((line) => JSON.parse(line)), told, statistics: JSON.parse(told.at(-1) ?? '') }
}

describe('madoguchi retrieve', () => {
  it('prints ids and scores a line, and its statistics at the end', async () => {
    await writeFile(
      join(folder, 'passages.jsonl'),
      [
        { id: 'a', title: '梅雨', text: '五月から七月に雨の多い期間のことです。' },
        { id: 'b', title: '台風', text: '熱帯の海で生まれる強い低気圧です。' },
        { id: 3, text: '雪は氷の結晶です。' },
      ]
        .map((passage) => JSON.stringify(passage))
        .join('\n'),
    )
    const { hits, statistics, told } = await run(
      folder,
      ['{"id":"q1","text":"梅雨の期間は？"}', '{"id":"q2","text":"雪の結晶"}'],
      2,
    )
    expect(hits.map(({ id, hits: found }) => [id, found[0].id])).toEqual([
      ['q1', 'a'],
      ['q2', '3'],
    ])
    expect(hits.every(({ hits: found }) => found.length <= 2 && typeof found[0].score === 'number')).toBe(true)
    expect(told).toHaveLength(1)
    expect(Object.keys(statistics)).toEqual(['passages', 'buildMs', 'p50Ms', 'p95Ms', 'rssMb', 'indexBytes'])
    expect(statistics.passages).toBe(3)
    expect(statistics.indexBytes).toBeGreaterThan(1000)
  })

  it('tells file and line of bad lines and answers the rest', async () => {
    await writeFile(
      join(folder, 'p.jsonl'),
      '{"id":"a","text":"補助金の話"}\n{"id":"b"\n{"id":"c"}\n{"id":"a","text":"また"}\n',
    )
    const { hits, told, result } = await run(folder, [
      '{"id":"q1","text":"補助金"}',
      '',
      'x',
      '{"id":"q2"}',
      '[]',
      '{"id":"q3","text":"話"}',
    ])
    expect(hits.map(({ id }) => id)).toEqual(['q1', 'q3'])
    expect(result.faults).toBe(6)
    const notes = told.join('\n')
    for (const at of ['p.jsonl:2:', 'p.jsonl:3:', 'batch.jsonl:3:', 'batch.jsonl:4:', 'batch.jsonl:5:'])
      expect(notes).toContain(at)
  })

  it('reads a folder of records by their ids, and any other Markdown by its path', async () => {
    const { hits } = await run(fixtureCorpus, ['{"id":"q","text":"特許料の減免"}'])
    expect(hits[0].hits[0].id).toBe('ip-genmen')
    await writeFile(join(folder, 'note.md'), '# 受付時間\n\n平日の9時から17時です。\n')
    expect((await run(folder, ['{"id":"q","text":"受付時間"}'])).hits[0].hits[0].id).toBe('note')
  })

  it('refuses a folder that is missing or empty', async () => {
    await expect(run(folder, [])).rejects.toMatchObject({ code: 'misuse' })
    await expect(run(join(folder, 'none'), [])).rejects.toMatchObject({ code: 'misuse' })
  })
})
