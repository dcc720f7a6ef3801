// What the user saw: of a guideline's long sentence 「上限は1億5,000万円」 was quoted as 「上限は1億5,0」.
import { describe, expect, it } from 'vitest'
import { quotation } from '../../bot/compose/document-answer.ts'

const longest = 301
const figures = ['1億5,000万円', '１，０００万円', '令和8年12月15日', '3分の2']

describe('a sentence that is too long to be quoted whole', () => {
  it.each(figures)('never ends in half a figure: %s', (figure) => {
    for (const [clause, ends] of [
      ['研究開発に取り組む中小企業者の皆さまを対象とし、', '、…'],
      ['研究開発に取り組む中小企業者の皆さまを対象として', '…'],
      ['研究開発 中小企業者 ', '…'],
    ] as const) {
      for (let shift = 0; shift < 40; shift += 1) {
        const before = 'あ'.repeat(shift) + clause.repeat(Math.ceil(260 / clause.length))
        const quoted = quotation(`${before}上限や期限は${figure}とします。`, '上限や期限は')
        expect(quoted.length).toBeLessThanOrEqual(longest)
        if (quoted.includes(figure.slice(0, 1)) && /[\d１]/.test(quoted)) expect(quoted).toContain(figure)
        else expect(quoted.endsWith(ends)).toBe(true)
      }
    }
  })
})
