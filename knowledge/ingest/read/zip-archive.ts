import { inflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  method: number
  compressed: number
  /** As the directory says; a lie is found when the entry is unpacked. */
  size: number
  offset: number
}

const endSignature = 0x06054b50
const centralSignature = 0x02014b50
const localSignature = 0x04034b50
const endLength = 22
const mostEntries = 10_000
/** An Office document that unpacks to more than this is not read. */
export const mostUnpackedBytes = 200 * 1024 * 1024

/** Entries of a ZIP file by its central directory; undefined where there is none that can be read. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    let end = bytes.length - endLength
    const last = Math.max(0, end - 65_535)
    while (end >= last && view.getUint32(end, true) !== endSignature) end -= 1
    if (end < last) return undefined
    const count = view.getUint16(end + 10, true)
    let at = view.getUint32(end + 16, true)
    const entries: ZipEntry[] = []
    for (let index = 0; index < Math.min(count, mostEntries); index += 1) {
      if (view.getUint32(at, true) !== centralSignature) return undefined
      const nameLength = view.getUint16(at + 28, true)
      entries.push({
        name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
        method: view.getUint16(at + 10, true),
        compressed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      })
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
    return entries
  } catch {
    return undefined
  }
}

/** One entry unpacked, at most `most` bytes; undefined where it is larger, damaged or packed in another way. */
export function unzipEntry(bytes: Uint8Array, entry: ZipEntry, most: number): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (view.getUint32(entry.offset, true) !== localSignature) return undefined
    const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
    const packed = bytes.subarray(start, start + entry.compressed)
    if (entry.method === 0) return packed.length <= most ? packed : undefined
    return entry.method === 8 ? inflateRawSync(packed, { maxOutputLength: Math.max(1, most) }) : undefined
  } catch {
    return undefined
  }
}

/**
 * True when every entry unpacks and all together stay within `most` bytes. Sizes the directory admits to are added
 * first; then each entry is unpacked under the cap, for a directory may lie.
 */
export function unpacksWithin(bytes: Uint8Array, entries: readonly ZipEntry[], most: number): boolean {
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > most) return false
  let left = most
  for (const entry of entries) {
    if (entry.name.endsWith('/') && entry.size === 0) continue
    const unpacked = unzipEntry(bytes, entry, left)
    if (!unpacked) return false
    left -= unpacked.length
  }
  return true
}

export function unzipText(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  name: string,
  most: number,
): string | undefined {
  const entry = entries.find((each) => each.name === name)
  const unpacked = entry && unzipEntry(bytes, entry, most)
  return unpacked && new TextDecoder().decode(unpacked)
}
