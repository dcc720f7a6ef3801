import { fileTypeFromBuffer } from 'file-type'

/** What staff and users may be handed, by what the bytes are; never by what the sender calls them. */
const mediaTypes = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/heic',
  'video/mp4',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
])

/** What a file may be taken for, or why it is not taken: `empty`, `type`. */
export async function judgeFile(content: Buffer): Promise<{ mediaType: string } | { refused: 'empty' | 'type' }> {
  if (content.length === 0) return { refused: 'empty' }
  const found = (await fileTypeFromBuffer(content))?.mime
  const mediaType = found ?? (isPlainText(content) ? 'text/plain; charset=utf-8' : undefined)
  const isAllowed = mediaType !== undefined && (found === undefined || mediaTypes.has(found))
  return isAllowed ? { mediaType } : { refused: 'type' }
}

/** Text has no mark of its own: UTF-8 without control characters, and nothing that a browser would run. */
function isPlainText(content: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    return !/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text) && !/^\s*<(?:!doctype|html|svg|\?xml|script)/i.test(text)
  } catch {
    return false
  }
}
