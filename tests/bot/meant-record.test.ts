// What people saw: a list in place of the second of it, the scheme of the day in place of the rule asked about, 「いいえ」 to who
// asks whether to pay first where paying first is what the scheme wants.
import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()

const ask = async (...turns: string[]) => {
  const { outcome, reply } = await talk(turns)
  return { outcome: outcome.outcome, text: reply.text, first: reply.citations[0]?.id }
}

describe('what is meant', () => {
  it('is the second of the list, whatever else the words tell of the company', async () => {
    const turns = ['品川区と江東区の産学連携の補助を知りたい', '2つ目のほう、先に大学へ払っちゃっていいの？']
    const { first, text } = await ask(...turns)
    expect(first).toBe('koto-small-sangaku')
    expect(text).toContain('支払いが済んでいないと申請できません。')
    expect(text).not.toContain('いいえ。')
  })
  it('is the scheme spoken of first, when the talk goes back to it', async () => {
    const turns = [
      'TOKYO戦略的イノベーションの上限は？',
      '墨田区のデジタルのも知りたい',
      '最初のやつに話もどすけど、下限ってある？',
    ]
    const { first, text } = await ask(...turns)
    expect(first).toBe('tokyo-senryaku-r7')
    expect(text).toContain('1,500万円')
  })
  it('is the scheme of the country behind the ward’s', async () => {
    const { first } = await ask('目黒区の省力化の補助はいくら？', '国のほうだと？')
    expect(first).toBe('shoryokuka-catalog')
  })
  it('is not what is named only to be left out', async () => {
    const { first, text } = await ask('請求項10個、減免なし。出願から登録まで特許庁に払うのは合計なんぼ')
    expect(first).toBe('jpo-flow-fee')
    expect(text).toContain('213,900円')
  })
  it('is the guidance on what a scheme’s record does not speak of, the scheme behind it', async () => {
    const { first, text } = await ask('Go-Techの補助で取った特許って国に取られちゃう？')
    expect(first).toBe('ip-39')
    expect(text).toContain('受付は終了しています')
  })
  it('is the deadline of the very thing that is named, not that of the call', async () => {
    const { text } = await ask('新事業進出補助金の実績報告って、いつまで？')
    expect(text.indexOf('実績報告は、完了から30日')).toBeGreaterThan(-1)
    expect(text.indexOf('実績報告は、完了から30日')).toBeLessThan(text.indexOf('受付は終了しています'))
  })
  it('is today’s fee, behind the word that the one quoted is of before', async () => {
    const { text } = await ask('審査請求って168,600円からですよね')
    expect(text).toMatch(/旧料金のものです。[\s\S]*審査請求料が138,000円/)
  })
  it('is what was spoken of, where the words say no more than which round of it, or when', async () => {
    expect((await ask('ものづくり補助金の次の公募いつ？', '前回の締切は？')).first).toBe('shinmono-1')
    expect((await ask('展示会で発表しちゃった', '3か月前です')).first).toBe('ip-27')
    expect((await ask('東商の窓口って何してくれる？', '予約いる？')).first).toBe('tosho-sangakuko')
  })
  it('are the two schemes spoken of last, where the larger of them is asked for', async () => {
    const { text } = await ask('品川区の産学連携の助成いくら？', 'じゃあ江東区は？', 'どっちが高い？')
    expect(text).toMatch(/1\. 産学連携開発支援[^\n]*\n　上限100万円[\s\S]*2\. 小規模な産学連携[^\n]*\n　上限20万円/)
  })
  it('is the licence of a patent held in common, not the use of one’s own', async () => {
    const { first, text } = await ask('共有特許を勝手に他社に使わせていい？')
    expect(first).toBe('ip-30')
    expect(text).toContain('他の共有者の同意が必要です')
  })
  it('is the fee of a patent in やさしい日本語', async () => {
    expect((await ask('とっきょを とりたいです。おかねは いくらですか')).first).toBe('jpo-flow-fee')
  })
  it('is money for a fair, not the newness of what is shown there', async () => {
    expect((await ask('展示会に出したい。補助ある？')).first).toBe('jizokuka-20')
  })
  it('is nothing with a university for who does without one', async () => {
    const { text } = await ask('うちは板橋区の金属加工。大学と組まないで自社開発する。何か使える？')
    expect(text).not.toContain('産学公連携研究開発支援事業助成金')
  })
  it('is a scheme of the country for who is elsewhere and asks for one', async () => {
    expect((await ask('横浜市の会社です。使える国の補助金は？')).outcome).toBe('clarification')
  })
  it.each([
    ['補助金の相談', 'yorozu-tokyo'],
    ['技術の相談', 'tiri'],
    ['共同研究の相談', 'tosho-sangakuko'],
    ['特許の相談', 'inpit-madoguchi'],
    ['特許を取りたい', 'jpo-flow-fee'],
  ])('is found behind the tap 「%s」', async (tap, id) => {
    expect((await ask(tap)).first).toBe(id)
  })
  it('is asked back where a thing alone, or a wish for anything new, is all there is', async () => {
    expect((await ask('機械')).outcome).toBe('clarification')
    expect((await ask('えーと、なんか新しいことしたいんですけど')).outcome).toBe('clarification')
  })
  it('is a grant for founders in やさしい日本語 as well', async () => {
    const { text } = await ask('とうきょうで かいしゃを はじめて 1ねん です。おかねの たすけは ありますか')
    expect(text).toContain('創業助成事業')
  })
})
