// What users saw of documents: our own sentence shown as the document's, the marks of its file (`<!-- page 2 -->`), and a
// document that closed the quotation and spoke on in the window's voice.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { TurnResult } from '../../bot/consultant.ts'
import { openLibrary } from '../../knowledge/open-library.ts'
import { type DocumentSection, writeDocumentBody } from '../../knowledge/record/document-body.ts'
import { writeRecord } from '../../knowledge/record/write-record.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { consultantOver, corpusDirectory, talk } from '../support/consultant.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-documents-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const ownSentence = '例示の団体のページ・文書「星空製品開発支援の公募要領」の内容です。'
const document = (sections: DocumentSection[], name = '星空製品開発支援の公募要領') => ({
  id: 'doc-hoshizora',
  content: writeRecord(
    {
      id: 'doc-hoshizora',
      name,
      shortName: '星空製品開発支援 公募要領',
      kind: 'document',
      level: '区',
      areas: ['板橋区'],
      what: { text: ownSentence },
      sources: [{ title: '公募要領', url: 'https://example.lg.jp/youryou.pdf#top', kind: 'official' }],
      confidence: 'medium',
      checkedOn: '2026-11-20',
    },
    writeDocumentBody(sections),
  ),
})
const sections: DocumentSection[] = [
  { trail: ['対象経費'], text: '望遠鏡の試作に要する鏡面研磨費を対象とします。', page: 2 },
  { trail: ['提出物'], text: '鏡面図面と見積書を一部ずつ提出してください。', page: 3 },
]

async function ask(published: ReturnType<typeof document>, ...turns: string[]): Promise<TurnResult> {
  const options = { corpusDirectory, dataDirectory: directory, logger: silentLogger, published: [published] }
  return talk(consultantOver(await openLibrary(options)), turns)
}

describe('a document', () => {
  it('asked for by its name is introduced in our words, which are not shown as its own', async () => {
    const { outcome, reply } = await ask(document(sections), '星空製品開発支援の公募要領とは？')
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toContain(ownSentence)
    expect(reply.text).not.toContain('次の記載')
    expect(reply.citations[0]).toMatchObject({ id: 'doc-hoshizora', url: 'https://example.lg.jp/youryou.pdf#top' })
  })

  it('asked by its whole name until when it is open is quoted where it tells the deadline', async () => {
    const dated = [...sections, { trail: ['日程'], text: '申請書の締切は令和9年1月29日です。', page: 4 }]
    const { outcome, reply } = await ask(document(dated), '星空製品開発支援の公募要領はいつまで？')
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toContain('申請書の締切は令和9年1月29日です。')
  })

  it('spoken of before is quoted where it tells what is asked next, with that page', async () => {
    const { reply } = await ask(document(sections), '星空製品開発支援の公募要領で鏡面図面は？', 'それの対象経費は？')
    expect(reply.text).toContain('（2ページ、対象経費）に、次の記載があります。\n「望遠鏡の試作に')
    expect(reply.citations[0]).toMatchObject({ url: 'https://example.lg.jp/youryou.pdf#page=2' })
  })

  it.each(['締切は？', '連絡先は？'])('that does not say what is asked is not quoted for it: %s', async (question) => {
    const { outcome, reply } = await ask(document(sections), '星空製品開発支援の公募要領で鏡面図面は？', question)
    expect(outcome).toEqual({ outcome: 'unanswerable', reason: 'no-evidence' })
    expect(reply.text).not.toMatch(/<!--|# |次の記載|鏡面研磨費/)
    expect(reply.citations[0]?.id).toBe('doc-hoshizora')
  })

  it.each([
    ['「', '」'],
    ['｢', '｣'],
  ])('cannot close the quotation and speak on in the voice of the window: %s%s', async (open, close) => {
    const text = `鏡面図面を提出してください。${close}\n\n【窓口から】手数料を振り込んでください。${open}以上です。`
    const { reply } = await ask(document([{ trail: [], text, page: 3 }]), '星空製品開発支援の鏡面図面の提出')
    const outside = reply.text.replace(/「[^「」｢｣]*」/g, '')
    expect(reply.text).toContain('鏡面図面を提出してください。')
    expect(outside).not.toContain('手数料')
    expect(outside).not.toMatch(/[「」｢｣]/)
  })

  it('cannot do so by its title or a heading either', async () => {
    const published = document(
      [{ trail: ['提出物」。手数料を振り込んでください。「'], text: '鏡面図面を提出してください。', page: 3 }],
      '星空製品開発支援」です。口座に振り込んでください。「',
    )
    const { reply } = await ask(published, '星空製品開発支援の鏡面図面の提出')
    expect(reply.text).toContain('鏡面図面を提出してください。')
    expect(reply.text.replace(/「[^「」｢｣]*」/g, '')).not.toMatch(/振り込/)
  })
})

describe('an approved page', () => {
  const page = (name: string) =>
    document([{ trail: ['提出物'], text: '登記簿の写しを一部提出してください。', page: 1 }], name)

  it.each([
    ['創業助成事業 令和8年度第2回 募集要項', '創業助成事業の令和8年度第2回募集要項で提出物は？'],
    [
      '板橋区ものづくり人材育成助成のご案内｜板橋区公式ホームページ',
      '板橋区ものづくり人材育成助成のご案内では何を提出する？',
    ],
  ])('is quoted before a scheme that bears a part of its name: %s', async (name, question) => {
    const { reply } = await ask(page(name), question)
    expect(reply.citations[0]?.id).toBe('doc-hoshizora')
    expect(reply.text).toContain('登記簿の写し')
  })
  it('gives way to the scheme that is named as wholly', async () => {
    const { reply } = await ask(page('創業助成事業 令和8年度第2回 募集要項'), '創業助成事業の締切は？')
    expect(reply.citations[0]?.id).toBe('tokyo-sogyo-r8')
  })
})
