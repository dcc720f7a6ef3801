import { expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()

it.each([
  ['持続化補助金の締切日の夕方6時に出しても間に合う？', /2026年12月15日17:00です。18:00では間に合いません/],
  ['持続化の締切当日の夕方でも大丈夫？', /夕方でも、17:00を過ぎると間に合いません/],
  ['持続化補助金、最終日の午前中に出せばいい？', /午前中なら、締切の時刻より前です/],
  ['人材育成支援コースの計画届、1月15日から研修を始めるならいつまで？', /1か月前の2026年12月15日までの計算です/],
  ['人材育成支援コース、今月末から研修だけど計画届は間に合う？', /もう過ぎているため間に合わない計算です/],
  ['品川区の産学連携の助成、来年の3月に申請でも間に合う？', /2027年2月26日）を過ぎてしまうため間に合いません/],
  ['持続化補助金の締切日、仕事終わって6時半でも大丈夫？', /18:30では間に合いません/],
  ['持続化補助金の締切日の6時でも間に合う？', /17:00を過ぎると間に合いません/],
  ['様式4、12月4日の締切日の夜でも間に合う？持続化', /期限は2026年12月4日です。当日の何時までかは確認できていません/],
])('%s', async (said, told) => {
  expect((await talk([said])).reply.text).toMatch(told)
})

it.each([
  ['the evening before the last day', '持続化の締切日の前日の夜でも間に合う？', /夜では間に合いません/],
  ['the evening of a fair', '展示会当日の夜に使ったタクシー代は対象？', /夜では間に合いません/],
  ['the day on which a notice is given', '人材育成支援コースの計画届を12月1日に出したら間に合う？', /間に合わない計算/],
  ['the day on which a training ends', '人材育成支援コース、研修は12月5日に終わる。支給申請はいつまで', /始めるときの/],
  ['a time when the scheme may be over', 'リスキリング、来年の9月から研修、計画届いつまで', /2027年8月/],
  ['the end of the month after next', '葛飾区のデジタル化支援、再来月末でも間に合う？', /(?<!再)来月末は/],
])('%s is not taken for another', async (_what, said, wrong) => {
  expect((await talk([said])).reply.text).not.toMatch(wrong)
})

it.each([
  [
    ['5月に展示会に出しました', '2026年5月20日です', 'いつまでに出願すればいいですか'],
    /1年後の2027年5月20日までの計算です/,
  ],
  [
    ['去年の10月に地元のお祭りで売ってしまった発明があるんです', '2025年10月12日です'],
    /2026年10月12日までの計算です。もう過ぎています/,
  ],
])('when an invention became public is remembered: %s', async (turns, told) => {
  expect((await talk(turns)).reply.text).toMatch(told)
})
