// What users saw of calls taken from Jグランツ: one without a known end answered before the record that knows the scheme,
// figures stood without the name of their scheme, and a call that cannot be applied for stood in a list.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Consultant } from '../../bot/consultant.ts'
import { openLibrary } from '../../knowledge/open-library.ts'
import type { RecordDraft } from '../../knowledge/record/schema.ts'
import { writeRecord } from '../../knowledge/record/write-record.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { consultantOver, corpusDirectory, talk } from '../support/consultant.ts'

type Deadline = NonNullable<RecordDraft['deadline']>
const dated = (opens: string, closes: string): Deadline => ({
  text: '受付の日時は登録のとおりです。',
  policy: 'dated',
  calls: [{ name: '公募', opens, closes }],
})
const call = (id: string, name: string, deadline: Deadline, aliases: string[] = []) => {
  const closes = deadline.calls?.[0]?.closes
  const record: RecordDraft = {
    id,
    name,
    shortName: name.slice(0, 20),
    aliases,
    kind: 'live-call',
    level: 'Jグランツ掲載',
    areas: ['全国'],
    ...(closes ? { effective: { until: closes } } : {}),
    purposes: ['設備'],
    what: {
      text: `「${aliases[0] ?? name}」は、国の補助金の電子申請システム「Jグランツ（jGrants）」に掲載されている公募です。`,
    },
    amount: { text: 'Jグランツに登録されている補助の上限額は123万円です。', caps: [{ yen: 1_230_000 }] },
    deadline,
    contact: { name: 'Jグランツの案内のページ', url: 'https://www.jgrants-portal.go.jp/subsidy/x' },
    sources: [
      { title: `Jグランツ（jGrants）からの出典: ${name}`, url: 'https://www.jgrants-portal.go.jp/x', kind: 'official' },
    ],
    confidence: 'medium-high',
    checkedOn: '2026-11-20',
  }
  return { id, content: writeRecord(record) }
}

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-calls-'))
const openedTwice = 'TOKYO戦略的イノベーション促進事業'
let consultant: Consultant
beforeAll(async () => {
  const published = [
    call('call-undated', `令和7年度${openedTwice}`, { text: '終わりは分かりません。', policy: 'unknown' }),
    call('call-next', openedTwice, dated('2027-01-10T09:00+09:00', '2027-02-10T17:00+09:00')),
    call('call-open', '月面工場の機械導入補助金', dated('2026-11-01T00:00+09:00', '2026-12-05T17:00+09:00')),
    call('call-before', '月面農場の機械導入補助金', dated('2026-12-01T00:00+09:00', '2026-12-20T17:00+09:00')),
    call('call-endless', '月面倉庫の機械導入補助金', { text: '終わりは分かりません。', policy: 'unknown' }),
  ]
  const parts = [
    call('call-kanto', '海底工場の設備補助金（関東・甲信越地方）', dated('2026-10-01', '2026-10-31'), [
      '海底工場の設備補助金',
    ]),
    call('call-kinki', '海底工場の設備補助金（近畿地方）', dated('2026-12-01', '2026-12-25'), ['海底工場の設備補助金']),
  ]
  published.push(...parts)
  const options = { corpusDirectory, dataDirectory: directory, logger: silentLogger, published }
  consultant = consultantOver(await openLibrary(options))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const at = (moment: string) => Date.parse(moment)
const cited = async (turns: string[], moment: string) =>
  (await talk(consultant, turns, at(moment))).reply.citations.map(({ id }) => id)

describe('a call of the name of a scheme that the window knows', () => {
  const question = `${openedTwice}の上限は？`

  it('stands behind what is known of the scheme while nobody can apply by it', async () => {
    expect((await cited([question], '2026-11-23T10:00:00+09:00'))[0]).toBe('tokyo-senryaku-r7')
  })

  it('stands before it while it is open, and is not told any more when it has closed', async () => {
    expect((await cited([question], '2027-01-20T10:00:00+09:00'))[0]).toBe('call-next')
    expect(await cited([question], '2027-02-10T17:01:00+09:00')).not.toContain('call-next')
  })
})

describe('a call', () => {
  it('is told by its name, with its state and where that stands', async () => {
    const open = await talk(consultant, ['月面工場の機械導入補助金の上限は？'], at('2026-11-23T10:00:00+09:00'))
    expect(open.reply.text).toMatch(/^「月面工場の機械導入補助金」/)
    expect(open.reply.text).toContain('123万円')
    expect(open.reply.text).toContain('受付期間内です')
    expect(open.reply.citations[0]?.title).toContain('Jグランツ（jGrants）からの出典')
    const closed = await talk(consultant, ['月面工場の機械導入補助金の上限は？'], at('2026-12-06T10:00:00+09:00'))
    expect(closed.reply.text).toContain('受付は終了しています')
    expect(closed.reply.text).not.toContain('受付期間内です')
  })

  it('of several areas is told for each, the one that has closed too', async () => {
    const { reply } = await talk(consultant, ['海底工場の設備補助金の締切は？'], at('2026-11-10T10:00:00+09:00'))
    expect(reply.citations.map(({ id }) => id).sort()).toEqual(['call-kanto', 'call-kinki'])
    expect(reply.text).toContain('受付は終了しています（締切は2026年10月31日）')
    expect(reply.text).toContain('まだ始まっていません')
    expect(reply.text).not.toContain('掲載されている公募です')
  })

  it('says no sentence about its being listed for a word that only its name holds', async () => {
    const { reply } = await talk(consultant, ['月面工場の機械導入補助金の締切は？'], at('2026-11-23T10:00:00+09:00'))
    expect(reply.text).not.toContain('掲載されている公募です')
  })

  it.each([
    '月面の工場や農場や倉庫に機械を導入したい。使える補助金は？',
    '板橋区です。月面の機械を導入したい。使える補助金は？',
  ])('stands in a list only while it is open: %s', async (question) => {
    const ids = await cited([question], '2026-11-23T10:00:00+09:00')
    expect(ids).toContain('call-open')
    expect(ids).not.toContain('call-before')
    expect(ids).not.toContain('call-endless')
  })

  it('leaves a list that is gone through again after its end', async () => {
    let state: Awaited<ReturnType<Consultant['turn']>>['state'] | undefined
    const question = '板橋区です。月面の機械を導入したい。使える補助金は？'
    const first = await consultant.turn({ text: question, now: at('2026-12-05T16:00:00+09:00'), state })
    expect(first.reply.citations.map(({ id }) => id)).toContain('call-open')
    state = first.state
    const again = await consultant.turn({ text: '製造業です', now: at('2026-12-05T18:00:00+09:00'), state })
    expect(again.reply.citations.map(({ id }) => id)).not.toContain('call-open')
  })
})
