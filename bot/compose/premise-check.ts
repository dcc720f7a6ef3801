import { type Figure, findFigures } from '../../knowledge/figures/find-figures.ts'
import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import { holding } from '../../knowledge/scheme/grant-amount.ts'
import { sharedWith, spansOf } from '../ledger/spans.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { statesPremise } from '../understand/premise.ts'
import { facetText } from './facet-answer.ts'
import { say } from './say.ts'
import { isTooUncertain, mayBeTold, stateSentence } from './scheme-words.ts'

/** What the user takes for true, held against the record: 「いいえ。」 or 「はい。」 and the record's own words. */
interface Check {
  holds: boolean
  text: string
  facet: Facet
}

const toldFacets: readonly Facet[] = ['what', 'who', 'amount', 'rate', 'deadline', 'how', 'prerequisites', 'caution']

/** The answer to a premise, or undefined where the record does not tell on what it rests. */
export function premiseCheck(
  record: KnowledgeRecord,
  context: TurnContext,
): (AnswerItem & { facet: Facet }) | undefined {
  const { normalized } = context
  if (!statesPremise(normalized) || isTooUncertain(record) || record.status === 'planned') return undefined
  const said = normalized.replace(/半年/g, '6か月').replace(/半額|半分/g, '1/2')
  const claims = findFigures(said)
  const check =
    stateClaim(record, context) ??
    dateClaim(record, claims, context) ??
    moneyClaim(record, claims, said, context) ??
    rateClaim(record, claims, said, context) ??
    chargeClaim(record, said) ??
    sentenceClaim(record, claims, said)
  if (!check) return undefined
  const item = check.facet === 'deadline' ? stateSentence(record, context.input.now) : undefined
  const words = `${check.holds ? 'はい。' : 'いいえ。'}${check.text}`
  const spoken = say(words, record.id)
  return { ...spoken, ...(item?.computed ? { computed: item.computed } : {}), facet: check.facet }
}

/** 「まだ受付中ですよね」「もう終わってますよね」. */
function stateClaim(record: KnowledgeRecord, { normalized, input }: TurnContext): Check | undefined {
  const open =
    /(?:受付|募集|公募|申し?込み?)(?:は|が)?(?:まだ)?(?:中|期間中|して|でき)|(?:まだ|今も)(?:出せ|申請|応募|申し込|間に合)/.test(
      normalized,
    )
  const over = /(?:終わ|終了|締め切ら|締まっ|締切(?:は|が)?(?:過ぎ|すぎ))/.test(normalized)
  if (open === over) return undefined
  const { state } = callState(record, input.now)
  const sentence = stateSentence(record, input.now)?.text
  if (!sentence || !['open', 'closed', 'before', 'rolling'].includes(state)) return undefined
  const isOpen = state === 'open' || state === 'rolling'
  return { holds: open ? isOpen : state === 'closed', text: sentence, facet: 'deadline' }
}

/** 「締切は12月20日ですよね」: against the close and the earlier deadlines of the call that counts now. */
function dateClaim(
  record: KnowledgeRecord,
  claims: readonly Figure[],
  { normalized, input }: TurnContext,
): Check | undefined {
  const day = claims.find(({ kind, value }) => kind === 'date' && /-\d{2}-\d{2}$/.test(value))
  if (!day || !/締|期限|まで|いつ|受付|募集/.test(normalized)) return undefined
  const state = callState(record, input.now)
  if (state.state !== 'open' && state.state !== 'closed' && state.state !== 'before') return undefined
  const sentence = stateSentence(record, input.now)?.text
  if (!sentence) return undefined
  const moments = [state.call.closes, ...state.call.steps.map(({ at }) => at)].filter((at) => at !== undefined)
  const same = (at: string) =>
    day.value.startsWith('--') ? at.slice(5, 10) === day.value.slice(2) : at.slice(0, 10) === day.value
  const step = state.call.steps.find(({ at }) => same(at))
  if (step && !(state.call.closes && same(state.call.closes))) {
    const asksStep = step.name
      .match(/様式\d+|[\p{Script=Han}]{3,}/gu)
      ?.some((word) => normalized.includes(word.normalize('NFKC')))
    return { holds: asksStep ?? false, text: sentence, facet: 'deadline' }
  }
  return { holds: moments.some(same), text: sentence, facet: 'deadline' }
}

