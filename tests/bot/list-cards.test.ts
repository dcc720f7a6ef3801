import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { say } from '../../bot/compose/say.ts'
import type { Consultant } from '../../bot/consultant.ts'
import { runSteps } from '../../bot/create-consultant.ts'
import { spansOfRecords } from '../../bot/ledger/record-evidence.ts'
import { checkFigures } from '../../bot/ledger/verify.ts'
import type { SchemeCard } from '../../bot/outcome.ts'
import { verify } from '../../bot/steps/verify.ts'
import type { Library } from '../../knowledge/library.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { checkedDay, consultantOver, openRealLibrary, talk } from '../support/consultant.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-cards-'))
let library: Library
let consultant: Consultant
beforeAll(async () => {
  library = await openRealLibrary(directory)
  consultant = consultantOver(library)
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const question = '板橋区で設備を入れたい。使える補助金は？'
const wordsOf = ({ rows }: SchemeCard): string => rows.map(({ value }) => value).join('\n')

/** Figures of the cards that no record holds and no calendar gives. */
function unfounded({ recordId, rows }: SchemeCard): string[] {
  const spans = spansOfRecords([recordId], library.records)
  const computed = rows.flatMap(({ value }) => value.match(/あと\d+日/g) ?? [])
  return rows.flatMap(({ label, value }) =>
    label === '条件' ? [] : checkFigures(value, { spans, computed }).unsupported,
  )
}

it('a list comes as cards too: in the order of its lines, numbered like them, with the words before and after', async () => {
  const { reply } = await talk(consultant, [question])
  const { before, cards = [], after } = reply.list ?? {}
  expect(cards.length).toBeGreaterThan(2)
  for (const { position, title, badge } of cards) {
    expect(reply.text).toMatch(new RegExp(`^${position}\\. .*`, 'm'))
    expect(title).not.toBe('')
    expect(badge).not.toBe('')
  }
  expect(reply.text.startsWith(before ?? '―')).toBe(true)
  expect(reply.text.endsWith(after ?? '―')).toBe(true)
  expect(after).not.toContain(`${cards[0]?.position}. `)
})

it('a card says until when, and what decides', async () => {
  const { reply } = await talk(consultant, [question], Date.parse('2026-11-26T10:00:00+09:00'))
  const open = reply.list?.cards.find(({ badgeTone }) => badgeTone === 'open')
  expect(open?.rows.find(({ label }) => label === '締切')?.value).toMatch(/2026年11月30日.*あと4日/)
  expect(open?.rows.map(({ label }) => label)).toEqual(expect.arrayContaining(['補助率', '対象', '前提']))
})

it('a company that has told its trade sees its conditions on each card', async () => {
  const { reply } = await talk(consultant, [question, '製造業です'])
  expect(reply.list?.cards.map(wordsOf).join('\n')).toMatch(/製造業.*○/)
})

it.each([[question], ['今申し込める補助金は？'], ['大学と共同研究したい'], ['港区で特許を取りたい。助成金は？']])(
  '%s: no figure on a card without its record',
  async (asked) => {
    const { reply } = await talk(consultant, [asked])
    const cards = [...(reply.list?.cards ?? []), ...(reply.card ? [reply.card] : [])]
    expect(cards.flatMap(unfounded)).toEqual([])
  },
)

it('a figure that its record does not hold leaves the card, and a card whose line was dropped goes with it', async () => {
  const dependencies = { library, operator: { name: '試験の窓口' }, logger: silentLogger }
  const context = await runSteps({ text: question, now: checkedDay, state: undefined }, dependencies)
  const { draft } = context
  const [first, second] = draft?.cards ?? []
  if (!draft || !first || !second) throw new Error('the question no longer makes a list')
  first.rows = [
    { label: '金額', item: say('上限987万円', first.recordId) },
    { label: '地域', item: say('板橋区', first.recordId) },
  ]
  draft.items = draft.items.map((item) =>
    item.cardOf === second.recordId ? { ...item, text: `${item.text}上限987万円です。` } : item,
  )
  verify(context)
  expect(draft.cards?.find(({ recordId }) => recordId === first.recordId)?.rows.map(({ label }) => label)).toEqual([
    '地域',
  ])
  expect(draft.cards?.some(({ recordId }) => recordId === second.recordId)).toBe(false)
})
