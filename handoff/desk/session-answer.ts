import type { HttpRequest } from '../../storage/ground/http-route.ts'
import { permissionsOf } from '../staff/permissions.ts'
import { type Opened, type Origin, RECENT_MS, type Session } from '../staff/sessions.ts'
import type { Answer } from './operation.ts'
import type { Me } from './people-shapes.ts'
import type { SessionCookie } from './session-cookie.ts'

/** Who is logged in, as the console knows them. */
export const viewMe = (session: Session): Me => ({
  login: session.actor.login,
  name: session.actor.name,
  role: session.actor.role,
  csrf: session.csrf,
  permissions: permissionsOf(session.actor.role),
  duties: session.duties,
  method: session.method,
  provenUntil: new Date(session.authenticatedAt + RECENT_MS).toISOString(),
})

/** Where a request comes from, for the list of sessions. */
export const originOf = (request: HttpRequest): Origin => ({
  address: request.remoteAddress,
  agent: request.headers['user-agent'] ?? '',
})

/** The answer that hands a new session to the browser. */
export const answerOpened = (opened: Opened, cookie: SessionCookie): Answer<Me> => ({
  body: viewMe(opened.session),
  headers: { 'set-cookie': cookie.set(opened.token) },
})
