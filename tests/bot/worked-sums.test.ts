import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()
const say = async (...turns: string[]) => (await talk(turns)).reply.text

describe('a sum', () => {
  it('is of the cost behind a circled number, not of both together', async () => {
    const text = await say('墨田区のデジタル技術の補助、①上限②60万円のソフトならいくら')
    expect(text).toContain('対象になる経費が60万円とすると')
    expect(text).not.toContain('260万円')
  })
  it('is worked out of a cost that is only told of the scheme spoken of, with what is left to pay', async () => {
    const text = await say('持続化補助金の率と上限', '看板とチラシで90万かかる。特例なし')
    expect(text).toContain('最大50万円（上限額）')
    expect(await say('持続化補助金の率と上限', 'チラシで90万かかる', 'で、持ち出しはいくら？')).toContain(
      '残りの40万円',
    )
  })
  it('remembers the claims of a patent', async () => {
    const text = await say('審査請求料っていくら', '請求項は6つ', 'うち小規模企業なんだけど減免つかうといくら？')
    expect(text).toContain('審査請求料が54,000円')
  })
  it('is cut off as the scheme cuts it off', async () => {
    const text = await say('江東区の小規模な産学連携の補助、大学に333,300円払ったらいくら？')
    expect(text).toContain('最大166,000円')
  })
  it('is told as the rate alone where no cap is known', async () => {
    const text = await say('人材育成支援コース、中小で受講料が30万円ならいくら？')
    expect(text).toMatch(/計算できません。[^\n]*補助率45%をかけただけの額は135,000円/)
  })
  it('is of the ward’s one scheme where nothing else fits the words', async () => {
    const text = await say('目黒で清掃ロボ買いたい。国のカタログに載ってるやつで80万。区からはなんぼ？')
    expect(text).toContain('最大32万円')
  })
})

describe('a call that is over', () => {
  it('is told as over to who takes it for granted, and no other scheme in its place', async () => {
    const text = await say('文京区のスタートアップの家賃補助、11月中なら間に合うよね？')
    expect(text).toContain('受付は終了しています（締切は2026年10月16日）')
    expect(text).not.toContain('申し込める制度')
  })
})
