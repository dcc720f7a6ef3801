type JapaneseCharset = 'shift_jis' | 'euc-jp'

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** Every letter of a charset with its bytes: Node decodes these charsets and does not encode them. */
function tableOf(charset: JapaneseCharset): Map<string, number[]> {
  const decoder = new TextDecoder(charset, { fatal: true })
  const table = new Map<string, number[]>()
  const add = (...bytes: number[]) => {
    try {
      const letter = decoder.decode(new Uint8Array(bytes))
      if ([...letter].length === 1 && !table.has(letter)) table.set(letter, bytes)
    } catch {
      // No letter has these bytes.
    }
  }
  for (const byte of range(0x00, 0x7f)) add(byte)
  if (charset === 'shift_jis') for (const byte of range(0xa1, 0xdf)) add(byte)
  else for (const byte of range(0xa1, 0xdf)) add(0x8e, byte)
  const leads = charset === 'shift_jis' ? [...range(0x81, 0x9f), ...range(0xe0, 0xfc)] : range(0xa1, 0xfe)
  for (const lead of leads) for (const trail of range(charset === 'shift_jis' ? 0x40 : 0xa1, 0xfe)) add(lead, trail)
  return table
}

/** Text as bytes of Shift_JIS or EUC-JP; throws on a letter that the charset has not. */
export function encodeJapanese(text: string, charset: JapaneseCharset): Uint8Array<ArrayBuffer> {
  const table = tableOf(charset)
  const bytes = [...text].flatMap((letter) => {
    const found = table.get(letter)
    if (!found) throw new Error(`${charset} has no ${letter}`)
    return found
  })
  return new Uint8Array(bytes)
}

/** Text as ISO-2022-JP: the two-byte letters of EUC-JP with the high bits taken off, between escapes. */
export function encodeIso2022Jp(text: string): Uint8Array<ArrayBuffer> {
  const table = tableOf('euc-jp')
  const bytes: number[] = []
  let wide = false
  for (const letter of text) {
    const pair = table.get(letter) ?? []
    const isWide = pair.length === 2
    if (isWide !== wide) bytes.push(0x1b, ...(isWide ? [0x24, 0x42] : [0x28, 0x42]))
    wide = isWide
    bytes.push(...pair.map((byte) => byte & 0x7f))
  }
  if (wide) bytes.push(0x1b, 0x28, 0x42)
  return new Uint8Array(bytes)
}
