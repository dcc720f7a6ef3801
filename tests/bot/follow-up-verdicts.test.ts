import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()

describe('a short question after something was told is about what was told', () => {
  it.each([
    [['IT導入補助金', 'もうソフト契約しちゃった', 'だめですか'], /交付決定の前に契約・発注した費用は補助の対象外です/],
    [['持続化出したい', 'GビズIDまだない', '間に合うかな'], /12月4日[\s\S]*GビズID：[\s\S]*最短即日/],
    [['持続化補助金', 'チラシに60万使う', 'いくら戻る？'], /最大40万円/],
    [['特許の減免', 'うち親会社が上場企業なんだけど', '半額いける？'], /大企業に支配/],
    [['都の躍進の設備の助成の条件', '会社つくって1年半 その前は個人で3年やってた', 'どう？'], /2年以上/],
  ])('%s', async (turns, told) => {
    expect((await talk(turns)).reply.text).toMatch(told)
  })
})

it('a company that is too large is told so, also when it asks last', async () => {
  const { reply } = await talk(['持続化補助金', '従業員25人の小売です', '使えますか'])
  expect(reply.text).toMatch(/いいえ。うかがった内容.*「小規模事業者」の条件に当てはまらない/)
})
it('the cost of one scheme is no plan for another', async () => {
  const turns = ['持続化補助金、60万のチラシ', 'いくら戻る？', 'ものづくり補助金は？', 'いくらもらえる？']
  expect((await talk(turns)).reply.text).not.toMatch(/60万円とすると/)
})
it('two sums that are not put on top of one another bear no claim out', async () => {
  expect((await talk(['持続化補助金の上限は300万円ですよね'])).reply.text).toMatch(/いいえ。/)
})

describe('what is asked of the service itself', () => {
  it.each([
    ['これ使うのお金かかりますか', /無料です/],
    ['入力した内容ってどこかに残りますか', /保存します[\s\S]*データを消して/],
    ['このチャットって誰が見てるの', /窓口の職員/],
    ['このチャットは夜も使えますか', /夜間も休日も/],
  ])('%s', async (said, told) => {
    const { outcome, reply } = await talk([said])
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toMatch(told)
  })
  it.each(['これでお金もらえるのは確定ですよね', '持続化補助金を使うのにお金かかりますか'])(
    'but not: %s',
    async (said) => {
      expect((await talk([said])).reply.text).not.toMatch(/このチャットのご利用/)
    },
  )
})

describe('what says nothing but that money is wanted, or what one does', () => {
  it.each(['補助金', '助成金おしえて', 'ラーメン屋なんだけど', '会社作ってまだ3か月です', '先月開業したばかり'])(
    'is asked back: %s',
    async (said) => {
      expect((await talk([said])).outcome.outcome).toBe('clarification')
    },
  )
})
