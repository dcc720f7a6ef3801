import { recordAudit } from '../../storage/audit.ts'
import {
  allCannedReplies,
  cannedReplyWithCode,
  countUse,
  deleteCannedReply,
  findCannedReply,
  writeCannedReply,
} from '../../storage/canned-replies.ts'
import { findDeskStaff } from '../../storage/desk-staff.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { japanDay, japaneseDateText } from '../../storage/ground/japan-time.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { nextOpening } from '../hours/hours.ts'
import { momentWords, weekWords } from '../hours/hours-words.ts'
import { readSetting } from '../settings/desk-settings.ts'
import { cannedReplies, cannedReplyBody } from './console-shapes.ts'
import { type Operation, staffOperation } from './operation.ts'
import { done, emptyBody } from './shapes.ts'

/** Replies kept for use again: read by all, arranged by leads. */
export function cannedOperations(context: DeskContext): Operation[] {
  const { store, identifiers } = context
  const view = async (login: string) => {
    const { database, clock } = store
    const teams = (await findDeskStaff(database, login))?.teams ?? []
    const hours = await readSetting(database, 'hours')
    const now = clock.now()
    const opening = nextOpening(hours, now)
    return {
      replies: (await allCannedReplies(database)).map(({ id, code, title, text, team, uses }) => ({
        id,
        code,
        title,
        text,
        team,
        uses,
        mine: team === null || teams.includes(team),
      })),
      values: {
        hours: weekWords(hours),
        opening: opening === undefined ? '' : momentWords(opening, now),
        today: japaneseDateText(japanDay(now)),
      },
    }
  }
  const audited = (login: string, action: string, id: string) => ({
    actor: login,
    action: `canned-reply.${action}`,
    objectType: 'canned-reply',
    objectId: id,
  })
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/canned-replies',
      summary: '定型文と、差し込む言葉',
      access: 'cases.read',
      body: emptyBody,
      response: cannedReplies,
      run: async ({ session }) => ({ body: await view(session.actor.login) }),
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/canned-replies',
      summary: '定型文を作る、または書き換える（主任・管理者）',
      access: 'team.arrange',
      body: cannedReplyBody,
      response: cannedReplies,
      run: async ({ session, input }) => {
        const { login } = session.actor
        await store.transaction(async (unit) => {
          const { code, title, text, team } = input
          const before = input.id === undefined ? undefined : await findCannedReply(unit, input.id)
          const id = before?.id ?? identifiers.uuid()
          const alike = await cannedReplyWithCode(unit, code)
          if (alike !== undefined && alike.id !== id) {
            const publicText = `「/${code}」は、別の定型文で使われています。`
            throw new AppError('bad_request', 'code in use', { publicText, details: { fields: ['code'] } })
          }
          const row = { id, code, title, text, team }
          await writeCannedReply(unit, { ...row, changed_by: login, changed_at: store.clock.now() })
          recordAudit(unit, { ...audited(login, 'changed', id), ...(before ? { before } : {}), after: row })
        })
        return { body: await view(login) }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/canned-replies/:id/delete',
      summary: '定型文を消す（主任・管理者）',
      access: 'team.arrange',
      body: emptyBody,
      response: cannedReplies,
      run: async ({ request, session }) => {
        const { login } = session.actor
        await store.transaction(async (unit) => {
          const before = await findCannedReply(unit, request.params.id ?? '')
          if (before === undefined) return
          await deleteCannedReply(unit, before.id)
          recordAudit(unit, { ...audited(login, 'deleted', before.id), before })
        })
        return { body: await view(login) }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/canned-replies/:id/used',
      summary: '定型文を使った',
      access: 'cases.work',
      body: emptyBody,
      response: done,
      run: async ({ request }) => {
        await store.transaction((unit) => countUse(unit, request.params.id ?? ''))
        return { body: { ok: true } }
      },
    }),
  ]
}
