import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { asksOfPlace } from '../compose/area-check.ts'
import { asksWhether } from '../compose/company-check.ts'
import { tellingSentence } from '../compose/telling-sentence.ts'
import { recordOfClaims } from '../compose/worked-fee.ts'
import { showsList } from '../memory.ts'
import type { TurnContext } from '../turn-context.ts'
import { asksOnlyVerdict } from '../understand/bare-verdict.ts'
import { ofTwo } from '../understand/comparison.ts'
import { contentWords } from '../understand/content-words.ts'
import { asksSomething, beginsAnew, wish } from '../understand/wishes.ts'
import { found, known, namesWard, type WayOfTelling } from './found.ts'
import { counterpart, ruleOfTopic, schemeOfDate, spokenOfEarlier } from './meant-record.ts'
import { wholeText } from './whole-text.ts'

/** Claims of a patent, now or before: the fees for them. */
export const ofClaims: WayOfTelling = (context) => {
  const record = recordOfClaims(context)
  return found([record], record && context.before.focus[0] === record.id ? 'focus' : 'name')
}

export const earlierOne: WayOfTelling = (context) => found([spokenOfEarlier(context) ?? counterpart(context)], 'name')

/** 「もっと安いのは」: others, set beside what was spoken of, or the last list put in the order of a figure. */
export const compared: WayOfTelling = (context) => {
  const { before, normalized, understanding } = context
  if (!understanding.comparison || before.focus.length === 0) return undefined
  const two = ofTwo.test(normalized) && before.spoken.length > 1 ? before.spoken.slice(-2) : undefined
  const ids = two ?? (showsList(before) ? before.candidates : before.focus.slice(0, 1))
  return { subjects: known(context, ids), by: 'compared' }
}

/** 「30人です」: the fact on which the cap or the fee depends, for the cost or the claims that were named. */
export const settlesCost: WayOfTelling = (context) => {
  const { before, understanding } = context
  const reckoned = before.cost !== undefined || before.claims !== undefined
  if (!reckoned || Object.keys(understanding.company).length === 0 || namesWard(context)) return undefined
  return found(known(context, before.focus), 'focus')
}

/** What the last answer was about, or told something of. */
const isSpokenOf =
  ({ focus, told }: TurnContext['before']) =>
  ({ id }: KnowledgeRecord): boolean =>
    focus.includes(id) || told.some((one) => one.id === id)

/** 「使えますか」「だめですか」: the verdict on the one that is spoken of, in the light of what was told of it. */
export const verdict: WayOfTelling = (context) => {
  const { before, normalized } = context
  if (showsList(before) || !asksOnlyVerdict(normalized) || namesWard(context)) return undefined
  const spokenOf = known(context, [before.scheme ?? '', before.focus[0] ?? ''])
  return found([spokenOf.find(isSpokenOf(before))], 'focus')
}

/** True where a message neither asks nor wishes, nor names another matter, while one record is spoken of. */
function tellsMore({ understanding, before, normalized }: TurnContext): boolean {
  const { purposes, names, areas, wantsList, facets, comparison } = understanding
  return (
    before.focus.length > 0 &&
    !showsList(before) &&
    // 「会社つくって1年半」 is no wish to found one, 「もう機械を発注した」 none to buy one.
    (isDone.test(normalized) || purposes.every((purpose) => purpose === '創業')) &&
    facets.every((facet) => facet === 'who') &&
    names.length + areas.wards.length + areas.elsewhere.length === 0 &&
    !wantsList &&
    comparison === undefined &&
    normalized.length > FEW_LETTERS &&
    !asksSomething.test(normalized) &&
    !wish.test(normalized)
  )
}
const FEW_LETTERS = 5
const isDone = /(?:もう|すでに|既に|先に)[^。?]{0,10}(?:発注|契約|買|注文|払|頼)(?:っ|し|ん|い)?(?:た|ちゃ|てしま|済)/

/** 「会社は先月つくったけど個人では3年前から」: told of the one that is spoken of, and asks for nothing else. */
export const toldOfIt: WayOfTelling = (context) =>
  tellsMore(context) ? found(known(context, context.before.focus.slice(0, 1)), 'focus') : undefined

