const byteOrderMarks: readonly [label: string, mark: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** Charsets that Japanese sites use, tried where nothing said is true. */
const usual = ['utf-8', 'shift_jis', 'euc-jp'] as const

const escapesOfIso2022 = /\x1b(?:\$[@B]|\([JI])/
const sampleBytes = 64 * 1024

/** What one letter says for a charset: Japanese prose has kana and kanji; a wrong charset makes the others. */
const letterScores: readonly [letters: RegExp, score: number][] = [
  [/[\u3001-\u30ff]/g, 2],
  [/[\u4e00-\u9fff\uff01-\uff5e]/g, 1],
  [/[\uff61-\uff9f\u00a1-\u00ff]/g, -1],
  [/[\u0080-\u009f\ue000-\uf8ff]/g, -3],
  [/\ufffd/g, -6],
]
const declaredBonus = 0.4

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** The WHATWG name of a label, or undefined where nothing is called so. */
function encodingOf(label: string | undefined): string | undefined {
  if (label === undefined) return undefined
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

function declaredIn(bytes: Uint8Array, contentType: string | undefined): string[] {
  const head = latin1(bytes.subarray(0, 4096))
  const inside = [
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1],
    /<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1],
  ]
    .map(encodingOf)
    // A page that could be read far enough to say so is not UTF-16.
    .map((encoding) => (encoding?.startsWith('utf-16') ? 'utf-8' : encoding))
  const outside = encodingOf(/charset\s*=\s*["']?([\w-]+)/i.exec(contentType ?? '')?.[1])
  return [outside, ...inside].filter((encoding) => encoding !== undefined)
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function likeness(text: string): number {
  const letters = text.match(/[^\x00-\x7f]/g)?.length ?? 0
  if (letters === 0) return 0
  const total = letterScores.reduce((sum, [pattern, score]) => sum + (text.match(pattern)?.length ?? 0) * score, 0)
  return total / letters
}

/** The charset that makes the most Japanese of the bytes; one that was declared is preferred where two are near. */
function likeliest(bytes: Uint8Array, declared: readonly string[]): string {
  const first = bytes.findIndex((byte) => byte > 0x7f)
  const sample = bytes.subarray(Math.max(0, first), Math.max(0, first) + sampleBytes)
  let best = { encoding: 'utf-8', score: Number.NEGATIVE_INFINITY }
  for (const encoding of new Set([...declared, ...usual])) {
    const score = likeness(new TextDecoder(encoding).decode(sample)) + (declared.includes(encoding) ? declaredBonus : 0)
    if (score > best.score) best = { encoding, score }
  }
  return best.encoding
}

/**
 * Bytes as text. A byte order mark decides; then escape sequences of ISO-2022-JP; then what is whole as UTF-8; then the
 * charset, declared or usual, that reads most like Japanese, so that a wrong declaration does no harm.
 */
export function decodeText(bytes: Uint8Array, contentType?: string): { text: string; encoding: string } {
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0]
  const encoding = marked ?? encodingWithoutMark(bytes, contentType)
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

function encodingWithoutMark(bytes: Uint8Array, contentType: string | undefined): string {
  const declared = declaredIn(bytes, contentType)
  const first = declared[0]
  if (first?.startsWith('utf-16')) return first
  const utf8 = isUtf8(bytes)
  if (utf8 && escapesOfIso2022.test(latin1(bytes.subarray(0, 1024 * 1024)))) return 'iso-2022-jp'
  return utf8 ? 'utf-8' : likeliest(bytes, declared)
}