/** 「上限は100万円で合ってますか」. */
function moneyClaim(
  record: KnowledgeRecord,
  claims: readonly Figure[],
  said: string,
  { memory }: TurnContext,
): Check | undefined {
  const claim = claims.find(({ kind }) => kind === 'money')
  const text = facetText(record, 'amount')
  if (!claim || !text || !mayBeTold(record, record.amount?.confidence)) return undefined
  const least = /下限|最低|から(?:です|申請|出)/.test(said)
  const entries = least ? (record.amount?.floors ?? []) : (record.amount?.caps ?? [])
  if (entries.length === 0) return undefined
  const company = { ...memory.company, ...employeesNamed(said) }
  const fitting = holding(entries, { said, company })
  const among = fitting.length > 0 ? fitting : entries
  const holds = among.some(({ yen }) => String(yen) === claim.value)
  return { holds, text, facet: 'amount' }
}

/** 「5人以下の上限は」: the tier that is spoken of, which says nothing of the company. */
function employeesNamed(said: string) {
  const [, count, bound] = /(\d+)人(以下|以上|以内)?/.exec(said) ?? []
  if (count === undefined) return {}
  return { employees: { least: Number(count), most: Number(count), ...(bound === '以上' ? { most: undefined } : {}) } }
}

/** 「補助率は3/4ですよね」. */
function rateClaim(
  record: KnowledgeRecord,
  claims: readonly Figure[],
  said: string,
  { memory }: TurnContext,
): Check | undefined {
  const claim = claims.find(({ kind }) => kind === 'rate')
  const text = facetText(record, 'rate')
  const values = record.rate?.values ?? []
  if (!claim || !text || values.length === 0 || !mayBeTold(record, record.rate?.confidence)) return undefined
  const named = values.filter(({ for: label }) => label !== undefined && isNamed(label, said))
  const fitting = named.length > 0 ? named : holding(values, { said, company: memory.company })
  const holds = fitting.some(({ value }) => findFigures(value).some((figure) => figure.value === claim.value))
  return { holds, text, facet: 'rate' }
}

/** A label that the user speaks: 「中小企業」 of 「中小企業の減免は」, never by 「企業」 alone. */
const isNamed = (label: string, said: string): boolean =>
  label.split(/[・（）、]/).some((part) => part.length >= 3 && said.includes(part.normalize('NFKC').toLowerCase()))

/** 「有料なんですよね」. */
function chargeClaim(record: KnowledgeRecord, said: string): Check | undefined {
  const charged = /有料|お金(?:が|は)?かか|費用(?:が|は)?かか/.test(said)
  const free = /無料|ただ(?:です|で|なん)|タダ/.test(said)
  if (charged === free) return undefined
  for (const facet of ['amount', 'what', 'how'] as const) {
    for (const sentence of sentencesOf(facetText(record, facet))) {
      const isFree = sentence.includes('無料')
      if (isFree || sentence.includes('有料')) return { holds: isFree === free, text: sentence, facet }
    }
  }
  return undefined
}

/** A period or a number of something else: against the sentence that is most about the same. */
function sentenceClaim(record: KnowledgeRecord, claims: readonly Figure[], said: string): Check | undefined {
  const claim = claims.find(({ kind }) => kind === 'count')
  const [question] = spansOf(said.replace(/\n/g, ' '))
  if (!claim || !question) return undefined
  const unit = claim.value.replace(/^[\d.]+/, '')
  const candidates = toldFacets.flatMap((facet) =>
    sentencesOf(facetText(record, facet)).flatMap((text) => {
      const [span] = spansOf(text)
      const counts = findFigures(text).filter(({ kind, value }) => kind === 'count' && comparable(value, unit))
      if (!span || counts.length === 0) return []
      return [{ facet, text, counts, share: sharedWith(question, span) }]
    }),
  )
  const best = candidates.sort((a, b) => b.share - a.share)[0]
  if (!best || best.share < LEAST_SHARED) return undefined
  const months = (value: string) => Number.parseFloat(value) * (value.endsWith('年') ? 12 : 1)
  const holds = best.counts.some(({ value }) =>
    /[年月]$/.test(value) ? months(value) === months(claim.value) : value === claim.value,
  )
  // A bound that is met from within is no contradiction: 「3年以内」 of a claim of two years is left to the record's words.
  return { holds, text: best.text, facet: best.facet }
}

/** Share of the question's pairs that a sentence must hold to be about the same. */
const LEAST_SHARED = 0.3
const comparable = (value: string, unit: string): boolean =>
  value.endsWith(unit) || (/^(?:年|月)$/.test(unit) && /[年月]$/.test(value))
const sentencesOf = (text: string | undefined): string[] => text?.match(/[^。]*。/g) ?? []
