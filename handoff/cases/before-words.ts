import { z } from 'zod'
import type { CaseRow } from '../../storage/cases.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { deskWordsAfter, noteDetails } from '../../storage/messages.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Message } from '../../storage/types.ts'
import { amendCase, changeCase, recordEvent } from './change-case.ts'
import type { CaseAction } from './transitions.ts'

const beforeWords = z.object({
  state: z.enum(['ASSIGNED', 'ACTIVE', 'WAITING_USER']),
  stateSince: z.number(),
  firstReplyAt: z.number().nullable(),
  awaiting: z.string().nullable(),
  awaitingSince: z.number().nullable(),
  snoozedUntil: z.number().nullable().default(null),
})
type BeforeWords = z.output<typeof beforeWords>

const undoTo: Record<BeforeWords['state'], CaseAction> = {
  ASSIGNED: 'undo-to-assigned',
  ACTIVE: 'undo-to-active',
  WAITING_USER: 'undo-to-waiting',
}

/** What a case was before words of staff; kept with them, so that it is so again where they are never sent. */
export const beforeWordsOf = (row: CaseRow): JsonObject => ({
  state: row.state,
  stateSince: row.state_since,
  firstReplyAt: row.first_reply_at,
  awaiting: row.awaiting,
  awaitingSince: row.awaiting_since,
  snoozedUntil: row.snoozed_until,
})

/**
 * Makes a case what it was before `message`, words of staff that are not sent after all: state, whose turn it is, the
 * first reply, its rest. Newer words of staff stand for themselves, and so does what the user has written meanwhile; where the
 * case was passed on or ended since, only the first reply is put right. That the words claimed the case stays.
 */
export async function asBeforeWords(
  unit: UnitOfWork,
  row: CaseRow,
  message: Message,
  entry: { actor: string; at: number },
): Promise<CaseRow> {
  const read = beforeWords.safeParse(message.details.before)
  const event = { ...entry, type: 'undone', messageId: message.id }
  if (!read.success) {
    await recordEvent(unit, row, event)
    return row
  }
  const before = read.data
  const [later] = await deskWordsAfter(unit, message)
  if (later?.details.before !== undefined) await noteDetails(unit, later.id, { before })
  const first_reply_at = before.firstReplyAt === null ? (later?.at ?? null) : row.first_reply_at
  const isTalking = row.state === 'ACTIVE' || row.state === 'WAITING_USER'
  if (later !== undefined || !isTalking) {
    const amended =
      first_reply_at === row.first_reply_at ? row : await amendCase(unit, row, { first_reply_at }, entry.at)
    await recordEvent(unit, amended, event)
    return amended
  }
  const hasUserSpoken = row.awaiting === 'staff'
  const isAwaited = hasUserSpoken && before.awaiting !== 'staff'
  const state = isAwaited && before.state === 'WAITING_USER' ? 'ACTIVE' : before.state
  // The clocks run from the end of a rest, which words of the user end.
  const restedAtMost = hasUserSpoken ? (row.awaiting_since ?? entry.at) : Number.POSITIVE_INFINITY
  return changeCase(unit, row, {
    action: undoTo[state],
    actor: entry.actor,
    at: entry.at,
    messageId: message.id,
    changes: {
      first_reply_at,
      awaiting: isAwaited ? 'staff' : before.awaiting,
      awaiting_since: isAwaited ? row.awaiting_since : before.awaitingSince,
      snoozed_until: before.snoozedUntil === null ? null : Math.min(before.snoozedUntil, restedAtMost),
      ...(state === before.state ? { state_since: before.stateSince } : {}),
    },
  })
}
