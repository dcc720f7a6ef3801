import { newestEventNumber } from '../../storage/case-events.ts'
import { originOf } from '../../storage/error-origin.ts'
import type { HttpRequest } from '../../storage/ground/http-route.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import { CASES_A_PAGE, waitingCases } from '../console/first-list.ts'
import { may } from '../staff/permissions.ts'
import { readSession } from '../staff/sessions.ts'
import { viewCaseList } from './case-lists.ts'
import { viewMe } from './session-answer.ts'
import type { SessionCookie } from './session-cookie.ts'
import type { CaseList, Me } from './shapes.ts'

/** Who opens the desk, what waits, and the number of the event to follow on from. */
export interface Opening {
  me: Me
  list: CaseList
  after: string
}

/** What stands in the page of the desk when it is sent, so that the list is painted without asking for it. */
export type ReadOpening = (request: HttpRequest) => Promise<Opening | undefined>

/**
 * Reads who opens the desk and what waits. Undefined without a session, and when the database does not answer: the
 * page then asks for itself, and tells what is wrong.
 */
export function createOpening(house: { store: Store; cookie: SessionCookie; logger: Logger }): ReadOpening {
  const { store, cookie, logger } = house
  const read: ReadOpening = async (request) => {
    const session = await readSession(store, cookie.read(request), true)
    if (session === undefined) return undefined
    if (session.duties.length > 0 || !may(session.actor.role, 'cases.read')) return undefined
    // Before the list: what happens in between is told twice rather than never.
    const after = await newestEventNumber(store.database)
    const query = new URLSearchParams({ ...waitingCases, limit: String(CASES_A_PAGE) })
    return { me: viewMe(session), list: await viewCaseList(store, query, session.actor), after: String(after) }
  }
  return (request) =>
    read(request).catch((thrown: unknown) => {
      logger.warn({ origin: originOf(thrown) }, 'the desk opens without its list')
      return undefined
    })
}
