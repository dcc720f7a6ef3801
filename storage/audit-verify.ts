import { type AuditHead, auditHead, readAudit } from './audit.ts'
import { GENESIS, hashOfRow } from './audit-chain.ts'
import type { Queryable } from './schema.ts'

export type AuditFault =
  /** A row was changed: its content does not give its hash. */
  | 'changed'
  /** The number before it is missing. */
  | 'gap'
  /** It does not hold the hash of the row before it. */
  | 'broken-link'
  /** Rows at the end are missing, or were added around the house. */
  | 'wrong-end'
  /** The row noted elsewhere has another hash, or is gone. */
  | 'other-anchor'

export interface AuditVerdict {
  rows: number
  head: AuditHead
  /** The first row that does not hold. */
  fault?: { id: number; kind: AuditFault }
}

/**
 * Reads the whole chain and names the first row that does not hold. `anchor` is a head noted at an earlier time in
 * another place: it shows a chain that was written anew as a whole. Rows may be added meanwhile.
 */
export async function verifyAudit(database: Queryable, anchor?: AuditHead): Promise<AuditVerdict> {
  const head = await auditHead(database)
  let last: AuditHead = { id: 0, hash: GENESIS }
  const broken = (id: number, kind: AuditFault): AuditVerdict => ({ rows: last.id, head, fault: { id, kind } })
  let anchored = anchor === undefined
  for await (const row of readAudit(database)) {
    if (row.id !== last.id + 1) return broken(last.id + 1, 'gap')
    if (row.previous_hash !== last.hash) return broken(row.id, 'broken-link')
    if (hashOfRow(row) !== row.hash) return broken(row.id, 'changed')
    if (row.id === head.id && row.hash !== head.hash) return broken(row.id, 'wrong-end')
    if (row.id === anchor?.id) {
      if (row.hash !== anchor.hash) return broken(row.id, 'other-anchor')
      anchored = true
    }
    last = row
  }
  if (last.id < head.id) return broken(last.id + 1, 'wrong-end')
  // What was written since the head was read has moved the head too.
  const end = last.id === head.id ? head : await auditHead(database)
  if (last.id > end.id) return broken(end.id + 1, 'wrong-end')
  if (!anchored) return broken(anchor?.id ?? 0, 'other-anchor')
  return { rows: last.id, head: { id: last.id, hash: last.hash } }
}
