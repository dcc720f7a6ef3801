import { z } from 'zod'
import { recordAudit } from '../../storage/audit.ts'
import { findDeskStaff } from '../../storage/desk-staff.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { allMacros, deleteMacro, findMacro, macroWithCode, writeMacro } from '../../storage/macros.ts'
import { namesOfStaff } from '../../storage/staff-accounts.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { macroSteps, readSteps } from '../macros/macro-steps.ts'
import { runMacro } from '../macros/run-macro.ts'
import { type Operation, staffOperation } from './operation.ts'
import { changedCase, emptyBody, messageText } from './shapes.ts'
import { viewChange } from './views.ts'

const fields = {
  code: z.string().regex(/^[\p{L}\p{N}_-]{1,30}$/u, '文字・数字・-・_ で、30文字までにしてください'),
  title: z.string().trim().min(1).max(60),
  team: z.string().max(40).nullable().describe('班のid。null なら全員'),
  steps: macroSteps,
}
const macroList = z.strictObject({
  macros: z.array(
    z.strictObject({
      id: z.string(),
      ...fields,
      uses: z.number().describe('使われた回数'),
      mine: z.boolean().describe('全員のもの、または自分の班のもの'),
    }),
  ),
})
const macroBody = z.object({ id: z.string().max(64).optional().describe('省略すると新しく作る'), ...fields })
const runBody = z.object({
  requestId: z.uuid().describe('同じ値での再送は、一度だけ行われる'),
  reply: messageText.optional().describe('差し込みを済ませた返信。省略するとマクロの言葉のまま'),
})
export type MacroList = z.output<typeof macroList>

/** Macros: run by all who work on cases, arranged by leads. */
export function macroOperations(context: DeskContext): Operation[] {
  const { store, identifiers } = context
  const view = async (login: string): Promise<MacroList> => {
    const teams = (await findDeskStaff(store.database, login))?.teams ?? []
    return {
      macros: (await allMacros(store.database)).map(({ id, code, title, team, steps, uses }) => ({
        id,
        code,
        title,
        team,
        steps: readSteps(steps),
        uses,
        mine: team === null || teams.includes(team),
      })),
    }
  }
  const audited = (login: string, action: string, id: string) => ({
    actor: login,
    action: `macro.${action}`,
    objectType: 'macro',
    objectId: id,
  })
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/macros',
      summary: 'マクロ（いくつかの操作を一度に行うもの）',
      access: 'cases.read',
      body: emptyBody,
      response: macroList,
      run: async ({ session }) => ({ body: await view(session.actor.login) }),
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/macros',
      summary: 'マクロを作る、または書き換える（主任・管理者）',
      access: 'team.arrange',
      body: macroBody,
      response: macroList,
      run: async ({ session, input }) => {
        const { login } = session.actor
        await store.transaction(async (unit) => {
          const { code, title, team } = input
          const before = input.id === undefined ? undefined : await findMacro(unit, input.id)
          const id = before?.id ?? identifiers.uuid()
          const alike = await macroWithCode(unit, code)
          if (alike !== undefined && alike.id !== id) {
            const publicText = `「/${code}」は、別のマクロで使われています。`
            throw new AppError('bad_request', 'code in use', { publicText, details: { fields: ['code'] } })
          }
          const row = { id, code, title, team, steps: JSON.stringify(input.steps) }
          await writeMacro(unit, { ...row, changed_by: login, changed_at: store.clock.now() })
          recordAudit(unit, { ...audited(login, 'changed', id), ...(before ? { before } : {}), after: row })
        })
        return { body: await view(login) }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/macros/:macro/delete',
      summary: 'マクロを消す（主任・管理者）',
      access: 'team.arrange',
      body: emptyBody,
      response: macroList,
      run: async ({ request, session }) => {
        const { login } = session.actor
        await store.transaction(async (unit) => {
          const before = await findMacro(unit, request.params.macro ?? '')
          if (before === undefined) return
          await deleteMacro(unit, before.id)
          recordAudit(unit, { ...audited(login, 'deleted', before.id), before })
        })
        return { body: await view(login) }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/macros/:macro',
      summary: 'マクロを実行する（すべて行うか、一つでもできなければ何も行わない）',
      access: 'cases.work',
      body: runBody,
      response: changedCase,
      run: async ({ request, session, input }) => {
        const { id = '', macro = '' } = request.params
        const row = await runMacro(context, session.actor, id, { macroId: macro, ...input })
        return { body: { case: viewChange(row, await namesOfStaff(store.database)) } }
      },
    }),
  ]
}