/** 「ソフト会社ですけど対象？」: whether the company meets the conditions of the one scheme spoken of. */
export const ofCompany: WayOfTelling = (context) => {
  const { before, normalized, understanding } = context
  const [spokenOf] = known(context, before.focus)
  if (!spokenOf || !isScheme(spokenOf) || before.list[0] === before.focus[0] || namesWard(context)) return undefined
  const asks = Object.keys(understanding.company).length > 0 && asksWhether.test(normalized)
  return asks ? found(known(context, before.focus), 'focus') : undefined
}

/** The record spoken of that has the words of the question: a follow-up, also where it names something else. */
export function continuation(context: TurnContext): KnowledgeRecord | undefined {
  const { before, understanding } = context
  if (namesWard(context) || understanding.wantsList) return undefined
  const words = contentWords(context.normalized)
  return known(context, [before.focus[0] ?? '', before.scheme ?? '']).find((record) => {
    if (tellingSentence(record, context.normalized)) return true
    const text = wholeText(record)
    return words.length > 0 && words.every((word) => text.includes(word))
  })
}

/** 「じゃあ共同研究は？」: a purpose that the scheme spoken of does not serve, or a wish for other schemes. */
function turnsElsewhere(context: TurnContext, spokenOf: KnowledgeRecord | undefined): boolean {
  const { purposes, wantsList, names } = context.understanding
  const opening = /^(?:じゃあ?|では|で、|ちなみに|ほかに|他に|やっぱり?|やはり|それより)/.test(context.normalized)
  if (!spokenOf || !(opening || beginsAnew(context))) return false
  const named = names.some(({ recordIds }) => recordIds.includes(spokenOf.id))
  return !named && (wantsList || purposes.some((purpose) => !spokenOf.purposes.includes(purpose)))
}

/** 「もう頼んじゃったんだけど」 in a talk of a scheme that says nothing of it: the rule for all, and the scheme. */
export const ruleOfTalk: WayOfTelling = (context) => {
  const [spokenOf] = known(context, context.before.focus)
  if (!spokenOf || !isScheme(spokenOf) || context.understanding.names.length > 0 || namesWard(context)) return undefined
  const rule = ruleOfTopic(context, [spokenOf])
  return rule && found([rule, spokenOf], 'name')
}

const asksWhoPays = /補助|助成|区(?:から|で|が|も)?[^。?]{0,6}出|半額|安く|もらえ/

/** 「補助は？」 after a place, or a ward that puts something on top of what is named: the ward's own scheme that goes with it. */
export const ofWardBeside: WayOfTelling = (context) => {
  const { before, normalized, understanding, memory, dependencies } = context
  const { records } = dependencies.library
  const [spokenOf] = known(context, before.focus)
  const place = understanding.names.length === 0 && spokenOf?.kind === 'institution' && asksWhoPays.test(normalized)
  const onTop = /区[もがはで]?[^。?]{0,4}(?:上乗せ|独自|プラス|加算)/.test(normalized)
  const named = onTop ? understanding.names.flatMap(({ recordIds }) => recordIds) : []
  const beside = place && spokenOf ? [spokenOf.id] : named
  if (beside.length === 0 || memory.wards.length === 0) return undefined
  const ofWards = [...records.values()].filter(
    (record) =>
      isScheme(record) &&
      record.status === 'real' &&
      record.areas.some((area) => memory.wards.includes(area)) &&
      beside.some((id) => record.related.includes(id) || records.get(id)?.related.includes(record.id)),
  )
  // A ward's own record tells more than what was gathered of several wards.
  return found(ofWards.toSorted((one, other) => one.areas.length - other.areas.length).slice(0, 1), 'name')
}

export const dated: WayOfTelling = (context) => found([schemeOfDate(context)], 'focus')

/** What points back to what was spoken of, or goes on with it; not where it turns to something else. */
export const onWithTalk: WayOfTelling = (context) => {
  const { before, normalized, understanding } = context
  const focus = known(context, before.focus)
  if (before.focus.length === 0 || turnsElsewhere(context, focus[0])) return undefined
  const followsUp = continuation(context)
  const ofSamePlace = !namesWard(context) || asksOfPlace.test(normalized)
  if (!ofSamePlace || !(understanding.pointsBack || followsUp)) return undefined
  return { subjects: [...new Set([...(followsUp ? [followsUp] : []), ...focus])], by: 'focus' }
}
