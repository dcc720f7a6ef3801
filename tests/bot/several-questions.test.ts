import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()

describe('several questions in one message', () => {
  it('are each answered, with the sources of both', async () => {
    const { outcome, reply } = await talk(['持続化補助金の締切は？ それとGビズIDって無料？'])
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toContain('12月15日')
    expect(reply.text).toContain('無料')
    expect(reply.citations.map(({ id }) => id)).toEqual(expect.arrayContaining(['jizokuka-20', 'gbizid']))
  })
  it('are each answered where the second is told by its ward', async () => {
    const { reply } = await talk(['持続化補助金の締切は？ 板橋区の産学公連携の助成金の上限は？'])
    expect(reply.text).toContain('12月15日')
    expect(reply.text).toContain('150万円')
  })
  it('leave the last one as what the next words are about', async () => {
    const { reply } = await talk(['GビズIDって無料？ 持続化補助金の締切は？', '上限は？'])
    expect(reply.text).toContain('50万円')
  })
  it('are one question where the second says more of the first', async () => {
    const { reply } = await talk(['墨田区の依頼試験の補助金の率は？ 締切も教えて'])
    expect(reply.text.match(/「依頼試験等利用補助金/g)).toHaveLength(1)
    expect(reply.text).toContain('1/2')
  })
  it('are one where the first sentence only says who asks', async () => {
    const { reply } = await talk([
      '台東区の町工場です。産技研の機器利用に8万円かかるんだけど区の補助だといくら分出る計算',
    ])
    expect(reply.text).toContain('4万円')
  })
  it('give way to a wish for a person among them', async () => {
    const { outcome } = await talk(['持続化補助金の締切は？ GビズIDのことは担当の人と話したい'])
    expect(outcome.outcome).toBe('handoff')
  })
})
