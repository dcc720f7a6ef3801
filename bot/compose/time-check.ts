import { findFigures } from '../../knowledge/figures/find-figures.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import { japaneseDateText } from '../../storage/ground/japan-time.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { sayComputed } from './say.ts'

const lastDay =
  /(?:締め?切り?|しめきり|〆切)(?:の)?(?:日|当日)|最終日|(?:締め?切り?|しめきり)[^。?]{0,6}当日|当日[^。?]{0,6}(?:締め?切|しめきり)/
const anotherDay = /前日|前の日|前々日|次の日|翌日/
/** Hours that are no figure: the earliest and the latest that they may mean. */
const partsOfDay: readonly [words: RegExp, from: string, until: string][] = [
  [/午前中|朝(?!日)/, '06:00', '12:00'],
  [/昼(?:過ぎ|すぎ)/, '12:00', '15:00'],
  [/夕方/, '16:00', '19:00'],
  [/深夜|日付が変わる|24時|23時59分/, '23:00', '23:59'],
  [/夜|よる|晩|仕事(?:が|を)?終わ|仕事の?(?:あと|後)/, '18:00', '23:59'],
]
const NOON = 12
const HALF = /時半/

interface Hours {
  from: string
  until: string
  words: string
}

const clock = (hour: number, minute: string): string => `${String(hour).padStart(2, '0')}:${minute}`

/** The hours that the words mean; undefined where they may be of the morning as well as of the evening. */
function hoursAsked(normalized: string): Hours | undefined {
  const part = partsOfDay.find(([words]) => words.test(normalized))
  const time = findFigures(normalized).find(({ kind }) => kind === 'time')
  if (!time) return part && { from: part[1], until: part[2], words: part[0].exec(normalized)?.[0] ?? '' }
  const hour = Number(time.value.slice(0, 2))
  const minute = HALF.test(normalized) ? '30' : time.value.slice(3)
  const isMorning = /午前|朝|am/.test(normalized)
  const isEvening = /午後|pm/.test(normalized) || (part !== undefined && part[1] >= clock(NOON, '00'))
  if (hour < NOON && !isMorning && !isEvening) return undefined
  const value = clock(hour < NOON && isEvening ? hour + NOON : hour, minute)
  return { from: value, until: value, words: value }
}

/** 「締切日の夕方に出しても間に合う？」: the hour against that at which the current call, or the step that is named, closes. */
export function timeCheck(record: KnowledgeRecord, { normalized, input }: TurnContext): AnswerItem | undefined {
  const state = callState(record, input.now)
  if (!lastDay.test(normalized) || anotherDay.test(normalized)) return undefined
  if (state.state !== 'open' && state.state !== 'before') return undefined
  const step = state.call.steps.find(({ name }) => isNamed(name, normalized))
  const closes = step?.at ?? state.call.closes
  const isOfHour = /時|[^\d]:|夕方|夜|よる|晩|朝|昼|午前|午後|仕事/.test(normalized)
  if (!closes || !isOfHour) return undefined
  const asked = hoursAsked(normalized)
  const last = /T(\d{2}:\d{2})/.exec(closes)?.[1]
  const deadline = `${step ? `${step.name}の期限` : '申請の締切'}は${japaneseDateText(closes)}です。`
  if (last === undefined) return sayComputed(`${deadline}当日の何時までかは確認できていません。`, [record.id])
  const verdict =
    asked === undefined || (asked.from <= last && asked.until > last)
      ? `${asked?.words ?? 'その日'}でも、${last}を過ぎると間に合いません。`
      : asked.from > last
        ? `${asked.words}では間に合いません。`
        : `${asked.words}なら、締切の時刻より前です。余裕をみて出してください。`
  return sayComputed(deadline + verdict, [record.id], [deadline, verdict])
}

/** 「様式4」 of 「事業支援計画書（様式4）の発行の受付締切」. */
const isNamed = (name: string, normalized: string): boolean =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[()（）の]/)
    .some((part) => part.length >= SHORTEST_NAME && part !== '受付締切' && normalized.includes(part))
const SHORTEST_NAME = 3
