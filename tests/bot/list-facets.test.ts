import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()

describe('what is asked below a list', () => {
  it('is told of each scheme of it, closed calls as closed', async () => {
    const { outcome, reply } = await talk(['産学連携の助成金を教えて', '締切は？'])
    expect(outcome).toEqual({ outcome: 'answered', reason: 'list' })
    expect(reply.text).toMatch(/1\. 産学連携開発支援[^\n]*\n[^\n]*申請の締切は2027年2月26日/)
    expect(reply.text).toMatch(/4\. 小規模な産学連携共同研究費補助金[^\n]*【受付終了】\n[^\n]*受付は終了しています/)
  })
  it('is told of the documents, those that are not known as not known, and what must be ready instead', async () => {
    const { reply } = await talk(['産学連携の助成金を教えて', '必要書類は？'])
    expect(reply.text).toMatch(
      /2\. 産学公連携研究開発支援事業助成金[^\n]*\n前年度の法人事業税[^\n]*納税証明が必要です。/,
    )
    expect(reply.text).toContain('の必要書類は、確認できていません。')
  })
  it('leaves the list to be chosen from', async () => {
    const { reply } = await talk(['産学連携の助成金を教えて', '必要書類は？', '2番'])
    expect(reply.citations[0]?.id).toBe('itabashi-sangakuko')
  })
})

describe('a list asked for with its documents', () => {
  it('tells the documents of its schemes', async () => {
    const { outcome, reply } = await talk(['板橋区で設備に使える補助金と必要書類を教えて'])
    expect(outcome).toEqual({ outcome: 'answered', reason: 'list' })
    expect(reply.text).toMatch(/「板橋区 製造業設備投資助成金」[^\n]*の必要書類は、確認できていません/)
  })
})
