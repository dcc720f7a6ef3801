import type { JsonObject } from '../../storage/ground/json.ts'
import type { Queryable, UnitOfWork } from '../../storage/schema.ts'
import { PAGE_SIZE } from './limits.ts'

/** What visitors see: activities in the order of their position, which the watermark counts. */
export interface LoggedActivity {
  position: number
  activity: JsonObject
}

export type NewActivity = JsonObject & { id: string; type: string }

/**
 * Appends activities, each once: an id that is there already is skipped. Gives each its position, a timestamp later
 * than the one before, and the sequence number Web Chat sorts by. Returns the last position, undefined when the
 * conversation is unknown.
 */
export async function appendActivities(
  unit: UnitOfWork,
  conversationKey: string,
  activities: readonly NewActivity[],
  now: number,
): Promise<number | undefined> {
  // Takes the row's lock until the end of the transaction, so that two writers never take the same position.
  const touched = await unit
    .updateTable('direct_line_conversations')
    .set({ last_seen_at: now })
    .where('conversation_key', '=', conversationKey)
    .executeTakeFirst()
  if (touched.numUpdatedRows === 0n) return undefined
  const last = await unit
    .selectFrom('activities')
    .select(['position', 'at'])
    .where('conversation_key', '=', conversationKey)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  let { position, at } = last ?? { position: 0, at: 0 }
  for (const activity of activities) {
    if (await hasActivity(unit, conversationKey, activity.id)) continue
    position += 1
    at = Math.max(now, at + 1)
    const channelData = { ...(activity.channelData as JsonObject | undefined), 'webchat:sequence-id': position }
    const stored = { ...activity, timestamp: new Date(at).toISOString(), channelData }
    await unit
      .insertInto('activities')
      .values({
        conversation_key: conversationKey,
        position,
        id: activity.id,
        activity: JSON.stringify(stored),
        at,
      })
      .execute()
  }
  return position
}

export async function hasActivity(db: Queryable, conversationKey: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('activities')
    .select('position')
    .where('conversation_key', '=', conversationKey)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** At most PAGE_SIZE activities behind `after`. */
export async function readActivities(db: Queryable, conversationKey: string, after: number): Promise<LoggedActivity[]> {
  const rows = await db
    .selectFrom('activities')
    .select(['position', 'activity'])
    .where('conversation_key', '=', conversationKey)
    .where('position', '>', after)
    .orderBy('position')
    .limit(PAGE_SIZE)
    .execute()
  return rows.map((row) => ({ position: row.position, activity: JSON.parse(row.activity) as JsonObject }))
}

/** The last position of each conversation that has any. */
export async function lastPositions(db: Queryable, conversationKeys: readonly string[]): Promise<Map<string, number>> {
  if (conversationKeys.length === 0) return new Map()
  const rows = await db
    .selectFrom('activities')
    .select(['conversation_key', (column) => column.fn.max('position').as('last')])
    .where('conversation_key', 'in', conversationKeys)
    .groupBy('conversation_key')
    .execute()
  return new Map(rows.map((row) => [row.conversation_key, Number(row.last)]))
}

/** Reads a client's watermark: empty, `null` or garbage is the start; one beyond the end is the end. */
export function parseWatermark(given: string | null, last: number): number {
  return given !== null && /^\d{1,15}$/.test(given) ? Math.min(Number(given), last) : 0
}
