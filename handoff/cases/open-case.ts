import { appendCaseEvent } from '../../storage/case-events.ts'
import { type CaseRow, findOpenCase, insertCase, lockConversation, updateCase } from '../../storage/cases.ts'
import { setControl } from '../../storage/conversations.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { UnitOfWork } from '../../storage/schema.ts'

export interface NewCase {
  id: string
  conversationId: string
  topic: string
  reason: string
  urgent: boolean
  /** `bot`, `user`, `system` or the login of a member of staff. */
  actor: string
  at: number
  /** Login of the member of staff who opens it for themselves. */
  owner?: string
  /** The ownership epoch under which the decision was taken; a moved epoch throws `conflict`. */
  expectedEpoch?: number
}

/**
 * Opens a case and gives the conversation to people (control HUMAN, epoch + 1). A conversation has one open case at
 * most: where one stands it is returned as it is, only made urgent when the new reason is.
 */
export async function openCase(unit: UnitOfWork, wish: NewCase): Promise<{ row: CaseRow; created: boolean }> {
  await lockConversation(unit, wish.conversationId)
  const standing = await findOpenCase(unit, wish.conversationId)
  if (standing !== undefined) {
    if (!wish.urgent || standing.urgent === 1) return { row: standing, created: false }
    await updateCase(unit, standing, { urgent: 1 })
    return { row: { ...standing, urgent: 1, version: standing.version + 1 }, created: false }
  }
  const epoch = await setControl(unit, {
    conversationId: wish.conversationId,
    control: 'HUMAN',
    ...(wish.expectedEpoch === undefined ? {} : { expectedEpoch: wish.expectedEpoch }),
  })
  if (epoch === undefined) throw new AppError('conflict', `epoch of ${wish.conversationId} moved`, { retryable: true })
  const row: CaseRow = {
    id: wish.id,
    conversation_id: wish.conversationId,
    state: wish.owner === undefined ? 'QUEUED' : 'ASSIGNED',
    owner: wish.owner ?? null,
    team: null,
    topic: wish.topic,
    reason: wish.reason,
    urgent: wish.urgent ? 1 : 0,
    label: null,
    end_reason: null,
    version: 1,
    waiting_since: wish.at,
    opened_at: wish.at,
    claimed_at: wish.owner === undefined ? null : wish.at,
    first_reply_at: null,
    closed_at: null,
  }
  await insertCase(unit, row)
  const event = {
    case_id: row.id,
    conversation_id: row.conversation_id,
    type: 'opened',
    from_state: null,
    to_state: row.state,
    actor: wish.actor,
    reason: wish.reason,
    at: wish.at,
  }
  await appendCaseEvent(unit, event, { after: row })
  return { row, created: true }
}
