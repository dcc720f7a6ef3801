import { describe, expect, it } from 'vitest'
import { passes } from '../../knowledge/index/record-filter.ts'
import { sampleRecord } from './sample-record.ts'

const at = (moment: string) => Date.parse(moment)
const { record: call } = sampleRecord({
  kind: 'live-call',
  effective: { until: '2026-12-15T17:00+09:00' },
  deadline: {
    text: '受付は2026年12月1日から12月15日17時までです。',
    policy: 'dated',
    calls: [{ name: '第1回', opens: '2026-12-01', closes: '2026-12-15T17:00+09:00', steps: [] }],
  },
})

describe('what a search may find', () => {
  it.each([
    ['before it opens', '2026-11-26T10:00:00+09:00', ['before']],
    ['while it is open', '2026-12-15T16:59:00+09:00', ['open']],
  ] as const)('a call %s by its state at the moment asked', (_when, moment, callStates) => {
    expect(passes(call, { at: at(moment), callStates })).toBe(true)
    expect(passes(call, { at: at(moment), callStates: ['closed'] })).toBe(false)
  })
  it('no call after its last minute', () => {
    expect(passes(call, { at: at('2026-12-15T17:00:00+09:00') })).toBe(true)
    expect(passes(call, { at: at('2026-12-15T17:01:00+09:00') })).toBe(false)
  })
  it('only the languages asked for', () => {
    expect(passes(sampleRecord({ language: 'en' }).record, { languages: ['ja'] })).toBe(false)
    expect(passes(sampleRecord({}).record, { languages: ['ja'] })).toBe(true)
  })
})
