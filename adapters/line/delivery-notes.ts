import { readFact, takeFact, writeFact } from '../../storage/facts.ts'
import type { Store } from '../../storage/store.ts'
import type { OutboxItem } from '../../storage/types.ts'

/**
 * What the tries of a row made certain, so that the next one, after a crash too, need not guess: `push`, the reply
 * token is given up for good; `unsent`, no try has sent anything; `plain`, LINE refused a fault of the bubbles, so that
 * only words are sent. Absent: the fate of the last try is unknown.
 */
type Certainty = 'push' | 'unsent' | 'plain'
export type DeliveryNote = ReadonlySet<Certainty>

const known: readonly Certainty[] = ['push', 'unsent', 'plain']

const nameOf = (item: OutboxItem): string => `line-delivery:${item.id}`

export async function readNote(store: Store, item: OutboxItem): Promise<DeliveryNote> {
  const words = (await readFact(store.database, nameOf(item)))?.split(' ') ?? []
  return new Set(known.filter((word) => words.includes(word)))
}

/** In the place of what stood there. */
export const writeNote = (store: Store, item: OutboxItem, note: DeliveryNote): Promise<void> =>
  store.transaction(async (unit) => {
    if (note.size > 0) await writeFact(unit, nameOf(item), [...note].join(' '))
    else await takeFact(unit, nameOf(item))
  })
