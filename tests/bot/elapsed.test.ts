import { expect, it } from 'vitest'
import { elapsedIn } from '../../bot/understand/elapsed.ts'

const now = Date.parse('2026-11-23T10:00:00+09:00')

it.each([
  ['7か月前に学会で', 7, 7],
  ['公開してから1年半たった', 18, 18],
  ['半年すぎた', 6, 6],
  ['もう3か月です', 3, 3],
  ['昨年12月20日に', 11, 11.2],
  ['去年の8月に', 14.7, 15.8],
  ['去年公開した', 10.7, 22.8],
  ['5月の学会で', 5.7, 6.8],
  ['一昨年の12月に', 22.7, 23.8],
  ['おととし公開した', 22.7, 34.8],
  ['半年以上前に', 6, Number.POSITIVE_INFINITY],
])('reads how long ago it was: %s', (text, least, most) => {
  const elapsed = elapsedIn(text, now)
  expect(elapsed?.least).toBeGreaterThanOrEqual(least)
  expect(elapsed?.most).toBeLessThanOrEqual(most)
})
it.each(['12月に出します', '3か月以内', '1年間の計画', '2/3の補助'])('reads none in: %s', (text) => {
  expect(elapsedIn(text, now)).toBeUndefined()
})
