import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { lastDayOf } from '../../knowledge/scheme/period-from-day.ts'
import { japanDay, japaneseDateText } from '../../storage/ground/japan-time.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { daysAsked } from '../understand/days-asked.ts'
import { sayComputed } from './say.ts'
import { isTooUncertain } from './scheme-words.ts'

const asksWhen = /いつ|期限|何日|何月|間に合|遅|だめ|ダメ|無理|大丈夫|いけ/
/** What has begun or ended needs no notice any more. */
const isPast = /(?:始め|始まっ|終わっ|終了し|受け|出し)(?:た|て(?:い)?る)|終わる|終了/

/** 「1月15日から研修。計画届はいつまで？」: the last day of a notice that has to be given so long before a thing begins. */
export function noticeDay(record: KnowledgeRecord, { normalized, input }: TurnContext): AnswerItem | undefined {
  const notice = record.notices.find(({ before }) => before.some((word) => normalized.includes(word)))
  if (!notice || !asksWhen.test(normalized) || isPast.test(normalized) || isTooUncertain(record)) return undefined
  const begins = daysAsked(normalized, input.now)
  if (!begins || !isBeginning(normalized, begins.words, notice.before)) return undefined
  // Whether it still goes on by then is not known.
  if (notice.until !== undefined && begins.until > notice.until) return undefined
  const [first, last] = [begins.from, begins.until].map((day) => lastDayOf(day, -notice.months))
  if (first === undefined || last === undefined) return undefined
  const today = japanDay(input.now)
  const days =
    first === last ? japaneseDateText(first) : `${japaneseDateText(first)}から${japaneseDateText(last)}のあいだの日`
  const limit = `${begins.words}に始めるときの${notice.name}の期限は、その${notice.months}か月前`
  // When it was, helps nobody any more.
  return last < today
    ? sayComputed(`${limit}で、もう過ぎているため間に合わない計算です。`, [record.id])
    : sayComputed(
        `${limit}の${days}までの計算です。${first < today ? '始める日によっては、もう過ぎています。' : '始める日が決まったら、早めに窓口でご確認ください。'}`,
        [record.id],
      )
}

/** Whether the day that is named is that on which the thing begins: 「来週から研修」, 「研修は2月1日から」, not 「12月1日に出す」. */
function isBeginning(normalized: string, day: string, things: readonly string[]): boolean {
  const at = normalized.indexOf(day)
  if (at < 0) return false
  const behind = normalized.slice(at + day.length)
  const thing = things.join('|')
  return new RegExp(`^(?:に|の)?(?:から|より|始|はじ|開始|スタート|${thing})`).test(behind)
}
