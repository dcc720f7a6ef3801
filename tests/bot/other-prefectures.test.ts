// What the user saw: 「今申し込める補助金は？」 at a window in Tokyo began with calls of 大阪府 and 和歌山県, taken in from Jグランツ.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Consultant } from '../../bot/consultant.ts'
import { openLibrary } from '../../knowledge/open-library.ts'
import { writeRecord } from '../../knowledge/record/write-record.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { consultantOver, corpusDirectory, talk } from '../support/consultant.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-prefectures-'))

const call = (id: string, areas: string[]) => ({
  id,
  content: writeRecord(
    {
      id,
      name: `${areas.at(-1)}機械購入補助金`,
      shortName: `${areas.at(-1)}機械購入`,
      kind: 'live-call',
      level: 'Jグランツ掲載',
      areas,
      purposes: ['設備投資'],
      what: { text: '設備の導入と機械の購入を支援する補助金です。' },
      deadline: {
        text: '受付は2026年11月25日17:00までです。',
        policy: 'dated',
        calls: [{ name: '公募', opens: '2026-11-01T00:00+09:00', closes: '2026-11-25T17:00+09:00' }],
      },
      contact: { name: '例示の窓口', url: 'https://example.jp/' },
      sources: [{ title: '例示の案内', url: 'https://example.jp/', kind: 'official' }],
      confidence: 'medium-high',
      checkedOn: '2026-11-20',
    },
    '',
  ),
})

let consultant: Consultant
beforeAll(async () => {
  const published = [
    call('call-osaka', ['近畿', '大阪府']),
    call('call-wakayama', ['和歌山県']),
    call('call-kanto', ['関東・甲信越', '埼玉県', '東京都']),
  ]
  const library = openLibrary({ corpusDirectory, dataDirectory: directory, logger: silentLogger, published })
  consultant = consultantOver(await library)
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const cited = async (question: string) => (await talk(consultant, [question])).reply.citations.map(({ id }) => id)

it.each(['今申し込める補助金は？', '締切が一番近い補助金は？', '設備の導入と機械の購入をしたい。何か使えますか'])(
  'calls of other prefectures are not offered to one who named no place: %s',
  async (question) => {
    const ids = await cited(question)
    expect(ids.length).toBeGreaterThan(1)
    expect(ids).not.toContain('call-osaka')
    expect(ids).not.toContain('call-wakayama')
  },
)

it('a call of another prefecture is not the one record that answers a plain question', async () => {
  expect((await cited('設備導入の機械購入に使える補助金を教えて'))[0]).not.toMatch(/osaka|wakayama/)
})

it('a call of a region that holds Tokyo is, and one of the place that was named', async () => {
  expect(await cited('今申し込める補助金は？')).toContain('call-kanto')
  expect(await cited('板橋区です。今申し込める補助金は？')).toContain('call-kanto')
  expect(await cited('大阪で今申し込める補助金は？')).toContain('call-osaka')
})
