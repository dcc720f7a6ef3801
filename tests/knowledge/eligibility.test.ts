import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Company, industries, isMedium, isSmall, type Range } from '../../knowledge/scheme/company.ts'
import { isExcluded, judge } from '../../knowledge/scheme/eligibility.ts'
import { sampleRecord } from './sample-record.ts'

const { record: sound } = sampleRecord()
if (!sound) throw new Error('no record')
type Eligibility = NonNullable<typeof sound.eligibility>
const verdicts = (eligibility: Eligibility, company: Company) =>
  judge({ ...sound, eligibility }, company).map(({ verdict }) => verdict)
const exactly = (count: number): Range => ({ least: count, most: count })

describe('the size of a company by the law', () => {
  it('is medium by capital or by employees, whichever is within', () => {
    expect(isMedium({ industry: 'manufacturing', employees: exactly(300) })).toBe('meets')
    expect(isMedium({ industry: 'manufacturing', employees: exactly(301) })).toBe('unknown')
    expect(isMedium({ industry: 'manufacturing', employees: exactly(301), capital: 300_000_000 })).toBe('meets')
    expect(isMedium({ industry: 'manufacturing', employees: exactly(301), capital: 300_000_001 })).toBe('fails')
    expect(isMedium({ industry: 'retail', employees: exactly(51), capital: 50_000_001 })).toBe('fails')
  })
  it('is small by employees alone', () => {
    expect(isSmall({ industry: 'manufacturing', employees: exactly(20) })).toBe('meets')
    expect(isSmall({ industry: 'retail', employees: exactly(6) })).toBe('fails')
    expect(isSmall({ industry: 'lodging', employees: exactly(20) })).toBe('meets')
  })
  it('is told without the industry only where every industry agrees', () => {
    expect(isSmall({ employees: exactly(5) })).toBe('meets')
    expect(isSmall({ employees: exactly(10) })).toBe('unknown')
    expect(isSmall({ employees: exactly(21) })).toBe('fails')
  })
  it('is left open in information, where the law knows two bounds', () => {
    expect(isMedium({ industry: 'information', employees: exactly(100) })).toBe('meets')
    expect(isMedium({ industry: 'information', employees: exactly(200), capital: 100_000_000 })).toBe('unknown')
    expect(isSmall({ industry: 'information', employees: exactly(10) })).toBe('unknown')
  })
})

describe('the years in business', () => {
  it('let someone in who has not founded yet where that is said', () => {
    expect(verdicts({ years: { below: 5 }, beforeFounding: true }, { years: exactly(-1) })).toEqual(['meets'])
    expect(verdicts({ years: { below: 5 }, beforeFounding: true }, { years: exactly(5) })).toEqual(['fails'])
    expect(verdicts({ beforeFounding: false }, { years: exactly(-1) })).toEqual(['fails'])
    expect(verdicts({ beforeFounding: false }, { years: exactly(0) })).toEqual(['meets'])
  })
  it('shut nobody out of a scheme for young companies that says nothing of the time before', () => {
    expect(verdicts({ years: { below: 5 } }, { years: exactly(-1) })).toEqual(['unknown'])
    expect(verdicts({ years: { least: 2 } }, { years: exactly(-1) })).toEqual(['fails'])
  })
})

const count = fc.integer({ min: 0, max: 400 })
const someYears = fc.integer({ min: -1, max: 12 })
const wish = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const someEligibility = fc.record({
  size: wish(fc.constantFrom('small' as const, 'medium' as const)),
  employees: wish(fc.record({ least: wish(count), most: wish(count) })),
  industries: wish(fc.uniqueArray(fc.constantFrom(...industries), { minLength: 1 })),
  years: wish(fc.record({ least: wish(fc.nat(9)), below: wish(fc.nat(9)) })),
  beforeFounding: wish(fc.boolean()),
})
/** A range and one within it; a missing end is open. */
const nested = (value: fc.Arbitrary<number>) =>
  fc.tuple(value, value, value, value, fc.boolean(), fc.boolean()).map(([...drawn]) => {
    const [a, b, c, d] = drawn
      .slice(0, 4)
      .map(Number)
      .sort((x, y) => x - y)
    const wide: Range = { least: drawn[4] ? undefined : a, most: drawn[5] ? undefined : d }
    return { wide, narrow: { least: b, most: c } }
  })

describe('what is sure of a range', () => {
  it('stays so when the range is told more closely', () => {
    fc.assert(
      fc.property(
        someEligibility,
        nested(count),
        nested(someYears),
        wish(fc.constantFrom(...industries)),
        wish(fc.constantFrom(10_000_000, 60_000_000, 400_000_000)),
        wish(fc.constantFrom(...industries)),
        (eligibility, employees, years, industry, capital, later) => {
          const wide: Company = { employees: employees.wide, years: years.wide, industry }
          const narrow: Company = {
            employees: employees.narrow,
            years: years.narrow,
            industry: industry ?? later,
            capital,
          }
          const before = judge({ ...sound, eligibility }, wide)
          const after = new Map(judge({ ...sound, eligibility }, narrow).map(({ kind, verdict }) => [kind, verdict]))
          for (const { kind, verdict } of before) {
            if (verdict !== 'unknown') expect(after.get(kind)).toBe(verdict)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
  it('shuts nobody out who has said nothing', () => {
    fc.assert(fc.property(someEligibility, (eligibility) => !isExcluded({ ...sound, eligibility }, {})))
  })
})
