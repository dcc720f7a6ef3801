import { describe, expect, it } from 'vitest'
import { comparisonIn } from '../../bot/understand/comparison.ts'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()

const cited = (ids: readonly { id: string }[]) => ids.map(({ id }) => id)

describe('who asks for something cheaper or larger than what was told', () => {
  it('gets schemes whose cap is larger, those of the other places left out', async () => {
    const { outcome, reply } = await talk(['板橋区の公設試の利用助成の上限は？', 'もっと上限が大きいのは'])
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toMatch(/上限10万円です[\s\S]*1\. [\s\S]*上限[^\n]*(?:万|億)円/)
    expect(cited(reply.citations)).not.toContain('sumida-irai-r7')
    const chosen = await talk(['板橋区の公設試の利用助成の上限は？', 'もっと上限が大きいのは', '2番'])
    expect(chosen.reply.citations[0]?.id).toBe(reply.citations[1]?.id)
  })
  it('never reads of a closed call as open in the new order', async () => {
    const { reply } = await talk(['持続化補助金の上限は？', 'もっと高いのは'])
    expect(reply.text).toContain('TOKYO戦略的イノベーション促進事業（令和7年度）（東京都）【受付終了】')
  })
  it('sees the last list in the order of its caps', async () => {
    const { reply } = await talk(['設備を入れたい', '板橋区です', 'この中で一番上限が大きいのは？'])
    expect(reply.text).toMatch(/1\. 中小企業成長加速化補助金[^\n]*\n　上限5億円/)
  })
  it('is told that fees nobody confirmed cannot be compared, and what lightens them', async () => {
    const { reply } = await talk(['都産技研の機器利用の料金は？', 'もっと安い所は'])
    expect(reply.text).toContain('料金は、確認できていません。\nそのため、ほかと比べることはできません。')
    expect(cited(reply.citations)).toContain('itabashi-kosetsushi')
    expect(reply.text).not.toContain('無料')
  })
  it('is told of the reduction after the fees of a patent', async () => {
    const { reply } = await talk(['特許の費用はいくら？', 'もっと安いのは'])
    expect(reply.text).toMatch(/比べられるものはありません[\s\S]*減免制度[^\n]*\n　払う額は通常の1\/2・1\/3・1\/4/)
    expect(reply.text).not.toContain('補助率1/2・1/3・1/4')
  })
  it('hears that nothing is cheaper than what is free', async () => {
    const { reply } = await talk(['よろず支援拠点って無料？', '他に安いのは'])
    expect(reply.text).toContain('相談は無料です。\nこれより安いものはありません。')
  })
  it('hears of the figures of others where that of the scheme is not known', async () => {
    const { reply } = await talk(['板橋区の開発チャレンジ補助金は？', '一番上限が大きいのは？'])
    expect(reply.text).toMatch(
      /確認できていません。\nそのため、ほかと比べることはできません。[\s\S]*数字を確認できている/,
    )
  })
  it.each([
    ['もっと安いのは', 'cheaper'],
    ['他に安いのはありますか？', 'cheaper'],
    ['もう少し安い所ない？', 'cheaper'],
    ['上限がもっと高いのは？', 'larger-cap'],
    ['もっと補助率がいいのは', 'higher-rate'],
    ['大学と組むと高いですか', undefined],
    ['設備をもっと入れたい', undefined],
    ['もっと詳しく', undefined],
    ['安い電気代の設備に替えたい', undefined],
  ])('%s', (words, wish) => {
    expect(comparisonIn(words)).toBe(wish)
  })
})
