import { hasChanged, keptQuery } from './kept-query.ts'
import type { UnitOfWork } from './schema.ts'

const lockUnder = keptQuery((db, { id, epoch }: { id: string; epoch: number }) =>
  db
    .updateTable('conversations')
    .set((expression) => ({ control: expression.ref('control') }))
    .where('id', '=', id)
    .where('control_epoch', '=', epoch),
)

/**
 * Whether the conversation is still under the ownership epoch that an author began under. Locks the conversation until
 * the transaction ends, so that the answer stays true until the commit. Everything that was composed outside of its
 * transaction asks this before it is written: it is the one place where a late answer of the bot is caught.
 */
export async function epochStands(unit: UnitOfWork, conversationId: string, epoch: number): Promise<boolean> {
  const result = await lockUnder(unit, { id: conversationId, epoch })
  return hasChanged(result)
}
