// A model's fluent sentence said what a scheme pays, and left out for whom, until when or on what condition.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { droppedConditions } from '../../bot/ledger/conditions.ts'
import { recordEvidence, recordSpans } from '../../bot/ledger/record-evidence.ts'
import { verifyTold } from '../../bot/ledger/verify-told.ts'
import type { Library } from '../../knowledge/library.ts'
import { openRealLibrary } from '../support/consultant.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-conditions-'))
let library: Library
beforeAll(async () => {
  library = await openRealLibrary(directory)
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const isSupported = (text: string, ...recordIds: string[]) => verifyTold({ text, recordIds }, library).supported

/** One record of our own, so that the sentences stand here to be read. */
const withSentence = (sentence: string): Library => {
  const [first] = library.records.values()
  if (!first) throw new Error('no record')
  const record = { ...first, id: 'own', what: { text: sentence }, who: undefined, caution: undefined, body: '' }
  return { ...library, findNames: library.findNames, records: new Map([['own', record]]) } as Library
}
const passes = (source: string, told: string): boolean =>
  verifyTold({ text: told, recordIds: ['own'] }, withSentence(source)).supported

describe('a retelling that drops what bounds its source', () => {
  it.each([
    ['区内に本社を置く中小企業に限り、展示会の小間料を助成します。', '展示会の小間料を助成します。'],
    ['対象は区内の中小企業に限ります。', '対象は区内の中小企業です。'],
    ['原則として、申請書は窓口に持参します。', '申請書は窓口に持参します。'],
    ['外部の専門家に頼んだ場合に限り、謝金を助成します。', '専門家の謝金を助成します。'],
    ['機器の購入費を助成します。ただし、中古の機器は認められません。', '機器の購入費を助成します。'],
    ['交付決定の前に、見積書を添えて公社へ相談します。', '見積書を添えて公社へ相談します。'],
    ['振込手数料を除き、展示会の出展料を助成します。', '展示会の出展料を助成します。'],
    ['取引先の同意を条件に、試作品の貸出しを行います。', '試作品の貸出しを行います。'],
    ['製品の写真のみ、電子メールで受け取ります。', '製品の写真を電子メールで受け取ります。'],
    ['講習は、区内で働く人だけが無料で受けます。', '講習は、区内で働く人が受けます。'],
    ['窓口での面談は、事前の予約が必要です。', '窓口での面談は、予約をします。'],
  ])('%s → %s', (source, told) => {
    expect(passes(source, source)).toBe(true)
    expect(passes(source, told)).toBe(false)
  })
  it('is caught wherever a part that leads a sentence of the corpus is cut off', () => {
    const leads =
      /^(.*?(?:場合(?:は|に|には|のみ|だけ|に限り)?|とき(?:は|に)?|原則として|ただし|事前に|条件に|までに|前に|を除き|以外は))、(.{8,})$/
    let [all, caught] = [0, 0]
    for (const record of library.records.values()) {
      const sentences = recordEvidence(record).flatMap((text) => text.match(/[^。\n]+。/g) ?? [])
      for (const sentence of sentences) {
        const rest = leads.exec(sentence)?.[2]
        if (rest === undefined) continue
        all += 1
        if (!isSupported(rest, record.id)) caught += 1
      }
    }
    expect(all).toBeGreaterThan(60)
    expect(caught / all).toBeGreaterThanOrEqual(0.9)
  })
})

describe('a retelling that carries it', () => {
  it.each([
    [
      '区内に本社を置く中小企業に限り、展示会の小間料を助成します。',
      '展示会の小間料の助成は、区内に本社を置く中小企業だけです。',
    ],
    ['外部の専門家に頼んだ場合に限り、謝金を助成します。', '外部の専門家に頼んだ場合に限り、謝金の助成をします。'],
    ['会員の場合は、相談室を借りられます。窓口は2階です。', '会員は相談室を借りられます。'],
    ['原則として、申請書は窓口に持参します。', '申請書は、原則、窓口に持参します。'],
    ['交付決定の前に、見積書を添えて公社へ相談します。', '見積書を添え、交付決定の前に公社へ相談します。'],
    ['申請は窓口で行い、結果は文書で知らせます。', '結果は文書で知らせます。'],
  ])('passes: %s → %s', (source, told) => {
    expect(passes(source, told)).toBe(true)
  })
  it('is held against none of the sentences of the corpus that are told with another ending', () => {
    let [all, dropped] = [0, 0]
    for (const record of library.records.values()) {
      for (const text of recordEvidence(record).flatMap((words) => words.match(/[^。\n]+。/g) ?? [])) {
        const told = text.replace(/です。$/, 'となっています。').replace(/ます。$/, 'るということです。')
        if (told === text) continue
        all += 1
        if (droppedConditions(told, recordSpans(record)).length > 0) dropped += 1
      }
    }
    expect(all).toBeGreaterThan(1000)
    expect(dropped / all).toBeLessThan(0.005)
  })
})
