import type { z } from 'zod'
import { AppError } from '../../storage/ground/errors.ts'
import { findStaffByLogin } from '../../storage/staff-accounts.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { addStaff, listStaff, readLogin } from '../staff/accounts.ts'
import {
  type By,
  changeStaff,
  disableStaff,
  enableStaff,
  linkSubject,
  resetPassword,
  resetSecondFactor,
  revokeAllSessions,
} from '../staff/change-account.ts'
import { standingSessions } from '../staff/sessions.ts'
import { staffTexts } from '../staff/texts.ts'
import { viewSession } from './account-operations.ts'
import { type Operation, staffOperation } from './operation.ts'
import {
  accountChangesBody,
  ended,
  newAccountBody,
  newPasswordBody,
  reasonBody,
  sessionList,
  staffAccounts,
  subjectBody,
} from './people-shapes.ts'
import { done, emptyBody } from './shapes.ts'

/** Accounts of the staff, for administrators; whatever changes one asks for a fresh proof of who they are. */
export function staffOperations(context: DeskContext): Operation[] {
  const { store, identifiers } = context

  const change = <B extends z.ZodType<{ reason?: string | undefined }>>(spec: {
    name: string
    summary: string
    body: B
    /** Whether one may do it to oneself. */
    toOneself: boolean
    act(login: string, input: z.output<B>, by: By): Promise<unknown>
  }): Operation =>
    staffOperation({
      method: 'POST',
      path: `/desk/api/accounts/:login/${spec.name}`,
      summary: spec.summary,
      access: 'staff.manage',
      recentlyAuthenticated: true,
      body: spec.body,
      response: done,
      run: async ({ request, session, input }) => {
        const login = readLogin(decodeURIComponent(request.params.login ?? ''))
        if (!spec.toOneself && login === session.actor.login) {
          throw new AppError('conflict', 'not to oneself', { publicText: staffTexts.notYourself })
        }
        await spec.act(login, input, { login: session.actor.login, reason: input.reason || undefined })
        return { body: { ok: true } }
      },
    })

  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/accounts',
      summary: '職員のアカウント（管理者）',
      access: 'staff.manage',
      body: emptyBody,
      response: staffAccounts,
      run: async () => {
        const now = store.clock.now()
        const accounts = (await listStaff(store.database)).map(async ({ createdAt, ...listing }) => {
          const staff = await findStaffByLogin(store.database, listing.login)
          const sessions = staff ? await standingSessions(store.database, staff.id, now) : []
          return { ...listing, createdAt: new Date(createdAt).toISOString(), sessions: sessions.length }
        })
        return { body: { accounts: await Promise.all(accounts) } }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/accounts',
      summary: '職員を登録する',
      access: 'staff.manage',
      recentlyAuthenticated: true,
      body: newAccountBody,
      response: done,
      run: async ({ session, input }) => {
        const { secondFactorRequired = false, ...wish } = input
        const staff = { ...wish, secondFactorRequired, passwordChangeDue: wish.password !== undefined }
        await addStaff(store, identifiers, staff, session.actor.login)
        return { status: 201, body: { ok: true } }
      },
    }),
    staffOperation({
      method: 'GET',
      path: '/desk/api/accounts/:login/sessions',
      summary: '職員のセッション',
      access: 'staff.manage',
      body: emptyBody,
      response: sessionList,
      run: async ({ request, session }) => {
        const login = readLogin(decodeURIComponent(request.params.login ?? ''))
        const staff = await findStaffByLogin(store.database, login)
        if (staff === undefined) throw new AppError('not_found', 'no such staff')
        const rows = await standingSessions(store.database, staff.id, store.clock.now())
        return { body: { sessions: rows.map((row) => viewSession(row, session.id)) } }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/accounts/:login/revoke-sessions',
      summary: '職員のすべてのセッションを終了する',
      access: 'staff.manage',
      body: reasonBody,
      response: ended,
      run: async ({ request, session, input }) => {
        const by = { login: session.actor.login, reason: input.reason || undefined }
        const login = readLogin(decodeURIComponent(request.params.login ?? ''))
        return { body: { ended: await revokeAllSessions(store, login, by) } }
      },
    }),
    change({
      name: 'change',
      summary: '氏名・役割・シングルサインオンのメールアドレス・二段階認証の必須を変える',
      body: accountChangesBody,
      toOneself: true,
      act: (login, { reason: _, ...wish }, by) => changeStaff(store, login, wish, by),
    }),
    change({
      name: 'disable',
      summary: '利用を停止する（セッションはすぐに終了する）',
      body: reasonBody,
      toOneself: false,
      act: (login, _, by) => disableStaff(store, login, by),
    }),
    change({
      name: 'enable',
      summary: '利用の停止を解く',
      body: reasonBody,
      toOneself: false,
      act: (login, _, by) => enableStaff(store, login, by),
    }),
    change({
      name: 'password',
      summary: '仮のパスワードを決める（本人が次のログインで変更する）',
      body: newPasswordBody,
      toOneself: false,
      act: (login, { password }, by) => resetPassword(store, login, password, by),
    }),
    change({
      name: 'reset-second-factor',
      summary: '失われた二段階認証を外す',
      body: reasonBody,
      toOneself: false,
      act: (login, _, by) => resetSecondFactor(store, login, by),
    }),
    change({
      name: 'link',
      summary: 'シングルサインオンの利用者（iss と sub）を結び付ける',
      body: subjectBody,
      toOneself: true,
      act: (login, { issuer, subject }, by) => linkSubject(store, login, { issuer, subject }, by),
    }),
  ]
}
