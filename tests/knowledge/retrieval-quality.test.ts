import { describe, expect, it } from 'vitest'
import { engines, quickEngines } from '../bench/engines/all-engines.ts'
import { multiplyPassages } from '../bench/multiply-passages.ts'
import { recordsAsQuestions } from '../bench/passage-set.ts'

/** Measured on 2026-11-26 (0.536); the rest of the margin is for records to come. */
const LEAST_MRR = 0.52

describe('questions in other words than the one a record is named by', () => {
  it('find their record as well as measured', async () => {
    const { passages, questions } = await recordsAsQuestions()
    const engine = await engines.madoguchi?.(passages)
    let reciprocal = 0
    for (const { text, relevant } of questions) {
      const rank = ((await engine?.search(text, 10)) ?? []).findIndex((id) => relevant.includes(id)) + 1
      if (rank > 0) reciprocal += 1 / rank
    }
    expect(questions.length).toBeGreaterThan(1000)
    expect(reciprocal / questions.length).toBeGreaterThan(LEAST_MRR)
  })
})

describe('the engines of the benches', () => {
  const passages = [
    { id: 'a', title: '梅雨', text: '五月から七月に雨の多い期間のことです。' },
    { id: 'b', title: '台風', text: '熱帯の海で生まれる強い低気圧です。' },
    { id: 'c', title: '雪', text: '空から降る氷の結晶です。寒い地方で積もります。' },
  ]
  it.each(quickEngines)('%s finds a passage by its words', async (name) => {
    const engine = await engines[name]?.(passages)
    expect(await engine?.search('熱帯の海の低気圧', 3)).toContain('b')
  })
})

describe('a set grown for measurements', () => {
  it('is the same every time, keeps its questions answerable and repeats no text', async () => {
    const base = await recordsAsQuestions()
    const grown = multiplyPassages(base, 1000)
    expect(grown.passages).toEqual(multiplyPassages(base, 1000).passages)
    expect(new Set(grown.passages.map(({ id }) => id)).size).toBe(1000)
    expect(new Set(grown.passages.map(({ text }) => text)).size).toBeGreaterThan(950)
    expect(grown.questions.every(({ relevant }) => grown.passages.some(({ id }) => relevant.includes(id)))).toBe(true)
  })
})
