import { findFigures } from '../../knowledge/figures/find-figures.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import { japaneseDateText } from '../../storage/ground/japan-time.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { sayComputed } from './say.ts'

const lastDay = /締め?切り?(?:の)?日|しめきり(?:の)?日|最終日|当日|最後の日/
/** Hours that are no figure: the earliest and the latest that they may mean. */
const partsOfDay: readonly [words: RegExp, from: string, until: string][] = [
  [/午前中|朝(?!日)/, '06:00', '12:00'],
  [/昼(?:過ぎ|すぎ)/, '12:00', '15:00'],
  [/夕方/, '16:00', '19:00'],
  [/(?:夜|よる|晩)(?!間)|仕事(?:が終わ|終わり|のあと|の後)/, '18:00', '23:59'],
  [/深夜|日付が変わる|24時|23時59分|いっぱい/, '23:00', '23:59'],
]

/** 「6時」 said of an evening is 18:00. */
const inAfternoon = /(?:午後|夕方|夜|晩|pm)(?:の)?\d{1,2}(?:時|:)/

function hoursAsked(normalized: string): { from: string; until: string; words: string } | undefined {
  const time = findFigures(normalized).find(({ kind }) => kind === 'time')
  if (time) {
    const [hour = 0, minute = '00'] = [Number(time.value.slice(0, 2)), time.value.slice(3)]
    const value = inAfternoon.test(normalized) && hour < 12 ? `${hour + 12}:${minute}` : time.value
    return { from: value, until: value, words: value }
  }
  const part = partsOfDay.find(([words]) => words.test(normalized))
  return part && { from: part[1], until: part[2], words: part[0].exec(normalized)?.[0] ?? '' }
}

/** 「締切日の夕方に出しても間に合う？」: the hour against that at which the current call closes. */
export function timeCheck(record: KnowledgeRecord, { normalized, input }: TurnContext): AnswerItem | undefined {
  const state = callState(record, input.now)
  if (!lastDay.test(normalized) || (state.state !== 'open' && state.state !== 'before')) return undefined
  const { closes } = state.call
  const asked = hoursAsked(normalized)
  if (!closes || !asked) return undefined
  const last = /T(\d{2}:\d{2})/.exec(closes)?.[1]
  const deadline = `申請の締切は${japaneseDateText(closes)}`
  const text =
    last === undefined
      ? `${deadline}です。当日の何時までかは確認できていません。`
      : asked.from > last
        ? `${deadline}です。${asked.words}では間に合いません。`
        : asked.until <= last
          ? `${deadline}です。${asked.words}なら、締切の時刻より前です。余裕をみて出してください。`
          : `${deadline}です。${asked.words}でも、${last}を過ぎると間に合いません。`
  return sayComputed(text, [record.id], [asked.words])
}
