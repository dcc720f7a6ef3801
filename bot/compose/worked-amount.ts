import { yenText } from '../../knowledge/figures/yen-text.ts'
import type { Amount, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import {
  framesAmongItems,
  holding,
  type Reckoning,
  reckon,
  saidOf,
  wordsOfCases,
} from '../../knowledge/scheme/grant-amount.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { costIn, costsOfSeveral, isMonthly } from '../understand/cost.ts'
import { say, sayComputed } from './say.ts'
import { isUncertain, mayBeTold } from './scheme-words.ts'

const MOST_RATES = 3
const foot = '消費税などの対象外の経費は含めずに計算し、交付額は審査と実績の確認で決まります。'

/** What a scheme's rates make of a cost the user names now or named before; undefined where he names none. */
export function workedAmount(record: KnowledgeRecord, context: TurnContext): AnswerItem | undefined {
  if (!isScheme(record) || record.kind === 'tax' || record.status === 'planned' || isUncertain(record)) return undefined
  const said = situationOf(record, context)
  const cost = costIn(context.normalized, context.subjectsBy === 'focus') ?? costBefore(record, context)
  // Whether a plan is large enough is told of a cost that nobody asked to be reckoned.
  const told = cost ?? costIn(context.normalized, true)
  const least = record.funded?.leastCost
  if (told !== undefined && least !== undefined && told < least) return tooSmall(record, { kind: 'small', least }, told)
  // 「チラシに60万使う」: what comes of it may be asked next.
  if (cost === undefined && told !== undefined && !isMonthly(context.normalized))
    context.memory.stated = { id: record.id, yen: told }
  // A flyer's cost is no plan for the scheme that is named next.
  if (cost === undefined && context.before.focus[0] !== record.id && context.before.cost !== undefined)
    context.memory.cost = undefined
  if (cost === undefined) return undefined
  context.memory.cost = cost
  if (!record.rate && !record.amount) return undefined
  const mayTell = withToldMoney(record)
  const differs = [...(mayTell.rate?.values ?? []), ...(mayTell.amount?.caps ?? [])].some(({ when }) => when?.items)
  if (differs && costsOfSeveral(context.normalized)) return say(texts.costsApart, record.id)
  const reckoning = reckon(mayTell, cost, { said, company: context.memory.company })
  if (reckoning.kind === 'small') return tooSmall(record, reckoning, cost)
  if (reckoning.kind === 'lacking') return lacking(mayTell, reckoning, cost)
  if (reckoning.kind === 'open') return open(record, reckoning, cost, context)
  // A month's rent is no cost in all.
  if (isMonthly(context.normalized) && reckoning.per !== 'month') return undefined
  if (reckoning.sums.length > MOST_RATES) return undefined
  return sayComputed(sumText(record, reckoning, cost, context), [record.id])
}

/** The record as a sum may be worked out of it: a rate or a cap less sure than may be told is as good as none. */
export const withToldMoney = (record: KnowledgeRecord): KnowledgeRecord => ({
  ...record,
  rate: mayBeTold(record, 'rate') ? record.rate : undefined,
  amount: mayBeTold(record, 'amount') ? record.amount : undefined,
})

/**
 * What is said of the case: now, or before while the scheme was spoken of. 「小規模です。競争力強化の区分で」 holds for the
 * cost that is named next.
 */
function situationOf(record: KnowledgeRecord, { normalized, before, memory, subjectsBy }: TurnContext): string {
  const now = saidOf([...wordsOfCases(record), '小規模'], normalized)
  const takenBack = (word: string) => normalized.includes(word) && !now.includes(word)
  // 「やっぱり特例は使わない」「大型枠なら？」: what was said of the case before no longer holds.
  const anew = /特例(?:は|を|も)?(?:使わ|なし|無し)|枠(?:なら|だと|の場合|では)|類型(?:なら|だと)/.test(normalized)
  const kept = subjectsBy === 'focus' && !anew ? before.named.filter((word) => !takenBack(word)) : []
  memory.named = [...new Set([...kept, ...now, ...framesAmongItems(record, normalized)])]
  return [normalized, ...memory.named].join(' ')
}

/** 「いくら戻る？」「で、いくら？」 of a cost that was told before; 「上限はいくら」 is not. */
const asksWhatComesOfIt =
  /(?:いくら|なんぼ|どれくらい|どのくらい)[^。]{0,4}(?:戻|もら|出|返|かえ)|^(?:で|それで|結局|じゃあ?)?、?(?:いくら|なんぼ)/

/** 「従業員は30人です」: the cost named before is worked out again with what is known now. */
function costBefore(
  record: KnowledgeRecord,
  { before, understanding, subjectsBy, normalized }: TurnContext,
): number | undefined {
  if (subjectsBy !== 'focus') return undefined
  const told =
    Object.keys(understanding.company).length > 0 ||
    /枠|類型|区分|特例|賃上げ|小規模|自己負担|持ち出し|手出し/.test(normalized)
  const asked = asksWhatComesOfIt.test(normalized)
  // What was told of another scheme is no plan for this one.
  const stated = asked && before.stated?.id === record.id ? before.stated.yen : undefined
  return (told || (asked && before.focus[0] === record.id) ? before.cost : undefined) ?? stated
}

function sumText(
  record: KnowledgeRecord,
  { sums, per, frame, special }: Extract<Reckoning, { kind: 'sums' }>,
  cost: number,
  context: TurnContext,
): string {
  const spent = per === 'month' ? '1か月の対象経費' : per === 'person' ? '1人1訓練の経費' : '対象になる経費'
  const head = `${spent}が${yenText(cost)}とすると、${frame ? `${frame}では` : ''}`
  const short = sums.find(({ below }) => below !== undefined)
  if (short?.below && sums.length === 1) {
    return `${head}補助率${short.rate}で${yenText(short.yen)}となり、下限の${yenText(short.below.yen)}に届かないため、この経費だけでは申請できない計算です。`
  }
  const results = sums.map(
    ({ rate, yen, atCap }) =>
      `${rate}なら${per === 'month' ? '月' : ''}最大${yenText(yen)}${atCap ? '（上限額）' : ''}`,
  )
  const [only, ...others] = sums
  // What is left of one sum is as sure as the sum, and told where it is asked for; of several it is one of several.
  const asksRest = /負担|持ち出し|手出し|残り/.test(context.normalized)
  const rest =
    asksRest && only && others.length === 0 && per === undefined ? `残りの${yenText(cost - only.yen)}` : '残り'
  const under = special ? `（${special}）` : ''
  const depends = isVaried(record, context) ? '条件によって率や上限が変わります。' : ''
  // A sum of a former year's figures is one of that year.
  const year = record.rate?.asOf ?? record.amount?.asOf
  const ofYear = year ? `${year}の内容での計算です。` : ''
  return `${head}補助率${results.join('、')}${under}が計算上の目安で、${rest}は自己負担です。${ofYear}${partsText(record)}${depends}${foot}`
}

/** 「内訳の上限は、委託費が100万円です」: bounds within the whole, which a sum alone would hide. */
function partsText({ amount }: KnowledgeRecord): string {
  const parts = (amount?.caps ?? []).filter(({ per }) => per === 'part')
  return parts.length === 0
    ? ''
    : `内訳の上限は、${parts.map(({ for: label, yen }) => `${label}が${yenText(yen)}`).join('、')}です。`
}

/** Whether other rates or caps of the record hold in other cases. */
function isVaried({ rate, amount }: KnowledgeRecord, { normalized, memory }: TurnContext): boolean {
  const situation = { said: normalized, company: memory.company }
  const [rates, caps] = [rate?.values ?? [], (amount?.caps ?? []).filter(({ per }) => per !== 'part')]
  return holding(rates, situation).length < rates.length || holding(caps, situation).length < caps.length
}

/** One fact settles the cap: it is asked for, and the cost kept until it is told. */
function open(
  record: KnowledgeRecord,
  { rates, caps, by, frame }: Extract<Reckoning, { kind: 'open' }>,
  cost: number,
  { memory }: TurnContext,
): AnswerItem {
  const of = `${frame ? `${frame}の` : ''}`
  const rate = `補助率は${rates.slice(0, MOST_RATES).join('・')}ですが、`
  if (by === 'employees') {
    memory.asking = 'employees'
    return sayComputed(
      `${rate}${of}上限が従業員の人数で変わります。人数を教えていただければ、経費${yenText(cost)}のときの額を計算します。`,
      [record.id],
      [yenText(cost)],
    )
  }
  return say(
    `${rate}${of}上限が条件で変わります（${capList(caps)}）。どれに当たるか教えていただければ、いくらになるかを計算します。`,
    record.id,
  )
}

const capList = (caps: readonly Amount[]): string =>
  caps.map(({ for: label, yen }) => `${label ? `${label}は` : ''}${yenText(yen)}`).join('、')

function tooSmall(
  { id, funded }: KnowledgeRecord,
  { least }: Extract<Reckoning, { kind: 'small' }>,
  cost: number,
): AnswerItem {
  return sayComputed(
    `${yenText(cost)}は、対象になる最低の額の${yenText(least)}に届かないため、この額だけでは申請できない計算です。${funded?.text ?? ''}`,
    [id],
    [yenText(cost)],
  )
}

function lacking(
  { id, rate, amount }: KnowledgeRecord,
  { lacks, sums }: Extract<Reckoning, { kind: 'lacking' }>,
  cost: number,
): AnswerItem {
  if (lacks === 'rate') {
    const caps = amount?.caps ?? []
    const known = caps.length === 1 && caps[0] ? `上限は${yenText(caps[0].yen)}です。` : ''
    return say(`補助率を確認できていないため、いくらになるかは計算できません。${known}`, id)
  }
  const [only, ...others] = sums
  if (only && others.length === 0) {
    return sayComputed(
      `上限額を確認できていないため、いくらになるかは計算できません。経費${yenText(cost)}に補助率${only.rate}をかけただけの額は${yenText(only.yen)}で、上限額によってはこれより少なくなります。`,
      [id],
    )
  }
  const rates = [...new Set((rate?.values ?? []).map(({ value }) => value))]
  return say(`上限額を確認できていないため、いくらになるかは計算できません。補助率は${rates.join('・')}です。`, id)
}
