import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysBetween, japanDate, japanDay, japaneseDateText, japanInstant } from '../../storage/ground/japan-time.ts'

const at = (text: string) => Date.parse(text)

describe('the day in Japan', () => {
  test('changes at midnight in Japan, not in Greenwich', () => {
    expect(japanDay(at('2026-03-31T14:59:59.999Z'))).toBe('2026-03-31')
    expect(japanDay(at('2026-03-31T15:00:00.000Z'))).toBe('2026-04-01')
    expect(japanDate(at('2026-12-31T15:00:00Z'))).toEqual({
      year: 2027,
      month: 1,
      day: 1,
      hour: 0,
      minute: 0,
      weekday: 5,
    })
  })

  test('knows the leap day', () => {
    expect(japanDay(at('2028-02-28T15:00:00Z'))).toBe('2028-02-29')
    expect(japanInstant('2028-02-29')).toBe(at('2028-02-28T15:00:00Z'))
    expect(japanInstant('2027-02-29')).toBeUndefined()
    expect(daysBetween(at('2028-02-28T00:00:00+09:00'), at('2028-03-01T00:00:00+09:00'))).toBe(2)
  })
})

describe('a date of a record', () => {
  test('is its first moment, or its last one for a closing day', () => {
    expect(japanInstant('2026-04-17')).toBe(at('2026-04-17T00:00:00+09:00'))
    expect(japanInstant('2026-04-17', true)).toBe(at('2026-04-17T23:59:59.999+09:00'))
  })

  test('with a time is that moment, whatever end is asked for', () => {
    expect(japanInstant('2026-04-17T17:00+09:00', true)).toBe(at('2026-04-17T08:00:00Z'))
    expect(japanInstant('2026-04-17T17:00:00+09:00')).toBe(at('2026-04-17T08:00:00Z'))
  })

  test.each([
    '',
    '2026',
    '2026-4-1',
    '2026-13-01',
    '2026-02-30',
    '2026-04-31',
    '2026-04-17T17:00',
    '2026-04-17T25:00+09:00',
    '2026-04-17T17:00Z',
    '令和8年4月17日',
    ' 2026-04-17',
    '2026-04-17\n',
  ])('that is not one is refused: %j', (text) => {
    expect(japanInstant(text)).toBeUndefined()
  })

  test('is written as people read it', () => {
    expect(japaneseDateText('2026-04-07')).toBe('2026年4月7日')
    expect(japaneseDateText('2026-04-17T17:00+09:00')).toBe('2026年4月17日17:00')
    expect(japaneseDateText('未定')).toBe('未定')
  })

  test('comes back the same from any instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: at('2100-01-01T00:00:00Z') }), (instant) => {
        const day = japanDay(instant)
        const start = japanInstant(day) ?? Number.NaN
        const end = japanInstant(day, true) ?? Number.NaN
        expect(start <= instant && instant <= end).toBe(true)
      }),
    )
  })
})

describe('days left', () => {
  test('are counted by the calendar, not by 24 hours', () => {
    expect(daysBetween(at('2026-11-23T23:59:00+09:00'), at('2026-11-24T00:01:00+09:00'))).toBe(1)
    expect(daysBetween(at('2026-11-23T00:00:00+09:00'), at('2026-11-23T23:59:59+09:00'))).toBe(0)
    expect(daysBetween(at('2026-11-24T00:00:00+09:00'), at('2026-11-23T23:59:59+09:00'))).toBe(-1)
  })
})
