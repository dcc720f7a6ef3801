import type { Logger } from '../../storage/ground/logger.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import type { LoginThrottle } from '../staff/login-throttle.ts'
import { provePassword } from '../staff/prove-password.ts'
import { endSession, openSession } from '../staff/sessions.ts'
import { createFirstStaff } from '../staff/setup.ts'
import { type Operation, publicOperation, staffOperation } from './operation.ts'
import { entrance, loginBody, me, proveBody, setupBody } from './people-shapes.ts'
import { answerOpened, originOf, viewMe } from './session-answer.ts'
import type { SessionCookie } from './session-cookie.ts'
import { done, emptyBody } from './shapes.ts'

export interface AccessHouse {
  cookie: SessionCookie
  throttle: LoginThrottle
  logger: Logger
  /** Whether an identity provider is configured. */
  singleSignOn: boolean
}

/** Log-in, log-out, who am I, a fresh proof of it, and the first account. */
export function accessOperations(context: DeskContext, house: AccessHouse): Operation[] {
  const { store, identifiers } = context
  const { cookie, throttle, logger } = house
  return [
    publicOperation({
      method: 'GET',
      path: '/desk/api/entrance',
      summary: 'ログインの方法',
      body: emptyBody,
      response: entrance,
      run: async () => ({ body: { singleSignOn: house.singleSignOn } }),
    }),
    publicOperation({
      method: 'POST',
      path: '/desk/api/login',
      summary: 'ログイン（二段階認証では 401 と secondFactor が返るので、code を付けて送り直す）',
      body: loginBody,
      response: me,
      run: async ({ request, input }) => {
        const proving = provePassword({ store, throttle }, input, request.remoteAddress)
        const { staff, method } = await proving.catch((thrown: unknown) => {
          // Not the login: a password typed into the wrong field would stand in the log.
          logger.warn({ address: request.remoteAddress }, 'staff log-in refused')
          throw thrown
        })
        logger.info({ staff: staff.id, address: request.remoteAddress }, 'staff logged in')
        await endSession(store, cookie.read(request))
        const how = { method, origin: originOf(request), now: store.clock.now() }
        const opened = await store.transaction((unit) => openSession(unit, identifiers, staff, how))
        return answerOpened(opened, cookie)
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/prove',
      summary: '本人の確認をやり直す（書き出しや停止の操作の前に。10分間有効。セッションは新しくなる）',
      access: 'session',
      duringDuties: true,
      body: proveBody,
      response: me,
      run: async ({ request, session, input }) => {
        const credentials = { login: session.actor.login, ...input }
        const { staff, method } = await provePassword({ store, throttle }, credentials, request.remoteAddress)
        const how = { method, origin: originOf(request), now: store.clock.now(), former: session }
        const opened = await store.transaction((unit) => openSession(unit, identifiers, staff, how))
        return answerOpened(opened, cookie)
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/logout',
      summary: 'ログアウト',
      access: 'session',
      duringDuties: true,
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
      duringDuties: true,
      body: emptyBody,
      response: me,
      run: async ({ session }) => ({ body: viewMe(session) }),
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
