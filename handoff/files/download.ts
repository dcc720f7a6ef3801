import type { AttachmentView } from '../../storage/attachments.ts'

/** A file is handed out to be saved, never shown by the page itself, whatever it says it is. */
export function downloadHeaders(file: Pick<AttachmentView, 'id' | 'kind' | 'file_name' | 'media_type'>) {
  const name = encodeURIComponent(file.file_name ?? `${file.kind}-${file.id.slice(0, 8)}`)
  return {
    'content-type': file.media_type ?? 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${name.replaceAll("'", '%27')}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  }
}
