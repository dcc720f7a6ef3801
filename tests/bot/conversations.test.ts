import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()

const cited = (ids: readonly { id: string }[]) => ids.map(({ id }) => id)

describe('a conversation', () => {
  it('asks the same of another ward without asking the purpose again', async () => {
    const { outcome, reply } = await talk(['品川区の大学との共同研究の助成は？', 'それが板橋区なら？'])
    expect(outcome.outcome).toBe('answered')
    expect(cited(reply.citations)).toContain('itabashi-sangakuko')
  })
  it('goes over to another purpose in the same ward', async () => {
    const { reply } = await talk(['品川区で新製品を開発したい', '1番', 'じゃあ大学との共同研究は？'])
    expect(cited(reply.citations)[0]).toBe('shinagawa-sangaku-r8')
  })
  it('keeps to the scheme when only its telephone number is asked', async () => {
    const { reply } = await talk(['持続化補助金について', 'いつまで', '電話番号は'])
    expect(cited(reply.citations)[0]).toBe('jizokuka-20')
  })
  it('asks about a system by name also after a scheme that mentions it', async () => {
    const { reply } = await talk(['持続化補助金の申請方法は', 'GビズIDって何ですか'])
    expect(cited(reply.citations)[0]).toBe('gbizid')
  })
  it('does not introduce the scheme again in a follow-up', async () => {
    const { reply } = await talk(['Go-Techの補助率は', '締切は？'])
    expect(reply.text).not.toContain('向けの制度です')
    expect(reply.text).toContain('受付は終了')
  })
  it('tells the same in short when it was too hard', async () => {
    const { outcome, reply } = await talk(['墨田区の依頼試験の補助', 'もっと短く言って'])
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toContain('10万円')
    expect(reply.text.split('\n').length).toBeLessThanOrEqual(5)
  })
  it('asks back where an item of no list is chosen', async () => {
    const { outcome } = await talk(['2つ目を教えて'])
    expect(outcome.outcome).toBe('clarification')
  })
})

describe('a cost the user names', () => {
  it('is worked out by the rate, up to the cap', async () => {
    const half = await talk(['墨田区の依頼試験の補助は、12万円の試験だといくら出ますか'])
    expect(half.reply.text).toContain('最大6万円')
    const capped = await talk(['品川区の大学との共同研究の助成で300万円使うといくら出る？'])
    expect(capped.reply.text).toMatch(/最大100万円（上限額）/)
  })
  it('is not worked out where the rate may not be told', async () => {
    const { reply } = await talk(['葛飾区の性能試験の補助は、20万円の試験だといくら出る'])
    expect(reply.text).not.toContain('計算上の目安')
  })
})

describe('an answer says where it holds', () => {
  it('says that the ward’s own schemes are not known before it lists others', async () => {
    const { reply } = await talk(['渋谷区で研究開発に使える補助金はありますか'])
    expect(reply.text).toMatch(/渋谷区[^。]*確認できて/)
  })
  it('says that a scheme is one ward’s when no ward was named', async () => {
    const { reply } = await talk(['騒音や振動の対策をする工場への助成はいつまで'])
    expect(reply.text).toMatch(/[^\s]区の制度です。ほかの区/)
  })
  it('reads a ward and a word in half-width kana', async () => {
    const { reply } = await talk(['ｲﾀﾊﾞｼで ﾔﾁﾝ の ﾎｼﾞｮはいくら'])
    expect(cited(reply.citations)).toContain('itabashi-chinryo-r8')
    expect(reply.text).toMatch(/20万円/)
  })
  it('names a certain scheme near one that may not be told', async () => {
    const { outcome, reply } = await talk(['荒川区の新製品・新技術開発補助の上限は'])
    expect(outcome.outcome).toBe('unanswerable')
    expect(reply.text).toContain('産学連携研究開発支援事業')
  })
})
