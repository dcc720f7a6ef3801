import { type Figure, findFigures } from '../../knowledge/figures/find-figures.ts'
import { toldSums } from '../../knowledge/figures/told-sums.ts'
import { yenText } from '../../knowledge/figures/yen-text.ts'
import type { Amount, Facet } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { holding, isNamed } from '../../knowledge/scheme/grant-amount.ts'
import { sharedWith, spansOf } from '../ledger/spans.ts'
import { facetText } from './facet-answer.ts'
import type { Premise, Verdict } from './premise.ts'
import { mayBeTold } from './scheme-words.ts'
import { sentencesOf } from './sentences.ts'

const bound = '(?:上限|下限|最大|最低|最高|限度)(?:額|金額)?'
/** A bound that stands right before a sum or right behind it. */
const boundBefore = new RegExp(`${bound}(?:は|が|も|って|で)?(?:、|約)?$`)
const boundBehind = new RegExp(`^(?:が|を|の)?${bound}`)
const compared = /^(?:以上|以下|以内|未満|より|を?超|くらい|ぐらい|程度|ほど|前後|弱|強|単位)/
/** 「1000万円もらえる」: more than any case of the scheme pays is false, whatever the case. */
const granted = /^(?:も|が|は|まで|くらい|ぐらい)?(?:もらえ|受け取れ|出(?:る|ます)|補助され|助成され)/
/** What a sum is of, when not of the grant. */
const otherMoney = /資本金|売上|年商|年収|単価|出資|借入|融資/
/** One kind of cost within the whole. */
const partOf = /([\p{Script=Han}ー]{1,8}[費料代])(?:の|は|に|も|なら)*(?:上限|下限|最大|最低|最高|限度)/u

/** 「上限は100万円で合ってますか」: sums that are said to be a bound of the grant. */
export function moneyClaims({ record, context, said, claims }: Premise): Verdict[] {
  const { amount } = record
  const text = facetText(record, 'amount')
  const sums = claims.filter(({ kind }) => kind === 'money')
  if (!amount || !text || sums.length === 0 || !mayBeTold(record, 'amount')) return []
  const { value: ofTier, employees } = tierIn(said)
  const part = partOf.exec(said)?.[1]
  const told = toldSums(text)
  return sums.flatMap((sum): Verdict[] => {
    const [before, behind] = around(said, sum)
    if (!boundBefore.test(before) && !boundBehind.test(behind)) {
      const bounds = amount.caps.filter(({ per }) => per === undefined || per === 'project' || per === 'year')
      const areAll = bounds.length > 0 && bounds.length === amount.caps.length
      const exceeds = areAll && bounds.every(({ yen }) => yen < Number(sum.value))
      return granted.test(behind) && exceeds ? [{ text, judges: [sum], holds: false }] : []
    }
    const verdict = { text, judges: [sum, ...claims.filter(({ value }) => value === ofTier)] }
    const least = /(?:下限|最低)[^上大高]*$/.test(before) || /^(?:が|を|の)?(?:下限|最低)/.test(behind)
    const whole = (least ? amount.floors : amount.caps).filter(({ per }) => per !== 'part')
    const entries = part ? amount.caps.filter((cap) => cap.per === 'part' && isNamed(cap.for, part)) : whole
    const fitting = part ? entries : holding(entries, { said, company: { ...context.memory.company, ...employees } })
    const values = new Set(fitting.map(({ yen }) => String(yen)))
    if (values.size !== 1 || compared.test(behind) || otherMoney.test(said)) return [{ ...verdict, holds: undefined }]
    const holds = values.has(sum.value)
    // The sum of another case that the record tells of: who says it may mean that case, unless he named his own.
    const isOther = !holds && ofTier === undefined && told.has(Number(sum.value))
    return [isOther ? { ...verdict, text: caseOf(sum, whole, least) + text, holds: undefined } : { ...verdict, holds }]
  })
}

/** 「200万円は、賃金引上げ特例の場合の上限です。」: the case in which what was said is so; empty where the data names none. */
function caseOf({ value }: Figure, entries: readonly Amount[], least: boolean): string {
  const labels = entries.filter(({ yen }) => String(yen) === value).map(({ for: label }) => label)
  if (labels.length === 0 || labels.includes(undefined)) return ''
  return `${yenText(Number(value))}は、${labels.join('・')}の場合の${least ? '下限' : '上限'}です。`
}

/** 「5人以下の上限は」: the tier that is spoken of, which says nothing of the company. */
function tierIn(said: string) {
  const [, count, limit] = /(\d+)人(以下|以上|以内)?/.exec(said) ?? []
  if (count === undefined) return {}
  const least = Number(count)
  return { value: `${count}人`, employees: { employees: { least, most: limit === '以上' ? undefined : least } } }
}

/** What is said before and behind a figure. */
function around(said: string, { raw }: Figure): [string, string] {
  const plain = said.replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
  const at = plain.indexOf(raw)
  return at < 0 ? ['', ''] : [plain.slice(0, at), plain.slice(at + raw.length)]
}

/** Shares that are no rate of a grant. */
const otherShare = /負担|賃上げ|賃金|給与|伸び|増[加え]|出資|株|持分|議決権|付加価値|生産性|割合|以上の/

