import { describe, expect, it } from 'vitest'
import { learnLikeness } from '../../bot/understand/likeness.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'

const record = (id: string, questions: string[]) => ({ id, questions }) as KnowledgeRecord
const records = new Map(
  [
    record('noise', ['防音の工事に補助ある？', '工場の音がうるさいと言われた', '騒音を減らす費用']),
    record('rent', ['家賃は出ますか', 'お店の家賃を助けてほしい', '事務所の賃料']),
    record('silent', []),
  ].map((one) => [one.id, one]),
)
const likeness = learnLikeness(records)

/** Ids, the most like first. */
const ranked = (text: string): string[] => [...likeness.of(text)].sort(([, a], [, b]) => b - a).map(([id]) => id)

describe('how like a message is to what records are asked', () => {
  it.each([
    ['うちの工場、防音したいんですが', 'noise'],
    ['家賃助けて', 'rent'],
  ])('「%s」 is most like the questions of %s', (text, id) => {
    expect(ranked(text)[0]).toBe(id)
  })
  it('a question that stands there word for word is more like than one that only shares a word', () => {
    const [whole, part] = ['家賃は出ますか', '家賃が高い'].map((text) => likeness.of(text).get('rent') ?? 0)
    expect(whole).toBeGreaterThan(part ?? 1)
    expect(whole).toBeLessThanOrEqual(1)
  })
  it('what shares no letter is like nothing, and a record without questions is never found', () => {
    expect(ranked('xyz')).toEqual([])
    expect(ranked('防音と家賃')).not.toContain('silent')
  })
  it('is learnt once for the same records, and tells the same each time', () => {
    expect(learnLikeness(records)).toBe(likeness)
    expect(likeness.of('防音')).toEqual(new Map(likeness.of('防音')))
  })
})
