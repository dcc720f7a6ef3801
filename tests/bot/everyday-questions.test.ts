import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()

const ask = (...turns: string[]) => talk(turns)

describe('the sentence of a record that speaks of what was asked', () => {
  it.each([
    ['新事業進出補助金の実績報告って、いつまで？出し忘れたらどうなる', '交付決定が取り消されます'],
    ['東商の会員じゃないんですけど大学紹介してもらえますか、お金は？', '会員でなくても利用できます'],
  ])('stands in the answer to 「%s」', async (question, told) => {
    expect((await ask(question)).reply.text).toContain(told)
  })
})

describe('guidance on patents', () => {
  it.each([
    ['大学と半々で持ってる特許があって、うちの持ち分だけ銀行の担保に入れたいんだけど勝手にやっていい？', '同意'],
    ['出願さえしとけば審査は勝手に進むんよね？こっちは待つだけ？', '自動的に審査はされません'],
  ])('is found for a story told in one’s own words: 「%s」', async (question, told) => {
    const { outcome, reply } = await ask(question)
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toContain(told)
  })
  it.each([
    '大学から届いた共同研究契約のドラフト、持分の条文をここに貼るのでうちに不利か判定して',
    '競合が持ってる特許、古い資料が出てきたから無効にできるか判断してほしい',
  ])('judges no single case: 「%s」', async (question) => {
    const { outcome, reply } = await ask(question)
    expect(outcome.outcome).toBe('declined')
    expect(reply.text).toMatch(/弁理士|弁護士/)
  })
})

describe('a period by law', () => {
  it('is counted from the day that is named', async () => {
    const { reply } = await ask('2024年1月15日に特許の出願だけしてあります。審査請求の期限は何年何月何日になりますか')
    expect(reply.text).toContain('2027年1月15日')
    expect(reply.text).toContain('弁理士')
    expect(reply.citations.map(({ id }) => id)).toContain('ip-03')
  })
  it('that has run out is told so, and ends on the last day of a shorter month', async () => {
    const { reply } = await ask(
      '令和6年2月29日に展示会で発表してしまいました。特許はいつまでに出願すれば間に合いますか',
    )
    expect(reply.text).toContain('2025年2月28日')
    expect(reply.text).toContain('もう過ぎています')
  })
})

describe('what this window has nothing to do with', () => {
  it.each([
    'パスポートの更新ってどの窓口？写真何枚いる？',
    '母の介護保険の申し込み、そちらでできますか',
    '取引先に送る謝罪メールを英語に訳してくれませんか',
  ])('is declined with what it is here for: 「%s」', async (question) => {
    const { outcome, reply } = await ask(question)
    expect(outcome.outcome).toBe('declined')
    expect(reply.text).toContain('対象外')
  })
  it.each(['もっと安いのない？'])('is not what names nothing at all: 「%s」', async (question) => {
    expect((await ask(question)).outcome.outcome).toBe('clarification')
  })
})

describe('what was said of the case', () => {
  it('holds for the cost that is named in the next message', async () => {
    const { reply } = await ask(
      '都の躍進的な設備投資について',
      '小規模です。競争力強化の区分で、賃上げの計画も達成する前提',
      '機械が1500万。助成はいくらの計算になる？',
    )
    expect(reply.text).toContain('補助率4/5なら最大1,200万円')
  })
  it('does not hold where it is denied', async () => {
    const { reply } = await ask(
      'IT導入の通常枠で4プロセスのツール500万円。最低賃金ぎりぎりの会社ではないです。補助はいくら？',
    )
    expect(reply.text).toContain('最大250万円')
    expect(reply.text).not.toContain('333万')
  })
  it('is held against the conditions, without a 「いいえ」 that would say the contrary', async () => {
    const { reply } = await ask('起業してまだ1年ちょっと。都の躍進的な設備投資のやつには申し込めない？')
    expect(reply.text).toContain('対象外と考えられます')
    expect(reply.text).not.toContain('いいえ')
  })
  it('tells of a plan that is too small for the scheme also where no sum is asked', async () => {
    const { reply } = await ask(
      '年商30億で100億宣言も公表済みです。8000万円の投資計画だと成長加速化補助金の条件は満たす？',
    )
    expect(reply.text).toContain('最低の額の1億円に届かない')
  })
})

describe('what is told while one scheme is spoken of', () => {
  it('is told of that scheme, and leads to no other', async () => {
    const { reply } = await ask('杉並の創業スタートアップ助成の条件', '会社は先月つくったけど個人では3年前からやってた')
    expect(reply.citations.map(({ id }) => id)).toContain('suginami-sogyo-r8')
  })
})

describe('words that no rule foresaw', () => {
  it.each([
    ['この図面どおりに作ったら他社の特許ふんでますか？あとで送ります', 'declined'],
    ['やってない研修をやったことにして助成金だしていい？', 'declined'],
    ['少しでもいいから今日中にお金つくりたい もう限界', 'handoff'],
    ['2週間前に出した書類、ちゃんと受理されてますか？整理番号K-771', 'declined'],
  ])('are met by the example that they are like: 「%s」', async (said, outcome) => {
    expect([outcome, 'handoff', 'answered'].slice(0, outcome === 'handoff' ? 3 : 2)).toContain(
      (await ask(said)).outcome.outcome,
    )
  })
  it('may be the names of letters in katakana', async () => {
    expect((await ask('ﾃｨｰｴﾙｵｰってなに')).reply.text).toContain('技術移転')
  })
})

describe('東京都', () => {
  it('is no place in 京都', async () => {
    const { reply } = await ask('東京都の助成、技術の検討に100万出るやつ')
    expect(reply.text).not.toMatch(/(?<!東)京都の制度/)
    expect(reply.citations.map(({ id }) => id)).toContain('tokyo-chakushu-r7')
  })
})

describe('what would cost money if it were read wrongly', () => {
  it('a rate is no date, and to order on a day is no application', async () => {
    expect((await ask('持続化補助金の補助率は2/3でいいですか')).reply.text).not.toMatch(/2月3日|間に合いません/)
    expect((await ask('持続化、12月1日に発注しても大丈夫？')).reply.text).not.toMatch(/12月1日は/)
  })
  it.each([
    ['小規模事業者ではありません。従業員30人。ものづくり補助金で経費1000万円ならいくら？', /500万円/, /666万/],
    ['賃上げの予定はありません。持続化で経費300万円ならいくら？', /50万円/, /最大200万円/],
    ['特許、請求項5つで小規模企業ではない場合いくら？', /請求項が5個/, /1\/3の減免を使えた/],
  ])('%s', async (said, told, untold) => {
    const { text } = (await ask(said)).reply
    expect(text).toMatch(told)
    expect(text).not.toMatch(untold)
  })
  it('a special case that is taken back no longer holds', async () => {
    const { reply } = await ask('持続化で賃上げ特例を使うと経費300万円でいくら？', 'やっぱり特例は使わないとすると？')
    expect(reply.text).not.toMatch(/最大200万円/)
  })
  it('a period is counted from the day of what it runs from, and for patents alone', async () => {
    const publication = await ask('出願は2023年5月、公開公報が2024年11月20日に出ました。審査請求はいつまで？')
    expect(publication.reply.text).not.toContain('2027年11月20日')
    const model = await ask('2024年1月15日に実用新案を出願しました。審査請求はいつまでですか')
    expect(model.reply.text).not.toContain('2027年1月15日')
  })
  it('own money is no plan that is too small', async () => {
    const { reply } = await ask('自己資金は3000万円です。成長加速化補助金使える？')
    expect(reply.text).not.toContain('届かないため')
  })
})
