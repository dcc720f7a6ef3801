// Asked for the share of who is chosen, people read the share of the cost; asked for a telephone number, an address.
import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()
const say = async (question: string) => (await talk([question])).reply

describe('what no record holds is said to be unknown', () => {
  it.each([
    ['Go-Techの採択率を教えて', '採択率は、確認できていません。'],
    ['持続化補助金の事務局の電話番号は？', '電話番号は、確認できていません。'],
    ['杉並の創業助成はもう予算終わった？', '予算や枠の残りは、確認できていません。'],
    ['IT導入補助金2027の率', '2027の内容は、確認できていません。'],
  ])('%s', async (question, words) => {
    expect((await say(question)).text).toContain(words)
  })
  it('and no share of the cost is told in the place of the share of who is chosen', async () => {
    expect((await say('Go-Techの採択率を教えて')).text).not.toMatch(/補助率は、中小企業者等が2\/3/)
  })
  it('but a number that stands there is told', async () => {
    const { text } = await say('都産技研の電話番号は？')
    expect(text).toContain('03-5530-2111')
    expect(text).not.toContain('電話番号は、確認できていません')
  })
})

describe('a rule that holds for all schemes', () => {
  it('answers where the record of the scheme is silent on it', async () => {
    const { text, citations } = await say('ものづくり補助金は先に機械を買っても大丈夫なんだよね')
    expect(citations[0]?.id).toBe('rule-koufu-kettei-mae')
    expect(text).toContain('交付決定の前に発注・契約した経費は、原則として補助の対象外です。')
  })
  it('gives way to the scheme that has it otherwise', async () => {
    const { text } = await say('江東区の小規模な産学連携の補助は、申請の前に契約していい？')
    expect(text).not.toContain('交付決定の前に発注・契約した経費は')
  })
})
