import { Document, Packer, Paragraph } from 'docx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { readSource } from '../../../knowledge/ingest/read/read-source.ts'
import { encodeJapanese } from '../../support/japanese-encoder.ts'
import { writePdf } from '../../support/pdf-writer.ts'

const kinds = ['document', 'table', 'refused']
const longestMs = 5_000

async function expectRead(bytes: Uint8Array, contentType?: string): Promise<void> {
  const started = performance.now()
  const content = await readSource(bytes, { url: 'https://x.jp/file', ...(contentType ? { contentType } : {}) })
  expect(kinds).toContain(content.kind)
  if (content.kind === 'refused') expect(content.reason).toMatch(/[ぁ-ん]/)
  expect(performance.now() - started).toBeLessThan(longestMs)
}

const html = `<!doctype html><html><head><style>.x{display:none}</style><title>補助金</title></head><body>
<main><h1>補助金</h1><p class="x">隠れた文</p><table><tr><th rowspan="2">率</th><td>1/2</td></tr></table><dl><dt>a<dd>b</dl></main></body></html>`
const text = { texts: [{ text: '補助率は2分の1以内です。', y: 700 }] }

const realFiles: Record<string, () => Promise<Uint8Array>> = {
  html: async () => encodeJapanese(html, 'shift_jis'),
  csv: async () => encodeJapanese('名前,"説明\n二行目"\nA,B\n', 'euc-jp'),
  pdf: async () => writePdf([text, { ...text, picture: true }, text]),
  docx: async () =>
    new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('対象')] }] }))),
  xlsx: async () =>
    new Uint8Array(
      await writeExcelFile([
        [{ value: '名前', rowSpan: 2 }, '上限'],
        [null, 3],
      ]).toBuffer(),
    ),
}

describe('whatever comes from outside', () => {
  it('is read or refused, and never throws: random bytes', async () => {
    const starts = ['', '%PDF-1.7\n', 'PK\x03\x04', '<html>', 'a,b\n', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '\xff\xfe']
    const types = [undefined, 'text/html; charset=shift_jis', 'text/csv', 'application/pdf', 'text/plain', 'image/png']
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...starts),
        fc.constantFrom(...types),
        fc.uint8Array({ maxLength: 600 }),
        async (start, type, rest) => {
          await expectRead(new Uint8Array([...Buffer.from(start, 'latin1'), ...rest]), type)
        },
      ),
      { numRuns: 300 },
    )
  })

  it.each(Object.keys(realFiles))(
    'is read or refused where it was cut short or a byte turned: %s',
    async (kind) => {
      const whole = (await realFiles[kind]?.()) ?? new Uint8Array()
      const most = whole.length - 1
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: most }),
          fc.nat({ max: most }),
          fc.integer({ min: 1, max: 255 }),
          async (cut, at, bits) => {
            await expectRead(whole.slice(0, cut))
            const turned = new Uint8Array(whole)
            turned[at] = (turned[at] ?? 0) ^ bits
            await expectRead(turned)
          },
        ),
        { numRuns: kind === 'pdf' ? 40 : 60 },
      )
    },
    60_000,
  )

  it.each([
    ['elements in elements', '<div>'.repeat(60_000)],
    ['lists in lists', '<ul><li>'.repeat(20_000)],
    ['tables in tables', '<table><tr><td>'.repeat(5_000)],
    ['inline elements in each other', '<b><i>'.repeat(30_000)],
    ['attributes without end', `<p ${'a="'.repeat(50_000)}>`],
    ['a comment without end', `<!--${'-'.repeat(500_000)}`],
    ['a sheet of braces', `<style>${'{'.repeat(100_000)}</style>`],
    ['a sheet of at-rules', `<style>${'@media x {'.repeat(20_000)}</style>`],
    ['rows that span all others', `<table>${'<tr><td rowspan="60000">x</td></tr>'.repeat(300)}</table>`],
    ['a line of blanks', `<p>${' \n'.repeat(200_000)}</p>`],
    ['brackets', '<'.repeat(200_000)],
  ])('is read or refused in time: %s', async (_, body) => {
    await expectRead(new TextEncoder().encode(`<html><body><p>対象は区内の事業者です。</p>${body}`), 'text/html')
  })

  it.each([
    ['quotes', '"'.repeat(200_000)],
    ['delimiters', ','.repeat(300_000)],
    ['digits', '1'.repeat(200_000)],
  ])('is read or refused in time as a table: %s', async (_, body) => {
    await expectRead(new TextEncoder().encode(body), 'text/csv')
  })
})
