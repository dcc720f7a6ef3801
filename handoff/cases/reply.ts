import { writePayload } from '../../bot/delivery.ts'
import { type CaseRow, caseOfMessage } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { appendMessages } from '../../storage/messages.ts'
import { enqueueDelivery } from '../../storage/outbox.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Message } from '../../storage/types.ts'
import { beforeWordsOf } from './before-words.ts'
import { changeCase, recordEvent } from './change-case.ts'
import { acceptWithin, claimWithin } from './claim.ts'
import { type Actor, type DeskContext, requireHold, takenBy, unreachable, withCase } from './desk-context.ts'
import { newestMessages } from './newest-messages.ts'
import { tellOwnerChanged } from './owner-changed.ts'
import { writeNote } from './say.ts'
import { staffPayload } from './staff-payload.ts'

export interface StaffMessage {
  text: string
  /** A note that only staff see. */
  private: boolean
  /** A UUID made by the console: the same words sent twice under one id are said once. */
  requestId?: string | undefined
  /** Logins of staff who are to see a note. */
  mentions?: readonly string[] | undefined
  /** Id of the message that is answered. */
  quote?: string | undefined
  /** Held back for a moment, so that `undoMessage` can take it back. */
  undoable?: boolean | undefined
  /** The staff's part is done for now: the case waits for the user and is no load on its owner. */
  waitForUser?: boolean | undefined
  /** What the user is told, where the thread keeps less: the address of a file. */
  said?: string | undefined
  /** Done in the same transaction, once the message is stored: what belongs to it. */
  with?: ((unit: UnitOfWork, row: CaseRow, messageId: string) => Promise<void>) | undefined
}

/** How long words can be taken back. */
export const UNDO_MS = 5_000

const recent = async (unit: UnitOfWork, row: CaseRow): Promise<Message[]> => {
  const messages = await newestMessages(unit, row.conversation_id, 50)
  return messages.filter((message) => message.caseId === row.id)
}

const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const replyToOf = (message: Message | undefined): JsonObject => {
  const replyTo = message?.role === 'user' ? message.details.replyTo : undefined
  return isObject(replyTo) ? replyTo : {}
}

/**
 * The way back of the user's newest words (a reply token of LINE), as long as nothing has used it, and what quotes words
 * of the user on their platform: those that staff chose, or else the newest until staff have answered, whatever the
 * system said in between.
 */
function wayBack(messages: readonly Message[], chosen: string | undefined): JsonObject {
  const shown = messages.filter((message) => !message.private)
  const { quoteToken: _, ...unused } = replyToOf(shown.at(-1))
  const quoted =
    chosen === undefined
      ? shown.findLast(({ role }) => role === 'user' || role === 'staff')
      : shown.find(({ id }) => id === chosen)
  const { quoteToken } = replyToOf(quoted)
  return quoteToken === undefined ? unused : { ...unused, quoteToken }
}

/** Who answers takes over: also from the bot, which has the word after hours, in an offer and during a wrap-up. */
async function takeInHand(
  unit: UnitOfWork,
  context: DeskContext,
  row: CaseRow,
  actor: Actor,
  at: number,
): Promise<CaseRow> {
  if (row.owner === null || row.state === 'WRAP_UP') return claimWithin(unit, context, row, actor, at)
  return row.transfer_from === null ? row : acceptWithin(unit, row, actor, at)
}

/**
 * Words of staff: to the user, in the same thread and by the same outbox as the bot's, or a private note. A public
 * reply to a case nobody holds claims it; to a case of somebody else it throws `conflict` naming the owner.
 */
export async function writeAsStaff(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  message: StaffMessage,
): Promise<{ row: CaseRow; messageId: string }> {
  const at = context.store.clock.now()
  const author = { login: actor.login, name: actor.name }
  const quote = message.quote === undefined ? {} : { quote: message.quote }
  return withCase(context, caseId, async (unit, row) => {
    const messages = await recent(unit, row)
    const id = message.requestId ?? context.identifiers.uuid()
    const known = await caseOfMessage(unit, id)
    if (known === row.id) return { row, messageId: id }
    if (known !== undefined) throw new AppError('conflict', 'requestId belongs to another message')
    if (message.private) {
      await writeNote(unit, context.identifiers, {
        conversationId: row.conversation_id,
        caseId: row.id,
        text: message.text,
        at,
        id,
        mentions: message.mentions ?? [],
        details: { author, ...quote },
      })
      const named = (message.mentions ?? []).join(',')
      await recordEvent(unit, row, { type: 'note', actor: actor.login, at, ...(named ? { reason: named } : {}) })
      return { row, messageId: id }
    }
    if (row.owner !== null && row.owner !== actor.login) throw await takenBy(unit, row.owner)
    if (row.state === 'UNREACHABLE') throw unreachable()
    const held = await takeInHand(unit, context, row, actor, at)
    if (row.state !== 'WRAP_UP') await tellOwnerChanged(unit, context.identifiers, held, actor.login, at)
    await appendMessages(unit, [
      {
        id,
        conversationId: row.conversation_id,
        caseId: row.id,
        role: 'staff',
        text: message.text,
        private: false,
        at,
        details: { author, ...quote, before: beforeWordsOf(held) },
      },
    ])
    await message.with?.(unit, held, id)
    await enqueueDelivery(unit, {
      conversationId: row.conversation_id,
      payload: writePayload(staffPayload(message.said ?? message.text, id)),
      replyTo: wayBack(messages, message.quote),
      holdMs: message.undoable ? UNDO_MS : 0,
    })
    const replied = await changeCase(unit, held, {
      action: 'reply',
      actor: actor.login,
      at,
      // Words that are never sent after all are found in the journal by it.
      messageId: id,
      changes: {
        first_reply_at: held.first_reply_at ?? at,
        awaiting: 'user',
        awaiting_since: at,
      },
    })
    if (!message.waitForUser) return { row: replied, messageId: id }
    const waiting = await changeCase(unit, replied, { action: 'wait-for-user', actor: actor.login, at })
    return { row: waiting, messageId: id }
  })
}

/** Hands the turn to the user: the case is no load on its owner until they write. */
export async function waitForUser(context: DeskContext, actor: Actor, caseId: string): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    await requireHold(unit, row, actor)
    const at = context.store.clock.now()
    const changes = { awaiting: 'user', awaiting_since: at }
    return changeCase(unit, row, { action: 'wait-for-user', actor: actor.login, at, changes })
  })
}
