import { casesOfConversation } from '../../storage/cases.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { listStaff } from '../staff/accounts.ts'
import { type Operation, staffOperation } from './operation.ts'
import { colleagues, deadLetters, emptyBody } from './shapes.ts'

/** Who a case can be passed to, and what could not be handled by anybody. */
export function teamOperations(context: DeskContext): Operation[] {
  const { store } = context
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/staff',
      summary: '引き継ぎ先に選べる職員',
      access: 'session',
      body: emptyBody,
      response: colleagues,
      run: async () => {
        const staff = await listStaff(store.database)
        const able = staff.filter((person) => !person.disabled && person.role !== 'auditor')
        return { body: { staff: able.map(({ login, name, role }) => ({ login, name, role })) } }
      },
    }),
    staffOperation({
      method: 'GET',
      path: '/desk/api/dead-letters',
      summary: 'くり返し処理に失敗したメッセージ（新しい順）',
      access: 'session',
      body: emptyBody,
      response: deadLetters,
      run: async () => {
        const letters = await store.deadLetters(100)
        const listed = letters.map(async (letter) => ({
          id: letter.id,
          conversationId: letter.conversationId,
          caseId: (await casesOfConversation(store.database, letter.conversationId))[0]?.id ?? null,
          error: letter.error,
          receivedAt: new Date(letter.receivedAt).toISOString(),
        }))
        return { body: { deadLetters: await Promise.all(listed) } }
      },
    }),
  ]
}
