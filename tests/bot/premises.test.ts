// What people saw: 「はい。」 before a sentence that says the contrary, 「いいえ。」 to what is true, and sums beyond the cap that holds.
import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()
const say = async (...turns: string[]) => (await talk(turns)).reply.text

describe('neither yes nor no is said', () => {
  it.each([
    // A negation, a condition, another subject.
    'ものづくり補助金の申請は終わっていないですよね',
    '省力化補助金一般型はまだ締め切られていませんよね',
    '省力化補助金一般型の締切が過ぎても出せますよね',
    '省力化補助金一般型の受付は終わらないですよね',
    '持続化補助金の受付はまだ終わっていないですよね',
    '持続化補助金は受付してないですよね',
    'ものづくり補助金は受付してないですよね',
    '補助事業が終わってから持続化補助金のお金が出るんですよね',
    '持続化補助金は申請してから終わるまで3か月ですよね',
    '持続化補助金は受付が終わったら来年もありますよね',
    // Money that is no bound, or the bound of another case.
    '創業助成金は上限300万円ですよね',
    '持続化補助金は200万円もらえるんですよね',
    '創業助成金の上限は300万円じゃないですよね',
    '持続化補助金は経費が100万円かかっても使えますよね',
    '持続化補助金は資本金300万円の会社でも使えますよね',
    '持続化補助金は去年100万円もらった会社でも使えますよね',
    '省力化補助金一般型は上限1億円ですよね',
    '持続化補助金の上限は250万円ですよね',
    // A value within a bound; a charge of something else.
    '特許の審査請求は出願から2年でもできますよね',
    '弁理士への相談は無料ですよね',
  ])('%s', async (question) => {
    expect(await say(question)).not.toMatch(/はい。|いいえ。/)
  })
})

describe('a bound of another case', () => {
  it('is told with its case, before the bound that holds without it', async () => {
    const text = await say('持続化の上限200万って聞いたけど')
    expect(text).toMatch(/200万円は、賃金引上げ特例の場合の上限です。持続化補助金の通常枠の上限は50万円です。/)
    expect(text).not.toMatch(/はい。|いいえ。/)
  })
})

describe('every claim of a sentence counts', () => {
  it('the one that fails is told', async () => {
    const text = await say('品川区の産学連携開発支援は上限100万円で補助率1/2ですよね')
    expect(text).toMatch(/いいえ。[^\n]*2\/3/)
    expect(text).not.toContain('はい。')
  })
  it('and yes is said where all hold', async () => {
    expect(await say('品川区の産学連携開発支援は上限100万円で補助率2/3ですよね')).toContain('はい。')
  })
  it('a step is held against its own day', async () => {
    expect(await say('持続化補助金の様式4の締切は12月15日ですよね')).toMatch(/いいえ。[^\n]*2026年12月4日/)
    expect(await say('持続化補助金の様式4の締切は12月4日ですよね')).toContain('はい。')
  })
})

describe('what is plainly so is still said', () => {
  it.each([
    ['持続化補助金はまだ受付中ですよね', 'はい。'],
    ['ものづくり補助金の受付はもう終わりましたよね', 'はい。'],
    ['省力化補助金一般型はまだ受付中ですよね', 'いいえ。'],
    ['創業助成金の上限は400万円ですよね', 'はい。'],
    ['創業助成金の委託費の上限は100万円ですよね', 'はい。'],
    ['創業助成金の上限は900万円ですよね', 'いいえ。'],
    ['持続化補助金って1000万円もらえるんですよね', 'いいえ。'],
  ])('%s', async (question, word) => {
    expect(await say(question)).toContain(word)
  })
})

describe('a sum is worked out within the cap that holds', () => {
  it.each([
    ['持続化補助金で経費300万円、賃金引上げ特例を使うといくら', '最大200万円'],
    ['持続化補助金で経費300万円、インボイス特例を使うといくら', '最大100万円（上限額）'],
    ['持続化補助金で経費600万円、インボイス特例と賃金引上げ特例を使うといくら', '最大250万円（上限額）'],
    ['持続化補助金で経費300万円ならいくら', '最大50万円（上限額）'],
    ['創業助成金で委託費が300万円かかるといくら', '最大100万円（上限額）'],
    ['成長加速化補助金で投資額が5000万円ならいくら', '1億円に届かない'],
    ['成長加速化補助金で投資額が2億円ならいくら', '最大1億円'],
  ])('%s', async (question, words) => {
    expect(await say(question)).toContain(words)
  })
  it('is left open where a 特例 is named of which no sum is known', async () => {
    const text = await say('持続化補助金で経費300万円、災害特例を使うといくら')
    expect(text).toContain('上限が条件で変わります')
    expect(text).not.toContain('最大50万円')
  })
})
