import { describe, expect, it } from 'vitest'
import type { TurnResult } from '../../bot/consultant.ts'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()

const entry = ({ reply }: TurnResult, name: string): string =>
  (reply.text.match(/^\d\. .*(?:\n　.*)*/gm) ?? []).find((line) => line.includes(name)) ?? ''

describe('a list for who has told of the company and its plan', () => {
  it('tells of each scheme why it fits, each condition, what it would pay and whom to ask', async () => {
    const result = await talk(['製造業で社員8人、板橋区、新製品の試作に500万円かかります。使える補助金は？'])
    expect(result.outcome).toEqual({ outcome: 'answered', reason: 'list' })
    const own = entry(result, '産学公連携研究開発支援事業助成金')
    expect(own).toContain('合う点：研究開発・板橋区の制度')
    expect(own).toMatch(/条件：.*板橋区内 ○.*製造業 ○.*大学などとの連携 ？/)
    expect(own).toContain('経費500万円なら最大150万円（補助率2/3・上限額）（2023年4月〜2025年3月の内容での計算）')
    expect(own).toContain('窓口：（公財）板橋区産業振興公社')
    expect(result.reply.text).toContain('経費のすべてが対象になるとした場合の額')
  })
  it('is told anew with the sums when the cost comes after it', async () => {
    const told = ['板橋区で新製品の試作に使える補助金は？', '製造業です', '従業員6〜20人']
    const before = await talk(told)
    expect(before.reply.text).not.toContain('計算上の目安')
    const result = await talk([...told, '試作費は500万円です'])
    expect(entry(result, '新製品・新技術開発助成事業')).toMatch(/経費500万円なら最大\d+万円/)
  })
  it('shows neither judgement nor sum before anything is told', async () => {
    const { reply } = await talk(['板橋区で新製品の試作に使える補助金は？'])
    expect(reply.text).not.toMatch(/合う点|条件：|計算上の目安|窓口：/)
  })
  it('asks for the purpose where only the company is told', async () => {
    const { outcome } = await talk(['使える補助金を教えて', '板橋区です', '製造業で8人'])
    expect(outcome).toEqual({ outcome: 'clarification', reason: 'purpose' })
  })
  it('follows the ward of the first message and the wish of the second', async () => {
    const { reply } = await talk(['荒川区のメッキ屋です', '災害に備えて設備いれたい'])
    expect(reply.citations.map(({ id }) => id)).toContain('arakawa-kachi-r8')
  })
})

describe('a sum', () => {
  it('is worked out at the higher rate of a treatment only where the whole of its condition is told', async () => {
    const alone = await talk(['持続化補助金、赤字です。経費120万円ならいくら？'])
    expect(alone.reply.text).toContain('補助率2/3なら最大50万円（上限額）')
    const both = await talk(['持続化補助金、赤字で賃金引上げ特例も使います。経費120万円ならいくら？'])
    expect(both.reply.text).toContain('補助率3/4なら最大90万円')
    const other = await talk(['持続化補助金、赤字でインボイス特例を使います。経費120万円ならいくら？'])
    expect(other.reply.text).toContain('補助率2/3なら最大80万円')
  })
  it('is not made of costs that are paid at different rates', async () => {
    const { reply } = await talk(['インボイス枠でソフト200万円とパソコン50万円だといくら出る？'])
    expect(reply.text).toContain('種類ごとに、その費用の額だけ')
    expect(reply.text).not.toContain('計算上の目安')
  })
  it('of patent fees goes on with the claims and the size that are told one after the other', async () => {
    const { reply } = await talk(['審査請求って高いの？', '請求項10個', '従業員8人の工場です。結局いくら'])
    expect(reply.text).toContain('請求項が10個のとき（1/3の減免を使えた場合）')
    expect(reply.text).toContain('59,333円')
  })
})

describe('a cost', () => {
  it('is what is spent, not what is earned', async () => {
    const { reply } = await talk(['板橋区の製造業です。売り上げが3000万円です。試作に使える補助金は？'])
    expect(reply.text).not.toContain('経費3,000万円なら')
  })
  it('is not picked out of several', async () => {
    const list = await talk(['試作に100万円、機械に700万円かかります。使える補助金は？'])
    expect(list.reply.text).not.toMatch(/経費\d+万円なら/)
    const same = await talk(['インボイス枠でソフト50万円とパソコン50万円だといくら出る？'])
    expect(same.reply.text).toContain('種類ごとに、その費用の額だけ')
  })
  it('is shown, forgotten with the rest, and not carried into another plan', async () => {
    const told = '板橋区で試作に500万円かかる。使える補助金は？'
    expect((await talk([told, '会社の情報を見せて'])).reply.text).toContain('予定の経費：500万円')
    const later = await talk([told, '会社の情報を忘れて', '板橋区で試作に使える補助金は？'])
    expect(later.reply.text).not.toContain('経費500万円')
    const other = await talk([told, 'じゃあ設備の補助金はどんなのがある？'])
    expect(other.reply.text).not.toContain('経費500万円')
  })
  it('of one of the list is worked out for that one', async () => {
    const { outcome } = await talk(['板橋区で設備を入れたい', '2番は経費90万円だといくら？'])
    expect(outcome).toMatchObject({ outcome: 'answered' })
    expect(outcome).not.toMatchObject({ reason: 'list' })
  })
})

