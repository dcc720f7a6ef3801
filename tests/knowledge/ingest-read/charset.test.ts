import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../knowledge/ingest/read/text/decode-text.ts'
import { encodeIso2022Jp, encodeJapanese } from '../../support/japanese-encoder.ts'
import { readDocument } from '../../support/read-document.ts'

const sentence = '板橋区の中小企業向け補助金です。補助率は対象経費の2分の1以内、上限は150万円です。'
const page = (head: string) =>
  `<!doctype html><html lang="ja"><head>${head}<title>補助金｜板橋区公式ホームページ</title></head><body><h1>補助金のご案内</h1><p>${sentence}</p></body></html>`
const bytesOf = (text: string, charset: string): Uint8Array => {
  if (charset === 'shift_jis' || charset === 'euc-jp') return encodeJapanese(text, charset)
  return charset === 'iso-2022-jp' ? encodeIso2022Jp(text) : new TextEncoder().encode(text)
}

describe('a page in any charset that Japanese sites use', () => {
  const charsets = ['utf-8', 'shift_jis', 'euc-jp', 'iso-2022-jp']
  const declarations = [
    ['nothing said', '', undefined],
    ['an HTTP header', '', (charset: string) => `text/html; charset=${charset}`],
    ['a meta element', '<meta charset="CHARSET">', undefined],
    ['an old meta element', '<meta http-equiv="Content-Type" content="text/html; charset=CHARSET">', undefined],
  ] as const
  it.each(charsets.flatMap((charset) => declarations.map(([name, head, type]) => ({ charset, name, head, type }))))(
    'is read in $charset with $name',
    async ({ charset, head, type }) => {
      const bytes = bytesOf(page(head.replace('CHARSET', charset)), charset)
      const document = await readDocument(bytes, type ? { contentType: type(charset) } : {})
      expect(document.title).toBe('補助金のご案内')
      expect(document.sections[0]?.text).toBe(sentence)
    },
  )

  it.each([
    ['utf-8', 'shift_jis'],
    ['utf-8', 'euc-jp'],
    ['shift_jis', 'utf-8'],
    ['shift_jis', 'euc-jp'],
    ['euc-jp', 'shift_jis'],
    ['iso-8859-1', 'shift_jis'],
    ['no-such-charset', 'euc-jp'],
  ])('that says it is %s and is %s is read all the same', async (declared, real) => {
    const bytes = bytesOf(page(`<meta charset="${declared}">`), real)
    const document = await readDocument(bytes, { contentType: `text/html; charset=${declared}` })
    expect(document.sections[0]?.text).toBe(sentence)
  })

  it('is read with a byte order mark, whatever the header says', () => {
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(sentence)])
    expect(decodeText(marked, 'text/html; charset=shift_jis')).toEqual({ text: sentence, encoding: 'utf-8' })
    const wide = new Uint8Array([0xff, 0xfe, ...Buffer.from(sentence, 'utf16le')])
    expect(decodeText(wide)).toEqual({ text: sentence, encoding: 'utf-16le' })
  })

  it('loses one letter, not the page, to a broken byte', () => {
    const bytes = bytesOf(page('<meta charset="shift_jis">'), 'shift_jis')
    const broken = new Uint8Array([...bytes.slice(0, 300), 0xff, ...bytes.slice(300)])
    expect(decodeText(broken).text).toContain('補助金のご案内')
  })
})
