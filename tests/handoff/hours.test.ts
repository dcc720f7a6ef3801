import { describe, expect, it } from 'vitest'
import {
  afterOpenTime,
  beforeOpenTime,
  closureOf,
  holidayName,
  isOpen,
  nextOpening,
  openTimeBetween,
} from '../../handoff/hours/hours.ts'
import { momentWords, weekWords } from '../../handoff/hours/hours-words.ts'
import { hoursSetting } from '../../handoff/settings/shapes.ts'

const day = [{ open: '09:00', close: '17:00' }]
const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day }
const hours = hoursSetting.parse({
  weekly,
  closures: [{ from: '2026-12-29', to: '2027-01-03', label: '年末年始' }],
})
const at = (text: string) => Date.parse(`${text}+09:00`)

describe('the hours of the desk', () => {
  it('know the holidays of 2026 and 2027, the substitute ones and the one between two holidays', () => {
    const holidays = ['2026-01-01', '2026-05-06', '2026-09-22', '2026-11-23', '2027-03-22', '2027-05-03', '2027-11-23']
    expect(holidays.map(holidayName)).toEqual([
      '元日',
      expect.stringContaining('振替休日'),
      '休日',
      '勤労感謝の日',
      expect.stringContaining('春分の日'),
      '憲法記念日',
      '勤労感謝の日',
    ])
    expect(holidayName('2026-11-24')).toBeUndefined()
  })

  it('are open on a working day from nine to five, and not on a holiday, a weekend or an ad-hoc closure', () => {
    const open = ['2026-11-24T09:00:00', '2026-11-24T16:59:59', '2026-12-28T12:00:00']
    const shut = [
      '2026-11-24T08:59:59',
      '2026-11-24T17:00:00',
      '2026-11-23T10:00:00',
      '2026-11-28T10:00:00',
      '2026-12-29T10:00:00',
    ]
    expect(open.map((text) => isOpen(hours, at(text)))).toEqual(open.map(() => true))
    expect(shut.map((text) => isOpen(hours, at(text)))).toEqual(shut.map(() => false))
    expect(closureOf(hours, '2027-01-03')).toBe('年末年始')
  })

  it('open next after the weekend, the holiday and the new year', () => {
    expect(nextOpening(hours, at('2026-11-20T17:00:00'))).toBe(at('2026-11-24T09:00:00'))
    expect(nextOpening(hours, at('2026-12-28T18:00:00'))).toBe(at('2027-01-04T09:00:00'))
    expect(nextOpening(hours, at('2026-11-24T10:00:00'))).toBe(at('2026-11-24T10:00:00'))
    expect(nextOpening(hoursSetting.parse({ weekly: {} }), at('2026-11-24T10:00:00'))).toBeUndefined()
  })

  it('count time only while they are open', () => {
    const late = at('2026-11-20T16:50:00')
    expect(afterOpenTime(hours, late, 20 * 60_000)).toBe(at('2026-11-24T09:10:00'))
    expect(openTimeBetween(hours, late, at('2026-11-24T09:10:00'))).toBe(20 * 60_000)
    expect(beforeOpenTime(hours, at('2026-11-24T09:10:00'), 20 * 60_000)).toBe(late)
    expect(beforeOpenTime(hours, at('2026-11-22T12:00:00'), 10 * 60_000)).toBe(late)
    const always = hoursSetting.parse({})
    expect(isOpen(always, late)).toBe(true)
    expect(afterOpenTime(always, late, 5)).toBe(late + 5)
  })

  it('hold lunch breaks and midnight', () => {
    const broken = hoursSetting.parse({
      weekly: {
        tue: [
          { open: '13:00', close: '24:00' },
          { open: '09:00', close: '12:00' },
        ],
      },
    })
    expect(isOpen(broken, at('2026-11-24T12:30:00'))).toBe(false)
    expect(nextOpening(broken, at('2026-11-24T12:30:00'))).toBe(at('2026-11-24T13:00:00'))
    expect(isOpen(broken, at('2026-11-24T23:59:59'))).toBe(true)
    expect(isOpen(broken, at('2026-11-25T00:00:00'))).toBe(false)
  })

  it('are told in words', () => {
    const now = at('2026-11-23T10:00:00')
    expect(momentWords(at('2026-11-24T09:00:00'), now)).toBe('明日11月24日（火）の9時')
    expect(momentWords(at('2026-11-23T13:30:00'), now)).toBe('本日11月23日（月）の13時30分')
    expect(momentWords(at('2027-01-04T09:00:00'), now)).toBe('1月4日（月）の9時')
    expect(weekWords(hours)).toBe('月〜金 9時〜17時')
    expect(weekWords(hoursSetting.parse({ weekly: { ...weekly, sat: [{ open: '09:00', close: '12:00' }] } }))).toBe(
      '月〜金 9時〜17時、土 9時〜12時',
    )
  })

  it('refuse what is no clock, and an end before its beginning', () => {
    expect(hoursSetting.safeParse({ weekly: { mon: [{ open: '9:00', close: '17:00' }] } }).success).toBe(false)
    expect(hoursSetting.safeParse({ weekly: { mon: [{ open: '17:00', close: '09:00' }] } }).success).toBe(false)
    expect(hoursSetting.safeParse({ closures: [{ from: '2026-12-02', to: '2026-12-01', label: 'x' }] }).success).toBe(
      false,
    )
  })
})
