import type { Library } from '../../knowledge/library.ts'
import type { AnswerItem } from '../turn-context.ts'
import { namedKinds } from '../understand/named-kinds.ts'
import { droppedConditions } from './conditions.ts'
import type { Mark } from './marks.ts'
import { spansOfRecords } from './record-evidence.ts'
import { type Span, spansOf } from './spans.ts'
import { retellsOne, type Verdict, verifyItem } from './verify.ts'

/** Share of an item's words that its sources must hold; below it, it speaks of something else. */
const LEAST_COVERED = 0.5

/** Said by the program alone: addresses, marks of sources, the outlook of an application. */
const programAlone =
  /https?:|(?<![A-Z])[SC][A-Z2-9]{4}(?![A-Z0-9])|採択され(?:ます|る(?:見込み|可能性|はず|でしょう))|必ず(?:採択|もらえ|受け取れ|交付)/g
/** Words of a call beside words of time or state, whichever stands first: whether it is open is the program's to say. */
const call = '(?:受け?付け?|募集|公募|申請|申し込み?|応募|締め?切り?|第?\\d+回)'
const standing =
  '(?:まだ|いま|今も|もう|既に|すでに|現在|続[いくけ]|終[わえ了]|締め切ら|間に合|先です|受理|開[いか]|始ま|中です|中で(?:す|あ)|期間内|いつでも|ています)'
const tellsState = new RegExp(`${call}[^。]{0,20}${standing}|${standing}[^。]{0,20}${call}|(?:募集|受付|公募|申請)中`)

/** Promises that a model may not put in words of its own, beside a figure of which the sources hold several. */
const promises: ReadonlySet<Mark> = new Set<Mark>([
  'not-needed',
  'excluded',
  'required',
  'negated',
  'included',
  'possible',
  'only',
  'principle',
  'but',
  'before',
  'after',
  'free',
  'charged',
])
/** Words that turn the sense of a sentence and are no marks: order, exceptions, absolutes, with or without tax. */
const turns = /以外|いつでも|誰でも|すべて|全て|場合でも|先に|まず|その(?:あと|後)|あとで|後で|税込|税抜|税別/g
/** Bodies by the last part of their name; those of the corpus are known besides. */
const body = /[\p{Script=Han}ァ-ヶー]{2,}(?:会議所|公社|センター|機構|協会|連合会|局|庁|銀行|信用金庫|大学|財団)/gu

/**
 * Checks an item in a model's words. Beside what every item must hold (docs/decisions/0006): what promises, turns the
 * sense, or tells one of several values of a kind retells one sentence of its sources; the rest takes most of its words
 * from there, with the conditions that bound it; schemes and bodies that it names stand there; what a tool worked out is quoted; and it says nothing that is
 * the program's to say, above all not whether a call is open.
 */
export function verifyTold(item: AnswerItem, library: Library): Verdict {
  const { computed = [] } = item
  const spans = spansOfRecords(item.recordIds, library.records)
  const { checked, unsupported } = verifyItem(item.text, { spans, computed })
  const evidence = [...spans, ...computed.flatMap((words) => spansOf(words))]
  const literal = new Set(evidence.map(({ text }) => text))
  const own = spansOf(item.text, spans).filter(({ text }) => !literal.has(text))
  const several = kindsOfSeveral(evidence)
  const faults = [
    ...unsupported,
    ...(item.text.match(programAlone) ?? []),
    ...own.filter(({ text }) => tellsState.test(text)).map(({ text }) => text),
    ...own.filter((span) => mustRetell(span, several) && !retellsOne(span, evidence)).map(({ text }) => text),
    ...droppedConditions(item.text, evidence),
    ...foreignNames(item, library, evidence),
    ...(computed.length > 0 && !computed.some((words) => squeeze(words).includes(squeeze(item.text)))
      ? [item.text]
      : []),
    ...(covered(item.text, evidence) < LEAST_COVERED ? [item.text] : []),
  ]
  return { supported: faults.length === 0, checked, unsupported: [...new Set(faults)] }
}

const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')

const mustRetell = ({ marks, figures, text }: Span, several: ReadonlySet<string>): boolean =>
  [...marks.keys()].some((mark) => promises.has(mark)) ||
  figures.some(({ kind }) => several.has(kind)) ||
  text.match(turns) !== null

/** Kinds of figures of which the sources hold more than one value: there a value says nothing without its condition. */
function kindsOfSeveral(evidence: readonly Span[]): ReadonlySet<string> {
  const values = Map.groupBy(
    evidence.flatMap(({ figures }) => figures),
    ({ kind }) => kind,
  )
  return new Set([...values].filter(([, all]) => new Set(all.map(({ value }) => value)).size > 1).map(([kind]) => kind))
}

/** Schemes and bodies that the item names and its sources do not. */
function foreignNames(item: AnswerItem, library: Library, evidence: readonly Span[]): string[] {
  const known = evidence.map(({ text }) => text.toLowerCase()).join('\n')
  const bodies = (item.text.match(body) ?? []).filter((name) => !known.includes(library.normalize(name)))
  const schemes = library
    .findNames(item.text)
    .filter(({ approximate, recordIds, name }) => {
      if (approximate || recordIds.some((id) => item.recordIds.includes(id))) return false
      const proper = recordIds.some((id) => namedKinds.has(library.records.get(id)?.kind ?? 'term'))
      return proper && !known.includes(library.normalize(name).replace(/\s/g, ''))
    })
    .map(({ name }) => name)
  return [...bodies, ...schemes]
}

/** Share (0 to 1) of the item's pairs of letters that its sources hold. */
function covered(text: string, evidence: readonly Span[]): number {
  const pairs = new Set(spansOf(text).flatMap((span) => [...span.pairs]))
  if (pairs.size === 0) return 1
  let held = 0
  for (const pair of pairs) if (evidence.some((span) => span.pairs.has(pair))) held += 1
  return held / pairs.size
}
