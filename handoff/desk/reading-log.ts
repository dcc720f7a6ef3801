import { didSince, recordAudit } from '../../storage/audit.ts'
import type { Store } from '../../storage/store.ts'
import type { Session } from '../staff/sessions.ts'

const ACTION = 'case.read'
/** How long a thread that stays open on a screen counts as one reading. */
const ONE_READING_MS = 10 * 60_000

/**
 * Writes into the audit that a person reads the thread of a case, before they do: without the entry there is no
 * reading. Every reading by hand is an entry; a page that keeps itself fresh adds one in ten minutes at most, and
 * the first of these whatever it says of itself.
 */
export async function noteReading(store: Store, session: Session, caseId: string, background: boolean): Promise<void> {
  const { login } = session.actor
  const since = store.clock.now() - ONE_READING_MS
  const known = { actor: login, action: ACTION, objectId: caseId, since }
  if (background && (await didSince(store.database, known))) return
  await store.transaction(async (unit) =>
    recordAudit(unit, { actor: login, action: ACTION, objectType: 'case', objectId: caseId }),
  )
}
