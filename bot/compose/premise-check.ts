import { type Figure, findFigures } from '../../knowledge/figures/find-figures.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { statesPremise } from '../understand/premise.ts'
import type { Verdict } from './premise.ts'
import { dateClaims, stateClaim } from './premise-calls.ts'
import { chargeClaim, countClaims, moneyClaims, rateClaims } from './premise-figures.ts'
import { say } from './say.ts'
import { isTooUncertain } from './scheme-words.ts'

/** 「終わってないですよね」: what a yes to it means, depends on who hears it. */
const negated = /ない|なかっ|なく|なけれ|ません|ずに|ず[、。?]/
const affirmed = /(?:間違い?|まちがい|違い|問題)(?:は|が|も)?(?:ない|ありません|なく)|少な[いく]/g

/**
 * The answer to a premise: 「はい。」 where the record bears out all that is claimed, 「いいえ。」 with what fails where all was
 * judged, else the record's words alone. Undefined where the record does not tell on what it rests.
 */
export function premiseCheck(record: KnowledgeRecord, context: TurnContext): AnswerItem | undefined {
  if (!statesPremise(context.normalized) || isTooUncertain(record) || record.status === 'planned') return undefined
  const said = (context.normalized.match(/[^。?!\n]+[。?!\n]*/g) ?? [])
    .filter(statesPremise)
    .join('')
    .replace(/半年/g, '6か月')
    .replace(/半額|半分/g, '1/2')
  const names = namesIn(record)
  const isName = ({ kind, raw }: Figure) => kind === 'count' && names.some((name) => name.includes(raw))
  const claims = findFigures(said).filter((claim) => !isName(claim))
  const premise = { record, context, said, claims }
  const sure = [
    stateClaim(premise),
    ...dateClaims(premise),
    ...moneyClaims(premise),
    ...rateClaims(premise),
    chargeClaim(premise),
  ].filter((verdict) => verdict !== undefined)
  const judgedBy = (verdicts: readonly Verdict[]) => (claim: Figure) =>
    verdicts.some(({ judges }) => judges.includes(claim))
  const rest = claims.filter((claim) => !judgedBy(sure)(claim))
  const verdicts = [...sure, ...countClaims({ ...premise, claims: rest })]
  if (verdicts.length === 0) return undefined
  const isJudged =
    !negated.test(said.replace(affirmed, '')) &&
    verdicts.every(({ holds }) => holds !== undefined) &&
    claims.every(judgedBy(verdicts))
  const failing = verdicts.filter(({ holds }) => holds === false)
  const told = isJudged && failing.length > 0 ? failing : verdicts
  const word = !isJudged ? '' : failing.length > 0 ? 'いいえ。' : 'はい。'
  const spoken = say(`${word}${[...new Set(told.map(({ text }) => text))].join('\n')}`, record.id)
  const state = told.find(({ isState }) => isState)
  return state ? { ...spoken, computed: [state.text] } : spoken
}

/** Names with figures of their own: 「第20回」, 「様式4」. */
const namesIn = ({ name, shortName, aliases, deadline }: KnowledgeRecord): string[] =>
  [
    name,
    shortName,
    ...aliases,
    ...(deadline?.calls ?? []).flatMap((call) => [call.name, ...call.steps.map((step) => step.name)]),
  ].map((text) => text.normalize('NFKC').toLowerCase())
