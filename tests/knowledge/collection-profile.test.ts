import { describe, expect, it } from 'vitest'
import { profileOf } from '../../knowledge/index/collection-profile.ts'

const titled = (titles: string[]) => titles.map((title, group) => ({ group, fields: { title, text: '本文' } }))

describe('what a collection shows of itself', () => {
  it('is a list of questions where its titles ask or wish', () => {
    const { questionShare, titleDistinctness } = profileOf(
      titled([
        '住民票の写しはどこで取れますか',
        '犬を登録したい',
        'ごみの分け方を教えてください。',
        '転入の手続きについて知りたい',
      ]),
    )
    expect(questionShare).toBe(1)
    expect(titleDistinctness).toBe(1)
  })
  it('is none where they name things', () => {
    const { questionShare, titleDistinctness } = profileOf(
      titled(['梅雨', '梅雨', '台風', '小笠原気団', '新製品開発助成']),
    )
    expect(questionShare).toBe(0)
    expect(titleDistinctness).toBeCloseTo(0.8)
  })
  it('has neither without titles', () => {
    expect(profileOf([{ group: 0, fields: {} }])).toEqual({ questionShare: 0, titleDistinctness: 0 })
  })
})
