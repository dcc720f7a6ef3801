import type { CaseRow } from '../../storage/cases.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { findStaffByLogin } from '../../storage/staff-accounts.ts'
import { deskTexts } from '../texts.ts'
import { changeCase } from './change-case.ts'
import { noticesOf } from './notices-of.ts'
import { sayAsSystem, writeNote } from './say.ts'

/** Logins of those who left the case unanswered, or gave it back. */
export const excludedFrom = (row: CaseRow): string[] =>
  row.excluded === null ? [] : (JSON.parse(row.excluded) as string[])

/** What keeps a case from coming straight back to `login`, who has let it go. */
export const letGoBy = (row: CaseRow, login: string): Pick<CaseRow, 'excluded' | 'prefers'> => ({
  excluded: JSON.stringify([...new Set([...excludedFrom(row), login])]),
  prefers: row.prefers === login ? null : row.prefers,
})

/**
 * Takes a case from an owner who is away or silent, or has not accepted it: back into the queue with its first waiting time, to anybody but
 * them. Staff read why; a user who had been talking with them is told, the first time only.
 */
export async function reQueue(
  unit: UnitOfWork,
  identifiers: Identifiers,
  row: CaseRow,
  { at, why }: { at: number; why: 'silent' | 'away' | 'unaccepted' },
): Promise<CaseRow> {
  const owner = row.owner ?? ''
  const name = (await findStaffByLogin(unit, owner))?.name ?? owner
  const queued = await changeCase(unit, row, {
    action: 're-queue',
    actor: 'system',
    at,
    reason: `${why}:${owner}`,
    changes: {
      owner: null,
      claimed_at: null,
      transfer_from: null,
      ...letGoBy(row, owner),
      requeues: row.requeues + 1,
      awaiting: 'staff',
    },
  })
  await writeNote(unit, identifiers, {
    conversationId: row.conversation_id,
    caseId: row.id,
    text: deskTexts.reQueued[why](name),
    at,
    mentions: [owner],
    details: { author: { login: 'system', name: deskTexts.system } },
  })
  if (row.first_reply_at !== null && row.requeues === 0) {
    await sayAsSystem(unit, identifiers, {
      conversationId: row.conversation_id,
      caseId: row.id,
      text: (await noticesOf(unit, row.conversation_id)).requeued,
      at,
      // Another will answer: that they do is no news any more.
      details: { ownerChanged: true },
    })
  }
  return queued
}
