import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()
const say = async (...turns: string[]) => (await talk(turns)).reply

const rule = '同じ経費に国の複数の補助金は使えないのが原則です。'

describe('whether money from several schemes goes together', () => {
  it('is first told by what the named scheme says itself, then by the rule for all', async () => {
    const { text, citations } = await say('北区の新製品の助成は都の助成金と併用できる？')
    expect(text.indexOf('ほかの公的助成と重複していないことが必要です。')).toBeGreaterThan(-1)
    expect(text.indexOf(rule)).toBeGreaterThan(text.indexOf('重複していないことが必要'))
    expect(citations.map(({ id }) => id)).toEqual(['kita-shinseihin', 'rule-juufuku'])
  })
  it('is told of the ward’s scheme that is named by what it is for', async () => {
    const { text } = await say('板橋区の公設試の助成は他の助成と一緒に使える？')
    expect(text).toMatch(/他の助成と重複しないことが必要です。[\s\S]*同じ経費/)
  })
  it('is told of the scheme spoken of before', async () => {
    const { text } = await say('江戸川区の新製品開発の助成は？', '他の補助金をもらっていても使える？')
    expect(text).toMatch(/他の補助を受けている場合は対象外です。[\s\S]*同じ経費/)
  })
  it('is not claimed of a scheme that says nothing of it', async () => {
    const { text } = await say('持続化補助金と墨田区のデジタル補助は併用できますか')
    expect(text).toMatch(/^(?=.*持続化補助金)(?=.*デジタル技術活用支援補助金).*定めを確認できていません。/m)
    expect(text).toContain(rule)
  })
  it('is no matter of who applies together with a university', async () => {
    const { text } = await say('Go-Techは大学と一緒に申請できる？')
    expect(text).not.toContain(rule)
  })
})
