import { yenText } from '../../knowledge/figures/yen-text.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isMedium } from '../../knowledge/scheme/company.ts'
import { saysSmall } from '../../knowledge/scheme/grant-amount.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { sayComputed } from './say.ts'
import { isTooUncertain, mayBeTold } from './scheme-words.ts'

/** 「請求項が10個」. */
const claimsTold = /請求項(?:の?数)?(?:が|は|を|、)?(\d{1,3})(?:個|つ|項)?|(\d{1,3})(?:個|つ|項)?の請求項/

/** 「請求項は10個」: the record that has the fees by claims. */
export const recordOfClaims = ({ normalized, dependencies }: TurnContext): KnowledgeRecord | undefined =>
  claimsTold.test(normalized)
    ? [...dependencies.library.records.values()].find((record) => (record.amount?.fees.length ?? 0) > 0)
    : undefined

/** The fees of a patent by the claims the user names, each and in all; undefined where none are named or no fees are data. */
export function workedFee(record: KnowledgeRecord, context: TurnContext): AnswerItem | undefined {
  const { normalized, memory, before, subjectsBy } = context
  const fees = record.amount?.fees ?? []
  const match = claimsTold.exec(normalized)
  // 「減免を使うといくら？」: of the claims that were named before.
  const remembered =
    subjectsBy === 'focus' && /減免|小規模|中小|いくら|なんぼ|合計|全部/.test(normalized) ? before.claims : undefined
  const claims = Number(match?.[1] ?? match?.[2] ?? remembered ?? 0)
  if (fees.length === 0 || claims < 1 || isTooUncertain(record) || !mayBeTold(record, 'amount')) {
    return undefined
  }
  memory.claims = claims
  const small = saysSmall(normalized, memory.company)
  const middle =
    isMedium(memory.company) === 'meets' ||
    (/(?:中小企業|中小)(?!で?は?な[いく]|じゃな|ではありません)/.test(normalized) && !/大企業/.test(normalized))
  const fukushima = /福島/.test(normalized)
  const part = fukushima ? 4 : small ? 3 : middle ? 2 : 1
  const sums = fees.map(({ name, yen, perClaim = 0, times, reduced }) => {
    const whole = (yen + perClaim * claims) * times
    return { name, yen: reduced ? Math.floor(whole / part) : whole }
  })
  const total = sums.reduce((sum, { yen }) => sum + yen, 0)
  const each = sums.map(({ name, yen }) => `${name}が${yenText(yen)}`).join('、')
  const under = part === 1 ? '減免なし' : `${fukushima ? '福島関連中小企業の' : ''}1/${part}の減免を使えた場合`
  return sayComputed(
    `請求項が${claims}個のとき（${under}）、${each}で、合わせて${yenText(total)}が計算上の目安です。弁理士に頼む費用は別です。`,
    [record.id],
  )
}
