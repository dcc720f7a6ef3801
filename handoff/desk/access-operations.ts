import { AppError } from '../../storage/ground/errors.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { findStaffByLogin } from '../../storage/staff-accounts.ts'
import type { Actor, DeskContext, StaffRole } from '../cases/desk-context.ts'
import { readLogin } from '../staff/accounts.ts'
import type { LoginThrottle } from '../staff/login-throttle.ts'
import { passwordFits } from '../staff/passwords.ts'
import { endSession, openSession } from '../staff/sessions.ts'
import { createFirstStaff } from '../staff/setup.ts'
import { type Operation, publicOperation, staffOperation } from './operation.ts'
import type { SessionCookie } from './session-cookie.ts'
import { done, emptyBody, loginBody, me, setupBody } from './shapes.ts'

const viewMe = (actor: Actor, csrf: string) => ({ login: actor.login, name: actor.name, role: actor.role, csrf })

/** Log-in, log-out, who am I, and the first account. */
export function accessOperations(
  context: DeskContext,
  house: { cookie: SessionCookie; throttle: LoginThrottle; logger: Logger },
): Operation[] {
  const { store, identifiers } = context
  const { cookie, throttle, logger } = house
  return [
    publicOperation({
      method: 'POST',
      path: '/desk/api/login',
      summary: 'ログイン',
      body: loginBody,
      response: me,
      run: async ({ request, input }) => {
        const login = readLogin(input.login)
        throttle.begin(login, request.remoteAddress)
        const staff = await findStaffByLogin(store.database, login)
        const usable = staff?.disabled === 0 ? staff : undefined
        if (!(await passwordFits(usable?.password_hash, input.password)) || usable === undefined) {
          // Not the login: a password typed into the wrong field would stand in the log.
          logger.warn({ address: request.remoteAddress }, 'staff log-in refused')
          throw new AppError('unauthorized', 'log-in refused', {
            publicText: 'ログインIDまたはパスワードが違います。',
          })
        }
        throttle.succeeded(login, request.remoteAddress)
        logger.info({ staff: usable.id, address: request.remoteAddress }, 'staff logged in')
        const former = cookie.read(request)
        await endSession(store, former)
        const session = await store.transaction((unit) => openSession(unit, identifiers, usable.id, store.clock.now()))
        const actor = { login: usable.login, name: usable.name, role: usable.role as StaffRole }
        return { body: viewMe(actor, session.csrf), headers: { 'set-cookie': cookie.set(session.token) } }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/logout',
      summary: 'ログアウト',
      access: 'session',
      body: emptyBody,
      response: done,
      run: async ({ request }) => {
        await endSession(store, cookie.read(request))
        return { body: { ok: true }, headers: { 'set-cookie': cookie.clear() } }
      },
    }),
    staffOperation({
      method: 'GET',
      path: '/desk/api/me',
      summary: 'ログイン中の職員',
      access: 'session',
      body: emptyBody,
      response: me,
      run: async ({ session }) => ({ body: viewMe(session.actor, session.csrf) }),
    }),
    publicOperation({
      method: 'POST',
      path: '/desk/api/setup',
      summary: '最初の管理者を登録する（起動時に表示された一度だけのアドレスから）',
      body: setupBody,
      response: done,
      run: async ({ request, input }) => {
        throttle.begin(`setup ${request.remoteAddress}`, request.remoteAddress)
        await createFirstStaff(store, identifiers, input)
        logger.info({ address: request.remoteAddress }, 'the first administrator was made')
        return { status: 201, body: { ok: true } }
      },
    }),
  ]
}
