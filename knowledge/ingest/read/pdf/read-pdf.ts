import type { Flag } from '../../reading.ts'
import { visibleSection, wordFlags } from '../document-words.ts'
import { distinctFlags } from '../flags.ts'
import { hiddenFlags } from '../html/hidden-text.ts'
import { refused, type SourceContent } from '../source-content.ts'
import { invisibleFlags, withoutInvisible } from '../text/invisible-characters.ts'
import { type OpenPdf, openPdf } from './open-pdf.ts'
import { type PageText, readPage } from './page-text.ts'
import { pdfSections } from './pdf-sections.ts'
import { largestTitle, statedTitle } from './pdf-title.ts'
import { withoutRunningLines } from './running-lines.ts'
import { linesOf } from './text-lines.ts'

const mostPages = 1_000
const longestMs = 120_000
/** A page with fewer letters than this beside its picture has nothing to read on it. */
const nearlyEmpty = 20

const reasons = {
  locked: 'パスワードのかかったPDFです。パスワードを外したファイルを指定してください。',
  damaged: '壊れているか、途中で切れたPDFです。',
  pictures: '画像だけのPDFです（紙を読み取ったもの）。文字の入ったPDFか、文字認識をかけたものを指定してください。',
  empty: '文字のないPDFです。',
  long: `ページが多すぎるPDFです（${mostPages}ページまで）。分けて指定してください。`,
  slow: '読み取りに時間がかかりすぎるPDFです。分けて指定してください。',
} as const

async function readPages({ document, library }: OpenPdf): Promise<PageText[] | 'slow'> {
  const end = performance.now() + longestMs
  const pages: PageText[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    if (performance.now() > end) return 'slow'
    pages.push(await readPage(await document.getPage(number), library))
  }
  return pages
}

/** 「1〜3、7」 */
function pageList(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else runs.push([number, number])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}〜${to}`)).join('、')
}

async function titleIn(document: OpenPdf['document']): Promise<string | undefined> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }))
  return statedTitle((info as { Title?: unknown }).Title)
}

function contentOf(pages: readonly PageText[], stated: string | undefined, name: string): SourceContent {
  const lines = withoutRunningLines(pages.map(linesOf))
  const lengths = lines.map((page) => page.reduce((sum, line) => sum + line.text.length, 0))
  const pictures = pages.flatMap((page, index) =>
    page.picture && (lengths[index] ?? 0) < nearlyEmpty ? [index + 1] : [],
  )
  const title = withoutInvisible(stated ?? largestTitle(lines[0] ?? []) ?? name)
  const sections = pdfSections(lines, title).map(visibleSection)
  const read = sections.filter((section) => !pictures.includes(section.page ?? 0))
  if (read.length === 0) return refused(pictures.length > 0 ? reasons.pictures : reasons.empty)
  const unseen = pages.map((page) => page.unseen).filter((text) => text.trim() !== '')
  const scanned: Flag[] =
    pictures.length === 0
      ? []
      : [
          {
            kind: 'scanned',
            detail: `画像だけで文字を読めないページがあります: ${pageList(pictures)}ページ（全${pages.length}ページ）`,
          },
        ]
  const flags = distinctFlags([
    ...scanned,
    ...wordFlags(title, sections, [unseen.join('\n')]),
    ...hiddenFlags(unseen),
    ...invisibleFlags(pages.flatMap((page) => page.pieces.map((piece) => piece.text)).join('\n')),
  ])
  return { kind: 'document', document: { title, language: 'ja', sections, links: [], flags } }
}

/** A PDF by its pages. `name` is the title where neither the file nor its first page has one. */
export async function readPdf(bytes: Uint8Array, name: string): Promise<SourceContent> {
  const opened = await openPdf(bytes)
  if (typeof opened === 'string') return refused(reasons[opened])
  try {
    if (opened.document.numPages > mostPages) return refused(reasons.long)
    const pages = await readPages(opened)
    if (pages === 'slow') return refused(reasons.slow)
    return contentOf(pages, await titleIn(opened.document), name)
  } catch {
    return refused(reasons.damaged)
  } finally {
    await opened.close()
  }
}
