import { z } from 'zod'
import { recordAudit } from '../../storage/audit.ts'
import { findCase } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { readJsonBody } from '../../storage/ground/http-route.ts'
import { japanDay } from '../../storage/ground/japan-time.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { eraseForUser } from '../cases/erase-for-user.ts'
import { personRows } from '../records/person-rows.ts'
import { csvOf } from './csv.ts'
import { type Operation, staffOperation } from './operation.ts'

/** Why it is done; it stays in the audit for good, so that it must hold nothing of the person. */
export const dataBody = z.object({
  reason: z.string().trim().min(1).max(300).describe('監査記録に残る理由。氏名や相談の内容は書かない'),
})
export const erasedPerson = z.strictObject({ conversations: z.number().describe('消去したやりとりの数（連携を含む）') })

/** What may be done with all that is kept of a person, by role, with a reason and a fresh proof of identity. */
export function dataOperations(context: DeskContext): Operation[] {
  const { store } = context
  return [
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/erase',
      summary: '相談者のデータをすべて消去する（「データを消して」と同じ。元に戻せない）',
      access: 'data.erase',
      recentlyAuthenticated: true,
      body: dataBody,
      response: erasedPerson,
      run: async ({ request, session, input }) => ({
        body: await eraseForUser(context, session.actor, request.params.id ?? '', input.reason),
      }),
    }),
    {
      method: 'POST',
      path: '/desk/api/cases/:id/export',
      summary: '相談者のデータをすべて CSV で書き出す（開示の求めなどのため。Excel で開ける）',
      access: 'data.export',
      recentlyAuthenticated: true,
      body: dataBody,
      handle: async (request, session) => {
        const { reason } = readJsonBody(request, dataBody)
        const row = await findCase(store.database, request.params.id ?? '')
        if (row === undefined) {
          throw new AppError('not_found', 'no such case', { publicText: 'この相談は見つかりませんでした。' })
        }
        const rows = await personRows(store.database, row.conversation_id)
        await store.transaction(async (unit) =>
          recordAudit(unit, {
            actor: session?.actor.login ?? '',
            action: 'export.person',
            objectType: 'case',
            objectId: row.id,
            reason,
            details: { rows: rows.length },
          }),
        )
        const name = `madoguchi-person-${row.id.slice(0, 8)}-${japanDay(store.clock.now())}.csv`
        return {
          status: 200,
          headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': `attachment; filename="${name}"`,
            'cache-control': 'no-store',
          },
          body: csvOf(rows),
        }
      },
    },
  ]
}
