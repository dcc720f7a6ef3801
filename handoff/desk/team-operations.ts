import { casesInScope } from '../../storage/case-scope.ts'
import { casesOfConversation } from '../../storage/cases.ts'
import { listFailedDeliveries } from '../../storage/outbox.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { listStaff } from '../staff/accounts.ts'
import { may } from '../staff/permissions.ts'
import { deskTexts } from '../texts.ts'
import { type Operation, staffOperation } from './operation.ts'
import { readScopeOf } from './read-scope.ts'
import { colleagues, deadLetters, emptyBody } from './shapes.ts'

const MOST_LISTED = 100

/** Who a case can be passed to, and what could not be handled by anybody. */
export function teamOperations(context: DeskContext): Operation[] {
  const { store } = context
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/staff',
      summary: '引き継ぎ先に選べる職員',
      access: 'cases.read',
      body: emptyBody,
      response: colleagues,
      run: async () => {
        const staff = await listStaff(store.database)
        const able = staff.filter((person) => !person.disabled && may(person.role, 'cases.work'))
        return { body: { staff: able.map(({ login, name, role }) => ({ login, name, role })) } }
      },
    }),
    staffOperation({
      method: 'GET',
      path: '/desk/api/dead-letters',
      summary: 'くり返し処理に失敗したメッセージと、届かなかった返信（新しい順）',
      access: 'cases.read',
      body: emptyBody,
      response: deadLetters,
      run: async ({ session }) => {
        const [unhandled, unsent] = await Promise.all([
          store.deadLetters(MOST_LISTED),
          listFailedDeliveries(store.database, MOST_LISTED),
        ])
        const letters = [
          ...unhandled.map(({ receivedAt, ...letter }) => ({ ...letter, at: receivedAt })),
          ...unsent.map(({ failedAt, ...letter }) => ({
            ...letter,
            error: deskTexts.unsent(letter.error),
            at: failedAt,
          })),
        ]
        const listed = letters
          .sort((a, b) => b.at - a.at)
          .slice(0, MOST_LISTED)
          .map(async (letter) => ({
            id: letter.id,
            conversationId: letter.conversationId,
            caseId: (await casesOfConversation(store.database, letter.conversationId))[0]?.id ?? null,
            error: letter.error,
            receivedAt: new Date(letter.at).toISOString(),
          }))
        const told = await Promise.all(listed)
        const scope = await readScopeOf(store.database, session.actor)
        const readable = await casesInScope(
          store.database,
          told.flatMap(({ caseId }) => caseId ?? []),
          scope,
        )
        return { body: { deadLetters: told.filter(({ caseId }) => caseId === null || readable.has(caseId)) } }
      },
    }),
  ]
}
