import { readOrCreateFact } from '../../storage/facts.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Store } from '../../storage/store.ts'

/** What the tokens and the one-time addresses of the web are signed with: made at the first start, the same in every thread. */
export async function readSigningKey(store: Store, identifiers: Identifiers): Promise<Uint8Array> {
  return new TextEncoder().encode(
    await readOrCreateFact(store, 'direct_line_signing_key', () => identifiers.secret(32)),
  )
}