describe('what is known of a former year only', () => {
  it('is told as of that year, with the doubt, and never worked with', async () => {
    const { outcome, reply } = await talk(['大田区の新製品の助成、300万円使うといくら？'])
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toContain('令和4年度')
    expect(reply.text).toContain('今も同じかどうかは確認できていません')
    expect(reply.text).not.toContain('計算上の目安')
    const sweets = await talk(['台東区でお菓子の新商品つくるんですが新製品の助成いけますか'])
    expect(sweets.reply.text).toContain('食品の開発は対象外です（令和3年度の内容）')
  })
  it('stays untold where no year is known', async () => {
    const { outcome, reply } = await talk(['荒川区の新製品・新技術開発補助の上限は'])
    expect(outcome.outcome).toBe('unanswerable')
    expect(reply.text).not.toMatch(/200万円|1\/2/)
  })
})

describe('what a new user met', () => {
  it.each([
    ['都の新製品・新技術開発助成の上限は？', 'もう締め切った？', 'tokyo-shinseihin-r8'],
    ['Go-Techの補助率は？', 'もう締め切ったの？', 'gotech-r8'],
  ])('「締め切った」 is of the scheme spoken of: %s', async (first, then, id) => {
    const { reply } = await talk([first, then])
    expect(reply.citations[0]?.id).toBe(id)
    expect(reply.text).toContain('受付は終了しています')
  })
  it.each(['杉並区で家賃月9万円だと全部でいくら？', '会計ソフトとレジで80万円、インボイス枠だといくら補助？'])(
    'a rent a month, or one sum of two things, is not reckoned as one cost: %s',
    async (question) => {
      expect((await talk([question])).reply.text).not.toContain('計算上の目安')
    },
  )
  it('what is not wanted is no purpose', async () => {
    const { outcome, reply } = await talk(['大田区で製造業やってます。補助金ありますか', '設備じゃなくて開発です'])
    expect(outcome).toMatchObject({ reason: 'list' })
    expect(reply.citations[0]?.id).toBe('ota-shinseihin-r4')
  })
  it('a city of Tokyo has the schemes of Tokyo, and is asked for no ward', async () => {
    const { reply } = await talk(['町田市で設備を入れたい。補助金は？'])
    expect(reply.text).toContain('全国・東京都の制度では')
    expect(reply.text).not.toContain('会社のある区')
    const village = await talk(['檜原村で起業したい。お金の支援ある？'])
    expect(village.reply.text).toContain('檜原村の制度は収録しておらず')
  })
  it.each(['2025年9月に展示会で出した製品、今から特許出せる？', '2024年10月に学会発表済み。特許出せる？'])(
    'a month of a named year is held against the year of grace: %s',
    async (question) => {
      expect((await talk([question])).reply.text).toContain('間に合わない計算です')
    },
  )
})

describe('a follow-up', () => {
  it('stays with its matter where it names nothing', async () => {
    const { reply } = await talk(['大学と共同で持ってる特許がある', 'うちの持分を知り合いの会社に売りたい'])
    expect(reply.text).toContain('他の共有者の同意が必要です')
  })
  it('holds a month against the deadline of what is spoken of', async () => {
    const { reply } = await talk(['板橋の工場の騒音対策の助成', '12月入ってからの相談でもいい？'])
    expect(reply.text).toContain('12月では、申請の締切（2026年11月30日）を過ぎてしまうため間に合いません')
  })
})

describe('a month that is asked about', () => {
  it.each(['12月に申請してもいい？', '来月申請しても大丈夫？'])(
    'ends with the deadline in it: %s',
    async (question) => {
      const { reply } = await talk(['持続化補助金の締切は？', question])
      expect(reply.text).toMatch(/のうち、.*2026年12月4日.*2026年12月15日17:00.*まで/)
    },
  )
  it('is none to come when it has been', async () => {
    const { reply } = await talk(['板橋区の騒音対策の助成', '10月に相談したけど、申請まだ間に合う？'])
    expect(reply.text).not.toContain('間に合いません')
  })
})

describe('time that has gone by', () => {
  it.each([
    ['5月の学会でしゃべっちゃった。半年たったからもうアウト？', 'まだ過ぎていない計算です'],
    ['売り出して2年たつ商品、今から特許だせませんか', '間に合わない計算です'],
    ['去年の8月にYouTubeで仕組み全部見せちゃってて、これから特許とれますか', '間に合わない計算です'],
  ])('is held against the year of grace: %s', async (question, verdict) => {
    const { reply } = await talk([question])
    expect(reply.citations[0]?.id).toBe('ip-22')
    expect(reply.text).toContain(verdict)
    expect(reply.text).toContain('必ず弁理士か知財総合支援窓口にご確認ください')
  })
  it.each([
    [
      '去年の8月に学会で発表した。今から特許出願しても間に合う？',
      '新規性喪失の例外を使う出願の期限（1年）を過ぎている',
    ],
    ['一昨年の12月に学会で発表した。まだ間に合う？', '間に合わない計算です'],
    ['半年以上前に学会で発表した。まだ間に合う？', '日によっては'],
  ])('is never read to the harm of who asks: %s', async (question, verdict) => {
    const { reply } = await talk([question])
    expect(reply.text).toContain(verdict)
  })
  it.each([
    '3年前からSNSで集客してます。まだ売上が少ないので何とかしたい',
    '去年の展示会で話した会社と共同研究したい。今から大学も入れられる？',
  ])('is held against nothing where no patent is at stake: %s', async (question) => {
    const { reply } = await talk([question])
    expect(reply.text).not.toContain('計算です')
  })
  it('is held against the deadline of a claim for payment', async () => {
    const { reply } = await talk(['研修終わってもう3か月、人材開発の支給申請まだ出してない。今からいける？'])
    expect(reply.text).toContain('支給申請の期限（2か月）を過ぎているため、間に合わない計算です')
  })
})
