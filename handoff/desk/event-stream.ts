import { eventsAfter, newestEventNumber } from '../../storage/case-events.ts'
import { type CaseScope, casesInScope } from '../../storage/case-scope.ts'
import type { HttpRequest, ServerSentEvent } from '../../storage/ground/http-route.ts'
import type { Store } from '../../storage/store.ts'
import { may } from '../staff/permissions.ts'
import { readSession } from '../staff/sessions.ts'
import type { Operation } from './operation.ts'
import { viewPresence } from './presence-view.ts'
import { readScopeOf } from './read-scope.ts'
import type { SessionCookie } from './session-cookie.ts'
import { viewEvent } from './views.ts'

/** Other processes write too, and their hints do not reach this one. */
const POLL_MS = 2_000
const PAGE = 200

/** Who follows the journal, looked at anew with each page of it. */
interface Reader {
  scope: CaseScope | undefined
}

/** Sleeps until the desk is hinted at, the poll is due or the client has gone. */
function createBell(store: Store, signal: AbortSignal) {
  let rung = false
  let wake = () => {}
  const ring = () => {
    rung = true
    wake()
  }
  const stops = [store.listen('desk', ring), store.listen('presence', ring)]
  signal.addEventListener('abort', ring, { once: true })
  return {
    async wait(): Promise<void> {
      if (!rung) {
        const { promise, resolve } = Promise.withResolvers<void>()
        wake = resolve
        const timer = setTimeout(resolve, POLL_MS)
        await promise
        clearTimeout(timer)
      }
      rung = false
    },
    stop() {
      for (const stop of stops) stop()
      signal.removeEventListener('abort', ring)
    },
  }
}

/**
 * The journal of the desk after event number `from`, each event once and in order, until the client goes or
 * `look` finds no right to read. Of a case out of the reader's scope it says that something has moved, nothing more. The first thing sent is `ready` with the number to resume from. Between them comes `presence`,
 * whenever the staff who are there, or what they look at, have changed.
 */
export async function* followJournal(
  store: Store,
  from: number,
  signal: AbortSignal,
  look: () => Promise<Reader | undefined>,
): AsyncGenerator<ServerSentEvent> {
  const bell = createBell(store, signal)
  let last = from
  let shown = ''
  try {
    yield { id: String(last), event: 'ready', data: {} }
    for (let reader = await look(); reader !== undefined && !signal.aborted; reader = await look()) {
      const page = await eventsAfter(store.database, last, PAGE)
      const readable = await casesInScope(
        store.database,
        [...new Set(page.map((event) => event.case_id))],
        reader.scope,
      )
      for (const event of page) {
        last = event.id
        yield readable.has(event.case_id)
          ? { id: String(event.id), event: 'case', data: viewEvent(event) }
          : { id: String(event.id), event: 'moved', data: {} }
      }
      if (page.length === PAGE) continue
      const presence = await viewPresence(store)
      const text = JSON.stringify(presence)
      // Without a number: who comes back is told how it stands, not how it came to be.
      if (text !== shown) yield { event: 'presence', data: presence }
      shown = text
      await bell.wait()
    }
  } finally {
    bell.stop()
  }
}

/** Where the client left off; from now on when it says nothing we know. */
async function startOf(store: Store, request: HttpRequest): Promise<number> {
  const newest = await newestEventNumber(store.database)
  const named = request.headers['last-event-id'] ?? request.query.get('after') ?? ''
  const number = /^\d{1,15}$/.test(named) ? Number(named) : newest
  return Math.min(number, newest)
}

/** `GET /desk/api/events`: everything that happens to cases, as server-sent events. */
export function eventOperation(store: Store, cookie: SessionCookie): Operation {
  return {
    method: 'GET',
    path: '/desk/api/events',
    summary: '相談の動きの通知（server-sent events。Last-Event-ID から再開できる）',
    access: 'cases.read',
    background: true,
    query: { after: 'Last-Event-ID の代わり。この番号より後を送る' },
    handle: async (request) => {
      const look = async () => {
        const session = await readSession(store, cookie.read(request), false)
        if (session === undefined || !may(session.actor.role, 'cases.read')) return undefined
        return { scope: await readScopeOf(store.database, session.actor) }
      }
      return {
        status: 200,
        headers: { 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
        events: followJournal(store, await startOf(store, request), request.signal, look),
      }
    },
  }
}
