import { describe, expect, it } from 'vitest'
import { costIn } from '../../bot/understand/cost.ts'
import { periodIn } from '../../bot/understand/period.ts'
import { fromRomaji } from '../../bot/understand/romaji.ts'

describe('a cost', () => {
  it.each([
    ['経費が180万円だったら?', 1_800_000],
    ['目黒区の省力化補助で60万円かかる場合は?', 600_000],
    ['持続化補助金、90万円のホームページだといくら', 900_000],
    ['成長加速化で20億円の工場を建てたら', 2_000_000_000],
    ['レジ30万円買ったらいくら補助?', 300_000],
    ['レジが60万円。いくら出る?', 600_000],
    ['1億5,000万円の設備投資だといくら?', 150_000_000],
    ['4千万円使うといくら', 40_000_000],
  ])('is read in %s', (said, yen) => {
    expect(costIn(said)).toBe(yen)
  })
  it.each([
    '8000万円出る助成金あるって聞いたんですが',
    '東京都の開発の補助金2500万のやつ',
    '上限300万円ですか',
    '資本金1000万円だといくら',
    '売上が10億円だと対象?',
    '20万円のバウチャーが欲しい',
    '300万円以下だといくら',
  ])('is not read in %s', (said) => {
    expect(costIn(said)).toBeUndefined()
  })
})

describe('a period', () => {
  // A Monday.
  const now = Date.parse('2026-11-23T10:00:00+09:00')
  it.each([
    ['今週中に', '2026-11-23', '2026-11-29'],
    ['来週締切の', '2026-11-30', '2026-12-06'],
    ['今月締切の', '2026-11-23', '2026-11-30'],
    ['来月の締切', '2026-12-01', '2026-12-31'],
    ['年内に出せる', '2026-11-23', '2026-12-31'],
    ['年度内に出せる', '2026-11-23', '2027-03-31'],
    ['来年度の', '2027-04-01', '2028-03-31'],
    ['2月に締め切られる', '2027-02-01', '2027-02-28'],
    ['10日以内に', '2026-11-23', '2026-12-03'],
  ])('of %s ends with the right day', (said, from, until) => {
    expect(periodIn(said, now)).toMatchObject({ from, until })
  })
  it('on a Sunday the week ends with that day', () => {
    expect(periodIn('今週', Date.parse('2026-11-29T10:00:00+09:00'))).toMatchObject({ until: '2026-11-29' })
  })
  it.each(['12月15日の締切', '2026年4月', '締切はいつ'])('is not read in %s', (said) => {
    expect(periodIn(said, now)).toBeUndefined()
  })
})

describe('Japanese in Latin letters', () => {
  it('is written with the ward as it is written, and leaves names in Latin letters as they are', () => {
    expect(fromRomaji('itabashi sangaku renkei josei')).toBe('板橋区産学連携助成')
    expect(fromRomaji('koto-ku no yachin hojo')).toBe('江東区の家賃補助')
    expect(fromRomaji('gbizid shutoku nannichi')).toContain('gbizid')
    expect(fromRomaji('do you have a subsidy')).toBeUndefined()
  })
})
