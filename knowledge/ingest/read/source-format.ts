import { mediaTypeOf } from '../media-type.ts'
import type { SourceOrigin } from './source-content.ts'
import { zipEntries } from './zip-archive.ts'

export type ReadableFormat = 'html' | 'text' | 'csv' | 'pdf' | 'docx' | 'xlsx'
export type SourceFormat = { format: ReadableFormat } | { refused: string }

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte)
const ascii = (bytes: Uint8Array, length: number): string => Buffer.from(bytes.subarray(0, length)).toString('latin1')

const reasons = {
  empty: '中身が空です。',
  picture: '画像ファイルです。文字のあるページかファイルを指定してください。',
  packed: '圧縮ファイルです。展開した中のファイルを指定してください。',
  oldWord: '古い形式のWord（.doc）です。Wordで「.docx」形式に保存し直してください。',
  oldExcel: '古い形式のExcel（.xls）です。Excelで「.xlsx」形式に保存し直してください。',
  oldOffice:
    '古い形式のOffice文書か、パスワードのかかったOffice文書です。「.docx」「.xlsx」形式で、パスワードを外して保存し直してください。',
  lockedOffice: 'パスワードのかかったOffice文書です。パスワードを外して保存し直してください。',
  slides: 'PowerPointのファイルです。PDFに書き出してから指定してください。',
  data: '文章のないデータ（XMLやJSON）です。ページかファイルを指定してください。',
  unknown: '読み取れない種類のファイルです。',
} as const

const pictures: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x42, 0x4d],
]

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

function oldOffice(bytes: Uint8Array): SourceFormat {
  const content = Buffer.from(bytes)
  if (content.includes(utf16('EncryptedPackage'))) return { refused: reasons.lockedOffice }
  if (content.includes(utf16('WordDocument'))) return { refused: reasons.oldWord }
  if (content.includes(utf16('Workbook')) || content.includes(utf16('Book'))) return { refused: reasons.oldExcel }
  return { refused: reasons.oldOffice }
}

function zipped(bytes: Uint8Array): SourceFormat {
  const names = new Set(zipEntries(bytes)?.map((entry) => entry.name))
  if (names.has('word/document.xml')) return { format: 'docx' }
  if (names.has('xl/workbook.xml')) return { format: 'xlsx' }
  if (names.has('ppt/presentation.xml')) return { refused: reasons.slides }
  return { refused: names.size === 0 ? '壊れているか、途中で切れたファイルです。' : reasons.packed }
}

function byMagic(bytes: Uint8Array): SourceFormat | undefined {
  if (bytes.length === 0) return { refused: reasons.empty }
  if (ascii(bytes, 1024).includes('%PDF-')) return { format: 'pdf' }
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return zipped(bytes)
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return oldOffice(bytes)
  if (pictures.some((magic) => startsWith(bytes, ...magic))) return { refused: reasons.picture }
  if (startsWith(bytes, 0x1f, 0x8b) || startsWith(bytes, 0x37, 0x7a, 0xbc, 0xaf)) return { refused: reasons.packed }
  const wide = startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)
  if (!wide && bytes.subarray(0, 4096).includes(0)) return { refused: reasons.unknown }
  if (/^(?:\xef\xbb\xbf)?\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html[\s>])/i.test(ascii(bytes, 2048)))
    return { format: 'html' }
  return undefined
}

const byType: readonly [type: RegExp, format: SourceFormat][] = [
  [/html/, { format: 'html' }],
  [/csv|tab-separated/, { format: 'csv' }],
  [/pdf|officedocument|zip/, { refused: '壊れているか、種類と中身の合わないファイルです。' }],
  [/^image\//, { refused: reasons.picture }],
  [/json|xml/, { refused: reasons.data }],
]

const byEnding: readonly [ending: RegExp, format: SourceFormat][] = [
  [/\.(?:html?|xhtml|php|asp|aspx|jsp|cgi)$/i, { format: 'html' }],
  [/\.(?:csv|tsv)$/i, { format: 'csv' }],
  [/\.(?:txt|md|markdown)$/i, { format: 'text' }],
  [/\.(?:pdf|docx|xlsx)$/i, { refused: '壊れているか、種類と中身の合わないファイルです。' }],
  [/\.(?:xml|json|rss)$/i, { refused: reasons.data }],
]

const find = (table: readonly [RegExp, SourceFormat][], text: string): SourceFormat | undefined =>
  table.find(([pattern]) => pattern.test(text))?.[1]

/** What a source is: by its first bytes, then by the type it was sent as, then by the ending of its name. */
export function formatOf(bytes: Uint8Array, { url, contentType, fileName }: SourceOrigin): SourceFormat {
  const name = fileName ?? url.replace(/[?#].*$/s, '')
  const known = byMagic(bytes) ?? find(byType, mediaTypeOf(contentType)) ?? find(byEnding, name)
  if (known) return known
  const start = ascii(bytes, 4096)
  if (/<(?:html|body|head|div|p|table|h1)[\s>]/i.test(start)) return { format: 'html' }
  if (/^\s*(?:<\?xml|[{[]\s*["{[])/.test(start)) return { refused: reasons.data }
  // A byte that no text holds: random data that begins with no known magic.
  if (/[\x00-\x06\x0e-\x1a\x1c-\x1f]/.test(start.slice(0, 1024)) && !start.includes('\x1b$'))
    return { refused: reasons.unknown }
  return { format: 'text' }
}
