// What people saw: 「補助率は2/3ですよね？」 answered with another rate and no word that it is another; the cost they named not
// worked out; a company that fails a condition told the conditions only.
import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()
const say = async (...turns: string[]) => (await talk(turns)).reply.text

describe('a premise', () => {
  it.each([
    ['墨田区のデジタル補助の補助率は2/3ですよね？', 'いいえ。補助率は3/4'],
    ['目黒の省力化は上限100万円で合ってますか', 'いいえ。上限は40万円'],
    ['杉並区の創業助成の締切は12月20日ですよね？', 'いいえ。'],
    ['文京区スタートアップの家賃補助まだ受付中ですよね', 'いいえ。'],
    ['GビズIDは有料なんですよね？', 'いいえ。無料'],
    ['特許の審査請求は出願から5年以内ですよね？', 'いいえ。'],
    ['中小企業の減免は1/3ですよね', 'いいえ。'],
  ])('that does not hold is contradicted: %s', async (question, words) => {
    expect(await say(question)).toContain(words)
  })
  it.each([
    '成長加速化の上限は5億円ですよね',
    '持続化補助金の締切は12月15日で合ってますか',
    '墨田区のデジタル補助は3/4であってる？',
  ])('that holds is confirmed: %s', async (question) => {
    expect(await say(question)).toContain('はい。')
  })
  it('is held against the tier that it speaks of', async () => {
    expect(await say('省力化カタログの5人以下の上限は750万円ですよね')).toContain('いいえ。')
    expect(await say('省力化カタログの5人以下の上限は500万円ですよね')).toContain('はい。')
  })
  it('is no matter where the figure may not be told', async () => {
    expect(await say('荒川区の新製品開発補助の上限は200万円だよね')).not.toMatch(/はい。|いいえ。/)
  })
})

describe('a cost', () => {
  it('asks for the fact on which the cap depends, and goes on when it is told', async () => {
    expect(await say('カタログ注文型で2000万円かかる場合いくら？')).toContain('人数を教えていただければ')
    expect(await say('カタログ注文型で2000万円かかる場合いくら？', '30人です')).toContain('最大1,000万円')
    expect(await say('カタログ注文型で2000万円かかる場合いくら？', '従業員4人')).toContain('最大500万円（上限額）')
  })
  it('is said to be too small for a scheme with a least grant', async () => {
    expect(await say('着手支援に15万円の経費で申請したらいくら')).toContain('下限の10万円に届かない')
  })
  it('is not worked out without the rate, and says so', async () => {
    expect(await say('足立区の経営改善補助金、400万の設備だといくら')).toContain('補助率を確認できていないため')
  })
})

describe('what is left out, who is meant, which round', () => {
  it('tells all that is left out where that is asked', async () => {
    const text = await say('Go-Techの対象外は')
    expect(text).toContain('生産を目的とする設備の導入や、営業活動は対象外です')
    expect(text).toContain('単独では申請できません')
  })
  it('says by which condition the company told of is left out', async () => {
    expect(await say('従業員50人のサービス業です。持続化補助金は使えますか')).toMatch(/いいえ。[^。]*小規模事業者/)
    expect(await say('杉並区で創業して8か月たちました。家賃の助成つかえますか')).toMatch(/いいえ。[^。]*創業6か月以内/)
  })
  it('says that a round it holds nothing of is not known', async () => {
    expect(await say('持続化補助金 第21回の締切')).toContain('第21回の内容は、確認できていません')
    expect(await say('持続化補助金 第20回の締切')).not.toContain('の内容は、確認できていません')
  })
})

describe('calls of a period', () => {
  it('are those whose deadline falls in it', async () => {
    const text = await say('来月締切の補助金ある？')
    expect(text).toContain('2026年12月15日')
    expect(text).not.toContain('11月30日')
  })
  it('are said to be none where none ends in it', async () => {
    expect(await say('今週締切の助成金は？')).toContain('今週に締切が来る制度は、収録しているなかにはありません')
  })
  it('are not meant where the period is of the user’s own plans', async () => {
    expect(await say('杉並区で来月創業します。使える助成は？')).not.toContain('来月に')
  })
})
