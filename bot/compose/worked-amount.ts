import { findFigures } from '../../knowledge/figures/find-figures.ts'
import { yenText } from '../../knowledge/figures/yen-text.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import type { AnswerItem } from '../turn-context.ts'
import { sayComputed } from './say.ts'
import { isTooUncertain, mayBeTold } from './scheme-words.ts'

/** A cost the user names, not a cap: 「600万の開発費だと」「300万円使ったら」. */
const namesCost =
  /\d(?:億|万)?円?(?:くらい|ぐらい|ほど)?(?:の(?:機械|設備|装置|開発費|経費|費用|工事|投資|見積|システム|ソフト|研修)|の?(?:依頼)?試験|(?:を|で)?(?:使|つか|かか|払|買|投資|見積)|かける)/
const asksResult = /いくら|どのくらい|どれくらい|自己負担|戻|出(?:る|ます)|もらえ|補助され/
const MOST_RATES = 3

/** What a scheme's rates make of a cost the user names, up to its cap; undefined when either is not surely known. */
export function workedAmount(record: KnowledgeRecord, normalized: string): AnswerItem | undefined {
  if (!namesCost.test(normalized) || !asksResult.test(normalized) || isTooUncertain(record)) return undefined
  if (!mayBeTold(record, record.rate?.confidence) || !mayBeTold(record, record.amount?.confidence)) return undefined
  const cost = Number(findFigures(normalized).find(({ kind }) => kind === 'money')?.value ?? 0)
  const rates = [
    ...new Set((record.rate?.values ?? []).map(({ value }) => value).filter((value) => value.includes('/'))),
  ]
  const caps = (record.amount?.caps ?? []).map(({ yen }) => yen)
  if (cost <= 0 || rates.length === 0 || rates.length > MOST_RATES || caps.length === 0) return undefined
  const highest = Math.max(...caps)
  const results = rates.map((rate) => {
    const [above = 0, below = 1] = rate.split('/').map(Number)
    const share = Math.floor((cost * above) / below)
    return `${rate}なら最大${yenText(Math.min(share, highest))}${share > highest ? '（上限額）' : ''}`
  })
  const conditions = rates.length > 1 || caps.length > 1 ? '率と上限は条件によります。' : ''
  const text = `対象になる経費が${yenText(cost)}とすると、補助率${results.join('、')}が計算上の目安で、残りは自己負担です。${conditions}消費税などの対象外の経費は含めずに計算し、交付額は審査と実績の確認で決まります。`
  return sayComputed(text, [record.id])
}
