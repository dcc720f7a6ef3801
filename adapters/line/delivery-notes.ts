import { readFact, takeFact, writeFact } from '../../storage/facts.ts'
import type { Store } from '../../storage/store.ts'
import type { OutboxItem } from '../../storage/types.ts'

/**
 * What the tries of a planned reply made certain, so that the next one, after a crash too, need not guess: `unsent`,
 * none has sent anything; `push`, the reply token is given up for good. A `push` note is never taken back: it is rare,
 * and a row without it would try its token again.
 */
export type DeliveryNote = 'unsent' | 'push'

const nameOf = (item: OutboxItem): string => `line-delivery:${item.id}`

export async function readNote(store: Store, item: OutboxItem): Promise<DeliveryNote | undefined> {
  const value = await readFact(store.database, nameOf(item))
  return value === 'unsent' || value === 'push' ? value : undefined
}

export const writeNote = (store: Store, item: OutboxItem, note: DeliveryNote): Promise<void> =>
  store.transaction((unit) => writeFact(unit, nameOf(item), note))

export async function removeNote(store: Store, item: OutboxItem): Promise<void> {
  await store.transaction((unit) => takeFact(unit, nameOf(item)))
}
