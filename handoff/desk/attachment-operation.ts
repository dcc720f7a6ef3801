import { readAttachment } from '../../storage/attachments.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Store } from '../../storage/store.ts'
import type { Operation } from './operation.ts'

/** A file of a user: handed out to be saved, never shown by the page itself, whatever it says it is. */
export function attachmentOperation(store: Store): Operation {
  return {
    method: 'GET',
    path: '/desk/api/attachments/:id',
    summary: '相談者が送ったファイル（保存用。画面の中では開かない）',
    access: 'session',
    async handle(request, session) {
      if (session === undefined) throw new AppError('unauthorized', 'no session')
      const file = await readAttachment(store.database, request.params.id ?? '')
      if (!file) {
        throw new AppError('not_found', 'no such file', {
          publicText: 'このファイルはありません。取り消されたか、受け取れませんでした。',
        })
      }
      const name = encodeURIComponent(file.file_name ?? `${file.kind}-${file.id.slice(0, 8)}`)
      return {
        status: 200,
        headers: {
          'content-type': file.media_type ?? 'application/octet-stream',
          'content-disposition': `attachment; filename*=UTF-8''${name.replaceAll("'", '%27')}`,
          'content-security-policy': "default-src 'none'; sandbox",
          'cache-control': 'no-store',
        },
        body: Buffer.from(file.content),
      }
    },
  }
}
