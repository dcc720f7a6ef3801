import { readAttachment } from '../../storage/attachments.ts'
import { recordAudit } from '../../storage/audit.ts'
import { isThreadInScope } from '../../storage/case-scope.ts'
import { linkedConversations } from '../../storage/conversation-links.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Store } from '../../storage/store.ts'
import { downloadHeaders } from '../files/download.ts'
import type { Operation } from './operation.ts'
import { outOfScope, readScopeOf } from './read-scope.ts'

/** A file of a thread, whoever sent it; each reading is in the audit, as that of the words is. */
export function attachmentOperation(store: Store): Operation {
  return {
    method: 'GET',
    path: '/desk/api/attachments/:id',
    summary: 'やりとりのファイル（保存用。画面の中では開かない）',
    access: 'cases.read',
    async handle(request, session) {
      if (session === undefined) throw new AppError('unauthorized', 'no session')
      const file = await readAttachment(store.database, request.params.id ?? '')
      if (!file) {
        throw new AppError('not_found', 'no such file', {
          publicText: 'このファイルはありません。取り消されたか、受け取れませんでした。',
        })
      }
      const thread = await linkedConversations(store.database, file.conversation_id)
      const scope = await readScopeOf(store.database, session.actor)
      if (!(await isThreadInScope(store.database, thread, scope))) throw outOfScope()
      await store.transaction(async (unit) =>
        recordAudit(unit, {
          actor: session.actor.login,
          action: 'attachment.read',
          objectType: 'attachment',
          objectId: file.id,
          details: { conversation: file.conversation_id },
        }),
      )
      return { status: 200, headers: downloadHeaders(file), body: Buffer.from(file.content) }
    },
  }
}
