import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()

const cited = async (...turns: string[]) => (await talk(turns)).reply.citations.map(({ id }) => id)

describe('who asks whether they may apply at all', () => {
  it.each(['フリーランスでも出せる？', '一人親方なんですけど使えるやつある？'])(
    'gets the schemes that speak of sole proprietors, what is open first: %s',
    async (said) => {
      const { reply } = await talk([said])
      expect(reply.citations[0]?.id).toBe('jizokuka-20')
      expect(reply.text).toMatch(/個人事業主も申請できます/)
    },
  )
  it('before the company is founded, gets those that await founders', async () => {
    expect(await cited('まだ会社つくってないけど出せるやつ')).toContain('tokyo-sogyo-r8')
  })
  it('as a part of a large company, gets the rule and the schemes that leave it out', async () => {
    const { reply } = await talk(['大企業の子会社でも出せる？'])
    expect(reply.text).toMatch(/みなし大企業」と呼びます[\s\S]*対象外と書かれている制度です/)
    expect(reply.citations.map(({ id }) => id)).toContain('rule-minashi-daikigyo')
  })
  it('of a scheme that is named, is told of that one', async () => {
    expect((await cited('持続化補助金は個人事業主でも出せる？'))[0]).toBe('jizokuka-20')
    expect(await cited('持続化補助金は親会社が大企業でも出せる？')).toEqual(
      expect.arrayContaining(['jizokuka-20', 'rule-minashi-daikigyo']),
    )
  })
})

describe('a list', () => {
  it('names who helps to find a partner where there is none yet', async () => {
    expect(await cited('江東区の会社です', '大学との共同研究の補助金つかいたい', '相手の先生がまだいない')).toContain(
      'tosho-sangakuko',
    )
  })
  it('of one is that one, with its window', async () => {
    const { reply } = await talk(['跡継ぎがいなくて…会社ゆずるのにお金でますか'])
    expect(reply.text).toMatch(/よろず支援拠点にも相談できます/)
  })
  it('is chosen from by a sum', async () => {
    expect((await cited('都の助成金教えて', '8000万のほう'))[0]).toBe('tokyo-senryaku-r7')
  })
})
