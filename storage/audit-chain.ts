import { createHash } from 'node:crypto'
import type { JsonObject } from './ground/json.ts'
import type { AuditTable } from './schema.ts'

/** One thing that a person did. Never words of a resident, never a password. */
export interface AuditEntry {
  /** Login of a member of staff, or `command-line`. */
  actor: string
  /** `case.read`, `staff.disabled`, `export.audit` … */
  action: string
  objectType: string
  objectId: string
  /** The object as it stood and as it stands; only a hash of each is kept. */
  before?: object | undefined
  after?: object | undefined
  reason?: string | undefined
  details?: JsonObject
}

export type AuditRow = AuditTable

/** The hash before the first row. */
export const GENESIS = '0'.repeat(64)

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Names in the order of the alphabet, so that the same object always gives the same hash. */
const sorted = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

export const hashOf = (object: object): string => sha256(JSON.stringify(object, sorted))

/** SHA-256 over every column of the row but the hash itself, the hash of the row before it included. */
export const hashOfRow = (row: Omit<AuditRow, 'hash'>): string =>
  sha256(
    JSON.stringify([
      row.id,
      row.at,
      row.actor,
      row.action,
      row.object_type,
      row.object_id,
      row.before_hash,
      row.after_hash,
      row.reason,
      row.details,
      row.previous_hash,
    ]),
  )

/** The row of an entry, number and hash after those of `previous`. */
export function chain(entry: AuditEntry, at: number, previous: { id: number; hash: string }): AuditRow {
  const row = {
    id: previous.id + 1,
    at,
    actor: entry.actor,
    action: entry.action,
    object_type: entry.objectType,
    object_id: entry.objectId,
    before_hash: entry.before === undefined ? null : hashOf(entry.before),
    after_hash: entry.after === undefined ? null : hashOf(entry.after),
    reason: entry.reason ?? null,
    details: JSON.stringify(entry.details ?? {}),
    previous_hash: previous.hash,
  }
  return { ...row, hash: hashOfRow(row) }
}
