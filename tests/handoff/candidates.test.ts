import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { readPeriod } from '../../handoff/figures/period.ts'
import { countFigures } from '../../handoff/figures/report.ts'
import { listAudit } from '../../storage/audit.ts'
import { databases, type House, openHouse } from './support/house.ts'
import { openSitting, type Sitter, type Sitting } from './support/sitting.ts'

describe.each(await databases())('what the records did not answer, on %s', (_name, createPlace) => {
  let house: House
  let sitting: Sitting
  beforeEach(async () => {
    house = await openHouse(createPlace)
    sitting = await openSitting(house)
  })
  afterEach(() => house.close())

  const sitDown: Sitting['sitDown'] = (role) => sitting.sitDown(role)
  const responder = { login: 'responder', name: 'responderさん', role: 'responder' } as const

  /** A talk about something the records do not hold, resolved by the responder with `more` written down. */
  async function resolved(browser: Sitter, user: string, more: object): Promise<string> {
    await house.say('不明な試験機の貸し出しはありますか', user)
    await house.say('相談員と話したい', user)
    const { id } = await house.openCase(user)
    await writeAsStaff(house.context, responder, id, {
      text: 'はい、産技研で借りられます（03-1111-2222）',
      private: false,
    })
    await writeAsStaff(house.context, responder, id, { text: '内部のメモ', private: true })
    expect((await browser.post(`cases/${id}/resolve`, more)).status).toBe(200)
    return id
  }
  const figure = async (wanted: string) => {
    const { figures } = await countFigures(house.store, readPeriod(undefined, undefined, house.clock.now()))
    return figures.find(({ id }) => id === wanted)?.counted.calendar.value
  }

  it('is kept at the wrap-up as question and answer, in the words of staff or as the talk proposes them', async () => {
    const browser = await sitDown('responder')
    const lead = await sitDown('lead')
    const first = await resolved(browser, 'a', { knowledgeGap: true })
    const candidate = {
      question: '試験機は借りられますか、問い合わせは 090-1234-5678',
      answer: '産技研で借りられます。',
    }
    house.clock.advance(1_000)
    const second = await resolved(browser, 'b', { knowledgeGap: true, candidate })
    await resolved(browser, 'c', {})
    const { candidates } = (await lead.get('faq-candidates')).body
    expect(candidates).toMatchObject([
      {
        caseId: first,
        question: '不明な試験機の貸し出しはありますか',
        answer: 'はい、産技研で借りられます（03-1111-2222）',
        openedBy: 'responderさん',
        status: 'open',
      },
      // A resident's number has no place in what is meant for everybody.
      {
        caseId: second,
        question: '試験機は借りられますか、問い合わせは ［電話番号］',
        answer: '産技研で借りられます。',
      },
    ])
    expect([await figure('candidates-opened'), await figure('candidates-decided')]).toEqual([2, 0])
  })

  it('is taken for the records, or closed with a reason, by leads and administrators, once', async () => {
    const browser = await sitDown('responder')
    const lead = await sitDown('lead')
    const auditor = await sitDown('auditor')
    const [first, second] = [
      await resolved(browser, 'a', { knowledgeGap: true }),
      await resolved(browser, 'b', { knowledgeGap: true }),
    ]
    const words = { question: '試験機は借りられますか', answer: '産技研で借りられます。' }
    for (const other of [browser, auditor]) {
      expect((await other.get('faq-candidates')).status).toBe(403)
      expect((await other.post(`faq-candidates/${first}/accept`, words)).status).toBe(403)
    }
    expect((await lead.post(`faq-candidates/${first}/accept`, { ...words, answer: ' ' })).status).toBe(400)
    expect((await lead.post(`faq-candidates/${second}/close`, {})).status).toBe(400)
    expect((await lead.post(`faq-candidates/${first}/accept`, words)).status).toBe(200)
    expect((await lead.post(`faq-candidates/${second}/close`, { note: '個別の事情のため' })).status).toBe(200)
    expect(await lead.post(`faq-candidates/${first}/close`, { note: 'x' })).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining('先に処理しました') } },
    })
    expect((await lead.post('faq-candidates/nobody/accept', words)).status).toBe(404)
    expect((await lead.get('faq-candidates')).body.candidates).toEqual([])
    expect((await lead.get('faq-candidates?status=accepted')).body.candidates).toMatchObject([
      { ...words, caseId: first, decidedBy: 'leadさん' },
    ])
    expect((await lead.get('faq-candidates?status=closed')).body.candidates).toMatchObject([
      { note: '個別の事情のため' },
    ])
    expect((await lead.get('faq-candidates?status=x')).status).toBe(400)
    const [entry] = await listAudit(house.store.database, { action: 'faq-candidate.closed' }, { limit: 5 })
    expect(entry).toMatchObject({ actor: 'lead', object_id: second, reason: '個別の事情のため' })
    expect([await figure('candidates-opened'), await figure('candidates-decided')]).toEqual([2, 2])
  })
})
