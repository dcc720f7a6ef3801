import { AppError } from '../../storage/ground/errors.ts'
import { namesOfStaff } from '../../storage/staff-accounts.ts'
import { FILE_LIMIT, type FileContext, sendFile } from '../files/send-file.ts'
import type { Operation } from './operation.ts'
import { writtenMessage } from './shapes.ts'
import { viewChange } from './views.ts'

/** A file from staff to the user of a case: the body is the file as it is. */
export function fileOperation(context: FileContext): Operation {
  return {
    method: 'POST',
    path: '/desk/api/cases/:id/files',
    summary: '利用者へファイルを送る（本文はファイルの中身。利用者には署名付きのアドレスで届く）',
    access: 'cases.work',
    query: { name: 'ファイルの名前' },
    maxBodyBytes: FILE_LIMIT,
    response: writtenMessage,
    async handle(request, session) {
      if (session === undefined) throw new AppError('unauthorized', 'no session')
      const { origin } = request.headers
      const file = { name: request.query.get('name') ?? '', content: request.raw, origin }
      const { row, messageId } = await sendFile(context, session.actor, request.params.id ?? '', file)
      const names = await namesOfStaff(context.store.database)
      return {
        status: 201,
        headers: { 'cache-control': 'no-store' },
        body: { case: viewChange(row, names), messageId },
      }
    },
  }
}
