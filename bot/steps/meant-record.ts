import { findFigures } from '../../knowledge/figures/find-figures.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isGrant, isScheme } from '../../knowledge/record/scheme-kinds.ts'
import type { TurnContext } from '../turn-context.ts'
import { contentWords } from '../understand/content-words.ts'
import { daysAsked } from '../understand/days-asked.ts'
import { recordsOf } from './records-of.ts'
import { wholeText } from './whole-text.ts'

const backToFirst =
  /(?:最初|はじめ|初め)の?(?:やつ|制度|補助金|助成金|話|ほう|方|もの|件)?(?:に|の話に|へ)?.{0,6}(?:もど|戻)/
const backToFormer = /(?:前|元|さっき|先ほど)の(?:やつ|制度|補助金|助成金|話|ほう|方)(?:に|の話に|へ).{0,4}(?:もど|戻)/

/** 「最初のやつに話もどすけど」: the scheme that was spoken of first, or before the last one. */
export function spokenOfEarlier({ normalized, before, dependencies }: TurnContext): KnowledgeRecord | undefined {
  const id = backToFirst.test(normalized)
    ? before.spoken[0]
    : backToFormer.test(normalized)
      ? before.spoken.findLast((one) => one !== before.focus[0])
      : undefined
  return dependencies.library.records.get(id ?? '')
}

/** 「国のほうだと？」 after a ward's scheme: the one of the country, or of the metropolis, that it goes with. */
export function counterpart({ normalized, before, dependencies }: TurnContext): KnowledgeRecord | undefined {
  const owner = /^(?:じゃあ?|では|で、)?、?国の(?:ほう|方|やつ|制度)/.test(normalized)
    ? '全国'
    : /^(?:じゃあ?|では|で、)?、?(?:東京)?都の(?:ほう|方|やつ|制度)/.test(normalized)
      ? '東京都'
      : undefined
  const { records } = dependencies.library
  const spokenOf = records.get(before.focus[0] ?? '')
  if (!owner || !spokenOf || before.list.includes(spokenOf.id)) return undefined
  return spokenOf.related
    .map((id) => records.get(id))
    .find((record) => record && isScheme(record) && record.areas.includes(owner))
}

/** Words that stand in records of every kind. */
const common = /^(?:補助|助成|補助金|助成金|制度|申請|会社|企業|事業|場合|方法|今|国|区|都)$/
/** What a rule for all tells of every scheme whose own record is silent on it. */
const topics: readonly { asked: RegExp; told: RegExp; rule: RegExp }[] = [
  {
    asked:
      /(?:先に|前に|もう|すでに|既に|交付決定(?:の)?前|採択|内示).{0,16}(?:買|購入|発注|契約|注文|着手|頼ん|たのん|頼も)|(?:買|頼ん|たのん|契約し|発注し|注文し)(?:じゃった|ちゃった|でしまっ|てしまっ|だから|たから)|(?:メール|口頭|電話)で[^。?]{0,6}(?:注文|発注|頼ん|契約)/,
    told: /交付決定[^。]{0,8}前|前[^。]{0,8}(?:契約|発注)|さかのぼ|支払いが済んで/,
    rule: /交付決定の?前/,
  },
]
const ruleNamed = (name: RegExp, { dependencies: { library } }: TurnContext): KnowledgeRecord | undefined =>
  [...library.records.values()].find((record) => record.kind === 'rule' && name.test(record.name))

/** The rule for all that the question is about, where none of the records speaks of it. */
export function ruleOfTopic(context: TurnContext, records: readonly KnowledgeRecord[]): KnowledgeRecord | undefined {
  const [topic] = topics.filter(
    ({ asked, told }) => asked.test(context.normalized) && !records.some((record) => told.test(wholeText(record))),
  )
  return topic && ruleNamed(topic.rule, context)
}

/** Share of the question's words below which a rule is about something else. */
const ON_TOPIC = 0.6

/**
 * The rule or the item of guidance that speaks of what is asked of a scheme, where the scheme's own record does not:
 * 「Go-Techで取った特許は国のもの？」.
 */
export function ruleOnTopic(context: TurnContext, named: readonly KnowledgeRecord[]): KnowledgeRecord | undefined {
  const { normalized, understanding, dependencies, input } = context
  const { library } = dependencies
  const ofNamed = understanding.names.filter(({ recordIds }) => named.some(({ id }) => recordIds.includes(id)))
  const rest = ofNamed.reduceRight((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, normalized)
  const ofTopic = ruleOfTopic(context, named)
  if (ofTopic) return ofTopic
  const words = contentWords(rest).filter((word) => !common.test(word))
  if (words.length === 0 || named.some((record) => words.some((word) => wholeText(record).includes(word))))
    return undefined
  const filter = { kinds: ['rule', 'guidance'] as const, at: input.now }
  const [best] = library
    .search(normalized, { limit: 20, filter })
    .filter(({ coverage }) => coverage >= ON_TOPIC)
    .map(({ recordId }) => library.records.get(recordId))
    .filter((record) => record !== undefined)
    .filter((record) => words.some((word) => wholeText(record).includes(word)))
  return best
}

/** 「8000万のほう」: a sum by which one of several is meant, and no cost: 「300万の機械」. */
const bySum = /万円?の?(?:ほう|方|やつ|は)(?!で)/

/** The schemes whose sum the words name: of the last list, else of those it was chosen from, else, where it was of all purposes, of the same places. */
export function recordsOfSum({ normalized, before, dependencies }: TurnContext): KnowledgeRecord[] {
  const { library } = dependencies
  const [sum, ...others] = findFigures(normalized).flatMap(({ kind, value }) =>
    kind === 'money' ? [Number(value)] : [],
  )
  if (sum === undefined || others.length > 0 || !bySum.test(normalized)) return []
  const hasSum = ({ amount }: KnowledgeRecord) =>
    (amount?.caps ?? []).some(({ yen, per }) => yen === sum && (per === undefined || per === 'project'))
  const listed = recordsOf(before.list, library)
  const places = new Set(listed.flatMap(({ areas }) => areas))
  const ofSamePlaces = () =>
    before.purposes.length > 0
      ? []
      : [...library.records.values()].filter(
          (record) => isGrant(record) && record.areas.some((area) => places.has(area)),
        )
  return (
    [listed, recordsOf(before.candidates, library), ofSamePlaces()]
      .map((records) => records.filter(hasSum))
      .find((records) => records.length > 0) ?? []
  )
}

/** 「12月3日でも間に合う？」 after a word about a window or an ID: a date is of the scheme that was spoken of before it. */
export function schemeOfDate({
  understanding,
  before,
  dependencies,
  normalized,
  input,
}: TurnContext): KnowledgeRecord | undefined {
  const { facets, names, purposes, areas } = understanding
  const { records } = dependencies.library
  const last = records.get(before.focus[0] ?? '')
  const saysMore = names.length + purposes.length + areas.wards.length > 0
  if (!last || isScheme(last) || saysMore || !facets.includes('deadline')) return undefined
  if (daysAsked(normalized, input.now) === undefined && !/間に合/.test(normalized)) return undefined
  return records.get(before.scheme ?? '')
}
