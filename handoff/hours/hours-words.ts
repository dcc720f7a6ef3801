import { daysBetween, japanDate } from '../../storage/ground/japan-time.ts'
import { type Hours, weekdays } from '../settings/shapes.ts'

const dayNames = ['日', '月', '火', '水', '木', '金', '土'] as const

const clockWords = (time: string): string => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return minute === 0 ? `${hour}時` : `${hour}時${minute}分`
}

/** 「明日11月25日（水）の9時」, 「12月1日（火）の8時30分」 */
export function momentWords(instant: number, now: number): string {
  const { month, day, weekday, hour, minute } = japanDate(instant)
  const near = { 0: '本日', 1: '明日' }[daysBetween(now, instant)] ?? ''
  return `${near}${month}月${day}日（${dayNames[weekday]}）の${clockWords(`${hour}:${minute}`)}`
}

/** Days with the same hours stand together, from Monday on: 「月〜金 9時〜17時、土 9時〜12時」. Empty where none are set. */
export function weekWords(hours: Hours): string {
  if (hours.weekly === null) return ''
  const week = [1, 2, 3, 4, 5, 6, 0].map((index) => ({
    name: dayNames[index] ?? '',
    ranges: (hours.weekly?.[weekdays[index] ?? 'sun'] ?? [])
      .map(({ open, close }) => `${clockWords(open)}〜${clockWords(close)}`)
      .join('・'),
  }))
  const groups: { names: string[]; ranges: string }[] = []
  for (const { name, ranges } of week) {
    const last = groups.at(-1)
    if (last?.ranges === ranges) last.names.push(name)
    else groups.push({ names: [name], ranges })
  }
  const days = (names: string[]) => (names.length > 2 ? `${names[0]}〜${names.at(-1)}` : names.join('・'))
  return groups
    .filter(({ ranges }) => ranges !== '')
    .map(({ names, ranges }) => `${days(names)} ${ranges}`)
    .join('、')
}
