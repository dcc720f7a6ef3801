import { yenText } from '../../knowledge/figures/yen-text.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isGrant } from '../../knowledge/record/scheme-kinds.ts'
import { type Reckoning, reckon, type Situation } from '../../knowledge/scheme/grant-amount.ts'
import { isUncertain } from './scheme-words.ts'
import { withToldMoney } from './worked-amount.ts'

/** What a scheme's told rates and caps make of a cost in yen; undefined where there is nothing to reckon with. */
function reckoningOf(record: KnowledgeRecord, cost: number, situation: Situation) {
  if (!isGrant(record) || record.status === 'planned' || isUncertain(record)) return undefined
  const told = withToldMoney(record)
  return told.rate || told.amount ? { told, reckoning: reckon(told, cost, situation) } : undefined
}

/** What a scheme would pay of a cost in yen, short enough for a line of a list; undefined where nothing can be said. */
export function listedSum(record: KnowledgeRecord, cost: number, situation: Situation): string | undefined {
  const { told, reckoning } = reckoningOf(record, cost, situation) ?? {}
  const words = reckoning && wordsOf(reckoning)
  const year = reckoning?.kind === 'sums' ? (told?.rate?.asOf ?? told?.amount?.asOf) : undefined
  return words && `経費${yenText(cost)}なら${words}${year ? `（${year}の内容での計算）` : ''}`
}

/** Whether the sum of a scheme waits for the number of employees. */
export function waitsForEmployees(record: KnowledgeRecord, cost: number, situation: Situation): boolean {
  const reckoning = reckoningOf(record, cost, situation)?.reckoning
  return reckoning?.kind === 'open' && reckoning.by === 'employees'
}

function wordsOf(reckoning: Reckoning): string | undefined {
  switch (reckoning.kind) {
    case 'small':
      return `対象になる最低の額（${yenText(reckoning.least)}）に届きません`
    case 'lacking':
      return `計算できません（${reckoning.lacks === 'rate' ? '補助率' : '上限額'}を確認できていません）`
    case 'open':
      return reckoning.by === 'employees' ? '従業員の人数で上限が変わります' : '条件で上限が変わります'
    case 'sums':
      return sumWords(reckoning)
  }
}

/** A month's rent or a person's course is no project with one cost. */
function sumWords({ sums, per }: Extract<Reckoning, { kind: 'sums' }>): string | undefined {
  if (per === 'month' || per === 'person') return undefined
  const yen = sums.map((sum) => sum.yen)
  const [least, most] = [Math.min(...yen), Math.max(...yen)]
  const below = sums.find((sum) => sum.below !== undefined)?.below
  if (below && sums.length === 1) return `下限の${yenText(below.yen)}に届きません`
  if (least !== most) return `最大${yenText(least)}〜${yenText(most)}（条件による）`
  return `最大${yenText(most)}（補助率${[...new Set(sums.map(({ rate }) => rate))].join('・')}${sums.some(({ atCap }) => atCap) ? '・上限額' : ''}）`
}
