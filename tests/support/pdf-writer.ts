/** A line of text on a page; points from the lower left corner. */
export interface PdfText {
  text: string
  x?: number
  y: number
  size?: number
  /** `white` cannot be seen on paper; `invisible` is text render mode 3. */
  ink?: 'black' | 'white' | 'invisible'
  /** Stands on a dark box. */
  ground?: boolean
}

export interface PdfPage {
  texts?: PdfText[]
  /** A picture over the whole page, as a scanner makes one. */
  picture?: boolean
}

export interface PdfOptions {
  title?: string
  /** A predefined CMap of the reader's; `encode` turns text into its bytes. */
  cmap?: { name: string; encode: (text: string) => Uint8Array }
  /** Says that the file needs a password. */
  locked?: boolean
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16()

const stream = (content: string, dictionary = ''): string =>
  `<< ${dictionary} /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`

const scannedPixels = 1000

function contentOf(page: PdfPage, encode: (text: string) => Uint8Array): string {
  const lines = page.picture ? ['q 595 0 0 842 0 0 cm /Im0 Do Q'] : []
  for (const { text, x = 60, y, size = 11, ink = 'black', ground } of page.texts ?? []) {
    const paint = ink === 'white' ? '1 1 1 rg' : '0 0 0 rg'
    if (ground) lines.push(`0 0 0.4 rg ${x - 4} ${y - 4} ${text.length * size + 8} ${size + 8} re f`)
    const mode = ink === 'invisible' ? 3 : 0
    lines.push(`BT /F1 ${size} Tf ${paint} ${mode} Tr 1 0 0 1 ${x} ${y} Tm <${hex(encode(text))}> Tj ET`)
  }
  return lines.join('\n')
}

/**
 * A small PDF 1.4 file, streams uncompressed. Japanese stands in a font that is not embedded and has a predefined CMap,
 * as office software writes it.
 */
export function writePdf(pages: readonly PdfPage[], options: PdfOptions = {}): Uint8Array<ArrayBuffer> {
  const { name, encode } = options.cmap ?? { name: 'UniJIS-UTF16-H', encode: utf16 }
  const firstPage = 7
  const kids = pages.map((_, index) => `${firstPage + index * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /${name} /DescendantFonts [4 0 R] >>`,
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /DW 1000 /W [1 230 500] ' +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor ' +
      '/FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 ' +
      '/CapHeight 700 /StemV 90 >> >>',
    stream(
      'A'.repeat(scannedPixels * scannedPixels),
      `/Type /XObject /Subtype /Image /Width ${scannedPixels} /Height ${scannedPixels} /ColorSpace /DeviceGray /BitsPerComponent 8`,
    ),
    `<< /Title <feff${hex(utf16(options.title ?? ''))}> >>`,
  ]
  if (!pages.some((page) => page.picture)) objects[4] = 'null'
  for (const [index, page] of pages.entries()) {
    const resources = `<< /Font << /F1 3 0 R >> ${page.picture ? '/XObject << /Im0 5 0 R >>' : ''} >>`
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources ${resources} /Contents ${firstPage + index * 2 + 1} 0 R >>`,
      stream(contentOf(page, encode)),
    )
  }
  if (options.locked) {
    const key = `<${'5a'.repeat(32)}>`
    objects.push(`<< /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -44 >>`)
  }
  return assemble(objects, options.locked === true)
}

function assemble(objects: readonly string[], locked: boolean): Uint8Array<ArrayBuffer> {
  const parts = ['%PDF-1.4\n']
  const offsets: number[] = []
  let length = parts[0]?.length ?? 0
  for (const [index, object] of objects.entries()) {
    const part = `${index + 1} 0 obj\n${object}\nendobj\n`
    offsets.push(length)
    parts.push(part)
    length += part.length
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const lock = locked ? `/Encrypt ${objects.length} 0 R /ID [<00> <00>]` : ''
  parts.push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`,
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R ${lock} >>\nstartxref\n${length}\n%%EOF\n`,
  )
  return new Uint8Array(Buffer.from(parts.join(''), 'latin1'))
}
