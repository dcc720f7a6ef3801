import { AppError } from '../../storage/ground/errors.ts'
import { deleteSessionsOf, type SessionRow } from '../../storage/sessions.ts'
import { countRecoveryCodes, findStaffById, type StaffRow } from '../../storage/staff-accounts.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { revokeAllSessions } from '../staff/change-account.ts'
import type { LoginThrottle } from '../staff/login-throttle.ts'
import type { StaffRole } from '../staff/permissions.ts'
import { changeOwnPassword } from '../staff/prove-password.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '../staff/second-factor.ts'
import { type LoginMethod, openSession, revokeSession, type Session, standingSessions } from '../staff/sessions.ts'
import { type Operation, staffOperation } from './operation.ts'
import {
  account,
  codeBody,
  ended,
  me,
  passwordBody,
  recoveryCodes,
  type StaffSession,
  sessionList,
  totpInvitation,
} from './people-shapes.ts'
import { answerOpened, originOf } from './session-answer.ts'
import type { SessionCookie } from './session-cookie.ts'
import { done, emptyBody } from './shapes.ts'

const iso = (instant: number): string => new Date(instant).toISOString()

export const viewSession = (row: SessionRow, current: string): StaffSession => ({
  id: row.id,
  current: row.id === current,
  method: row.method as LoginMethod,
  address: row.address,
  agent: row.agent,
  createdAt: iso(row.created_at),
  lastSeenAt: iso(row.last_seen_at),
  expiresAt: iso(row.expires_at),
})

/** One's own account: password, second factor, sessions. */
export function accountOperations(
  context: DeskContext,
  house: { cookie: SessionCookie; throttle: LoginThrottle; issuerName: string },
): Operation[] {
  const { store, identifiers } = context
  const { cookie, throttle } = house
  const self = async (session: Session): Promise<StaffRow> => {
    const staff = await findStaffById(store.database, session.staffId)
    if (staff === undefined) throw new AppError('unauthorized', 'the account is gone')
    return staff
  }
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/account',
      summary: '自分のアカウント',
      access: 'session',
      duringDuties: true,
      body: emptyBody,
      response: account,
      run: async ({ session }) => {
        const staff = await self(session)
        const body = {
          login: staff.login,
          name: staff.name,
          role: staff.role as StaffRole,
          hasPassword: staff.password_hash !== '',
          secondFactor: staff.totp_secret !== null,
          secondFactorRequired: staff.second_factor_required === 1,
          recoveryCodes: await countRecoveryCodes(store.database, staff.id),
          signOnLinked: staff.oidc_subject !== null,
        }
        return { body }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/account/password',
      summary: 'パスワードを変更する（ほかのセッションは終了する）',
      access: 'session',
      duringDuties: true,
      body: passwordBody,
      response: me,
      run: async ({ request, session, input }) => {
        const staff = await changeOwnPassword({ store, throttle }, session, input, request.remoteAddress)
        const now = store.clock.now()
        const how = { method: session.method, origin: originOf(request), now, former: session }
        const opened = await store.transaction(async (unit) => {
          await deleteSessionsOf(unit, staff.id, session.id)
          return openSession(unit, identifiers, staff, how)
        })
        store.notify('desk')
        return answerOpened(opened, cookie)
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/account/second-factor/begin',
      summary: '二段階認証の設定をはじめる（認証アプリに登録する鍵）',
      access: 'session',
      duringDuties: true,
      recentlyAuthenticated: true,
      body: emptyBody,
      response: totpInvitation,
      run: async ({ session }) => ({ body: await beginSecondFactor(store, identifiers, session, house.issuerName) }),
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/account/second-factor/confirm',
      summary: '認証アプリの最初のコードで、二段階認証の設定を終える',
      access: 'session',
      duringDuties: true,
      recentlyAuthenticated: true,
      body: codeBody,
      response: recoveryCodes,
      run: async ({ request, session, input }) => {
        throttle.begin(session.actor.login, request.remoteAddress)
        const codes = await confirmSecondFactor(store, identifiers, session, input.code)
        throttle.succeeded(session.actor.login, request.remoteAddress)
        return { body: { codes } }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/account/second-factor/remove',
      summary: '二段階認証を解除する',
      access: 'session',
      recentlyAuthenticated: true,
      body: emptyBody,
      response: done,
      run: async ({ session }) => {
        await removeSecondFactor(store, session)
        return { body: { ok: true } }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/account/recovery-codes',
      summary: '回復コードを作り直す（前のものは使えなくなる）',
      access: 'session',
      recentlyAuthenticated: true,
      body: emptyBody,
      response: recoveryCodes,
      run: async ({ session }) => ({ body: { codes: await renewRecoveryCodes(store, identifiers, session) } }),
    }),
    staffOperation({
      method: 'GET',
      path: '/desk/api/account/sessions',
      summary: '自分のセッション',
      access: 'session',
      duringDuties: true,
      body: emptyBody,
      response: sessionList,
      run: async ({ session }) => {
        const rows = await standingSessions(store.database, session.staffId, store.clock.now())
        return { body: { sessions: rows.map((row) => viewSession(row, session.id)) } }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/account/sessions/:id/revoke',
      summary: '自分のセッションを一つ終了する',
      access: 'session',
      duringDuties: true,
      body: emptyBody,
      response: done,
      run: async ({ request, session }) => {
        await store.transaction((unit) => revokeSession(unit, session, request.params.id ?? ''))
        store.notify('desk')
        return { body: { ok: true } }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/account/sessions/revoke-all',
      summary: '自分のすべてのセッションを終了する（この画面も）',
      access: 'session',
      duringDuties: true,
      body: emptyBody,
      response: ended,
      run: async ({ session }) => {
        const count = await revokeAllSessions(store, session.actor.login, { login: session.actor.login })
        return { body: { ended: count }, headers: { 'set-cookie': cookie.clear() } }
      },
    }),
  ]
}
