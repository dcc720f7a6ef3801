import { fileTitle, refused, type SourceContent, type SourceOrigin } from './source-content.ts'
import { formatOf, type ReadableFormat } from './source-format.ts'
import { decodeText } from './text/decode-text.ts'

export type { SourceContent, SourceOrigin } from './source-content.ts'
export type { Cell, TableSheet } from './table/table-sheet.ts'

type Reader = (bytes: Uint8Array, about: SourceOrigin) => Promise<SourceContent>

const titleFor = (about: SourceOrigin): string => fileTitle(about.fileName ?? about.url) || about.url

// Each reader brings its library when it is first needed, so that answering questions loads none of them.
const readers: Readonly<Record<ReadableFormat, Reader>> = {
  html: async (bytes, about) => {
    const { readHtml } = await import('./html/read-html.ts')
    const document = await readHtml(decodeText(bytes, about.contentType).text, about.url)
    if (!document)
      return refused('本文を読み取れませんでした（画像だけか、プログラムで表示するページの可能性があります）。')
    return { kind: 'document', document: { ...document, title: document.title || titleFor(about) } }
  },
  text: async (bytes, about) => {
    const { readPlainText } = await import('./text/read-plain-text.ts')
    const document = readPlainText(decodeText(bytes, about.contentType).text, titleFor(about))
    return document ? { kind: 'document', document } : refused('文字がありません。')
  },
  csv: async (bytes, about) => {
    const { readCsv } = await import('./table/read-csv.ts')
    return await readCsv(decodeText(bytes, about.contentType).text, titleFor(about))
  },
  pdf: async (bytes, about) => {
    const { readPdf } = await import('./pdf/read-pdf.ts')
    return await readPdf(bytes, titleFor(about))
  },
  docx: async (bytes, about) => {
    const { readWord } = await import('./word/read-word.ts')
    return await readWord(bytes, titleFor(about))
  },
  xlsx: async (bytes) => {
    const { readXlsx } = await import('./table/read-xlsx.ts')
    return await readXlsx(bytes)
  },
}

/**
 * A page or file as a document or as tables. Never throws on what it is given: whatever cannot be read is refused with
 * the reason. `about.url` is what relative links are resolved against.
 */
export async function readSource(bytes: Uint8Array, about: SourceOrigin): Promise<SourceContent> {
  try {
    const found = formatOf(bytes, about)
    return 'refused' in found ? refused(found.refused) : await readers[found.format](bytes, about)
  } catch {
    // Libraries throw in many ways on damaged files; what they say quotes the file and helps nobody here.
    return refused('壊れているか、読み取れない形のファイルです。')
  }
}
