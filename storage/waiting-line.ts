import type { Queryable } from './schema.ts'
import type { DoorName } from './types.ts'

/** The conversations of one door that wait for staff, with their place in the queue of the whole house. */
export async function waitingPlaces(database: Queryable, door: DoorName): Promise<ReadonlyMap<string, number>> {
  const rows = await database
    .selectFrom('cases')
    .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
    .select(['conversations.conversation_key', 'conversations.door'])
    .where('cases.state', '=', 'QUEUED')
    .orderBy('cases.urgent', 'desc')
    .orderBy('cases.waiting_since')
    .orderBy('cases.id')
    .execute()
  return new Map(rows.flatMap((row, index) => (row.door === door ? [[row.conversation_key, index + 1] as const] : [])))
}
