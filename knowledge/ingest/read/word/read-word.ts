import mammoth from 'mammoth'
import type { Flag } from '../../reading.ts'
import { distinctFlags } from '../flags.ts'
import { hiddenFlags } from '../html/hidden-text.ts'
import { readPlainHtml } from '../html/read-html.ts'
import { refused, type SourceContent } from '../source-content.ts'
import { instructionFlags } from '../text/instruction-words.ts'
import { mostUnpackedBytes, unpacksWithin, unzipText, zipEntries } from '../zip-archive.ts'

const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='表題'] => h1:fresh"]

const runForm = /<w:r(?:\s[^>]*)?>([\s\S]*?)<\/w:r>/g
const unprinted = /<w:vanish\s*(?:\/>|w:val="(?:1|true|on)")|<w:color\s[^>]*w:val="FFFFFF"/i
const textOfRun = /<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g

/** Runs that Word does not print, or prints white; as XML writes them, which is how HTML writes them too. */
function hiddenRuns(xml: string): string[] {
  return [...xml.matchAll(runForm)]
    .map(([, run = '']) => run)
    .filter((run) => unprinted.test(run))
    .map((run) => [...run.matchAll(textOfRun)].map(([, text]) => text ?? '').join(''))
    .filter((text) => text.trim() !== '')
}

/** A .docx file; headings by their styles. `name` is the title where the text has none. */
export async function readWord(bytes: Uint8Array, name: string): Promise<SourceContent> {
  const entries = zipEntries(bytes) ?? []
  if (!unpacksWithin(bytes, entries, mostUnpackedBytes)) {
    return refused('壊れているか、展開すると大きすぎるWord文書です。')
  }
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      styleMap,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  )
  const hidden = hiddenRuns(unzipText(bytes, entries, 'word/document.xml', mostUnpackedBytes) ?? '')
  // The library keeps hidden runs: they are taken out where they stand as they were written.
  const html = hidden.reduce((rest, text) => rest.replace(text, () => ''), value)
  const document = await readPlainHtml(html, name)
  if (!document) return refused('文字のないWord文書です（画像だけの可能性があります）。')
  const flags: Flag[] = [
    ...document.flags,
    ...hiddenFlags(hidden),
    ...hidden.flatMap((text) => instructionFlags(text, '読者に見えない部分')),
  ]
  return { kind: 'document', document: { ...document, flags: distinctFlags(flags) } }
}