/** 「補助率は3/4ですよね」. */
export function rateClaims({ record, context, said, claims }: Premise): Verdict[] {
  const text = facetText(record, 'rate')
  const entries = record.rate?.values ?? []
  if (!text || entries.length === 0 || !mayBeTold(record, 'rate')) return []
  const named = entries.filter(({ for: label }) => isNamed(label, said))
  const fitting = named.length > 0 ? named : holding(entries, { said, company: context.memory.company })
  const ratesOf = (values: readonly { value: string }[]) =>
    new Set(values.flatMap(({ value }) => findFigures(value).map((figure) => figure.value)))
  const [expected, all] = [ratesOf(fitting), ratesOf(entries)]
  return claims
    .filter(({ kind }) => kind === 'rate')
    .map((claim) => {
      const verdict = { text, judges: [claim] }
      const [, behind] = around(said, claim)
      const holds = expected.has(claim.value)
      const isOpen = holds ? expected.size > 1 : named.length === 0 && all.has(claim.value)
      return { ...verdict, holds: isOpen || compared.test(behind) || otherShare.test(said) ? undefined : holds }
    })
}

const chargeWords = /有料|無料|タダ|お金|費用|料金|手数料|利用|使用/
/** 「有料なんですよね」: by a sentence that speaks of the same thing. */
export function chargeClaim({ record, said }: Premise): Verdict | undefined {
  const charged = /有料|お金(?:が|は)?かか|費用(?:が|は)?かか/.test(said)
  const free = /無料|ただ(?:です|で|なん)|タダ/.test(said)
  if (charged === free) return undefined
  // A record that is the thing itself need not name it in each sentence; an item of guidance is about many.
  const own = isScheme(record) || ['system', 'institution', 'consultation'].includes(record.kind)
  const names = own ? [record.name, record.shortName, ...record.aliases].join(' ').normalize('NFKC').toLowerCase() : ''
  const things = (said.match(/[\p{Script=Han}]{2,}|[\p{Script=Katakana}ー]{2,}|[a-z]{2,}/gu) ?? []).filter(
    (word) => !chargeWords.test(word) && !names.includes(word),
  )
  for (const facet of ['amount', 'what', 'how'] as const) {
    for (const text of sentencesOf(facetText(record, facet))) {
      const isFree = text.includes('無料')
      if (!isFree && !text.includes('有料')) continue
      if (!things.every((word) => text.normalize('NFKC').toLowerCase().includes(word))) continue
      // 「初回は無料」「一部有料」: free in one case is not free.
      const varies = (isFree && text.includes('有料')) || /一部|初回|\d+回|場合|ただし|原則|まで|会員|以外/.test(text)
      return { holds: varies ? undefined : isFree === free, text, judges: [] }
    }
  }
  return undefined
}

const toldFacets: readonly Facet[] = ['what', 'who', 'amount', 'rate', 'deadline', 'how', 'prerequisites', 'caution']
/** Asks what is possible, where a value within a bound or beyond it is another thing than the bound. */
const asksPossible = /でも|ても|なら|でき|可能|大丈夫|だいじょうぶ|ok|使え|出せ|間に合/
/** Share of the question's pairs that a sentence must hold to be about the same. */
const LEAST_SHARED = 0.3

/** A period or a number of something else: against the sentence that is most about the same. */
export function countClaims({ record, said, claims }: Premise): Verdict[] {
  const [question] = spansOf(said.replace(/\n/g, ' '))
  if (!question) return []
  return claims
    .filter(({ kind }) => kind === 'count')
    .flatMap((claim): Verdict[] => {
      const unit = claim.value.replace(/^[\d.]+/, '')
      const candidates = toldFacets.flatMap((facet) =>
        sentencesOf(facetText(record, facet)).flatMap((text) => {
          const [span] = spansOf(text)
          const counts = findFigures(text).filter(({ kind, value }) => kind === 'count' && comparable(value, unit))
          return span && counts.length > 0 ? [{ text, counts, share: sharedWith(question, span) }] : []
        }),
      )
      const best = candidates.sort((a, b) => b.share - a.share)[0]
      if (!best || best.share < LEAST_SHARED) return []
      const equal = best.counts.filter(({ value }) => sizeOf(value) === sizeOf(claim.value))
      const several = new Set(best.counts.map(({ value }) => sizeOf(value))).size > 1
      const verdict = { text: best.text, judges: [claim] }
      if (equal.length > 0) {
        const same = equal.some(({ comparator }) => comparator === claim.comparator || claim.comparator === undefined)
        return [{ ...verdict, holds: same && !several ? true : undefined }]
      }
      // 「3年以内」 does not gainsay 「2年でも」; only another bound of the same sort does.
      const bounds = best.counts.every(({ comparator }) => comparator === claim.comparator)
      return [{ ...verdict, holds: bounds && !(claim.comparator && asksPossible.test(said)) ? false : undefined }]
    })
}

const sizeOf = (value: string): string =>
  /[年月]$/.test(value) ? `${Number.parseFloat(value) * (value.endsWith('年') ? 12 : 1)}月` : value
const comparable = (value: string, unit: string): boolean =>
  value.endsWith(unit) || (/^(?:年|月)$/.test(unit) && /[年月]$/.test(value))
