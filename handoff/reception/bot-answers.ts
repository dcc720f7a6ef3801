import type { TurnResult } from '../../bot/consultant.ts'
import { type DeliveryPayload, writePayload } from '../../bot/delivery.ts'
import { findOpenCase } from '../../storage/cases.ts'
import { saveConversationState, setReachable } from '../../storage/conversations.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { appendMessages } from '../../storage/messages.ts'
import { enqueueDelivery } from '../../storage/outbox.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Conversation, InboundEvent, LeasedEvent } from '../../storage/types.ts'
import { recordEvent } from '../cases/change-case.ts'
import { openCase } from '../cases/open-case.ts'
import { sayAsSystem, writeNote } from '../cases/say.ts'
import { noticesFor } from '../foreign-texts.ts'
import { deskTexts, texts, wordsThatReachStaff } from '../texts.ts'
import { ControlMoved, finish, holdConversation, type ReceptionContext } from './context.ts'
import { takeTurn } from './take-turn.ts'
import { storableText, unsupportedKind, userMessage } from './user-words.ts'

/** What staff see beside a bot's answer. */
function botDetails(turn: TurnResult, event: InboundEvent): JsonObject {
  return JSON.parse(
    JSON.stringify({
      ...turn.outcome,
      citations: turn.reply.citations,
      suggestions: turn.reply.suggestions,
      trail: turn.trail,
      eventId: event.eventId,
    }),
  )
}

/** Staff took over while the bot was thinking: the words go to the case, the draft stays in the house. */
async function dropDraft(
  unit: UnitOfWork,
  context: ReceptionContext,
  conversation: Conversation,
  event: InboundEvent,
  turn: TurnResult,
): Promise<void> {
  const open = await findOpenCase(unit, conversation.id)
  if (open === undefined) throw new ControlMoved()
  const at = context.clock.now()
  await appendMessages(unit, [
    userMessage(context.identifiers.uuid(), conversation.id, event, turn.kept ?? storableText(event), open.id),
  ])
  await writeNote(unit, context.identifiers, {
    conversationId: conversation.id,
    caseId: open.id,
    text: `${deskTexts.draft}\n${turn.reply.text}`,
    at,
    details: { draft: true, ...botDetails(turn, event) },
  })
  await recordEvent(unit, open, { type: 'message', actor: 'user', at })
}

/** Carries out what the turn asked for; returns the id of the case it opened, if any. */
async function carryOut(
  unit: UnitOfWork,
  context: ReceptionContext,
  conversation: Conversation,
  turn: TurnResult,
): Promise<string | undefined> {
  let caseId: string | undefined
  for (const effect of turn.effects) {
    const opened = await openCase(unit, {
      id: context.identifiers.uuid(),
      conversationId: conversation.id,
      topic: effect.topic,
      reason: effect.reason,
      urgent: effect.urgent,
      actor: 'bot',
      at: context.clock.now(),
      expectedEpoch: conversation.controlEpoch,
    })
    caseId = opened.row.id
  }
  return caseId
}

/** Who asks for a person wants no words of the bot's before the notice, which says the same and more. */
const isBareRequest = ({ outcome }: TurnResult) => outcome.outcome === 'handoff' && outcome.reason === 'requested'

async function writeAnswer(
  unit: UnitOfWork,
  context: ReceptionContext,
  conversation: Conversation,
  event: InboundEvent,
  turn: TurnResult,
): Promise<void> {
  const saved = await saveConversationState(unit, conversation.id, turn.state, conversation.controlEpoch)
  if (!saved) throw new ControlMoved()
  const at = context.clock.now()
  const uuid = () => context.identifiers.uuid()
  const caseId = await carryOut(unit, context, conversation, turn)
  const botSpeaks = caseId === undefined || !isBareRequest(turn)
  const [botId, noticeId] = [uuid(), uuid()]
  const notices = noticesFor(turn.state)
  const common = { conversationId: conversation.id, private: false, at } as const
  await appendMessages(unit, [
    // Whole, where the consultant reads only the beginning: staff may need the rest. The words that ask for a person
    // open the case they are told to.
    userMessage(uuid(), conversation.id, event, turn.kept ?? storableText(event), caseId),
    ...(botSpeaks
      ? [
          {
            ...common,
            id: botId,
            caseId,
            role: 'bot',
            text: turn.reply.text,
            details: botDetails(turn, event),
          } as const,
        ]
      : []),
    ...(caseId === undefined
      ? []
      : [
          {
            ...common,
            id: noticeId,
            caseId,
            role: 'system',
            text: notices.queued,
            details: botSpeaks ? { sentWith: botId } : botDetails(turn, event),
          } as const,
        ]),
  ])
  const answer = caseId === undefined ? turn.reply : { ...turn.reply, suggestions: [] }
  const notice = { text: notices.queued, citations: [], suggestions: [notices.reachBot] }
  const payload: DeliveryPayload = {
    replies: [...(botSpeaks ? [answer] : []), ...(caseId === undefined ? [] : [notice])],
    sender: botSpeaks ? 'bot' : 'system',
    messageId: botSpeaks ? botId : noticeId,
  }
  await enqueueDelivery(unit, {
    conversationId: conversation.id,
    payload: writePayload(payload),
    replyTo: event.replyTo,
  })
}

/**
 * One turn of the bot. The ownership epoch is noted before the consultant begins and must still stand in the
 * transaction that stores the answer; otherwise the answer is never sent.
 */
export async function answerAsBot(
  context: ReceptionContext,
  leased: LeasedEvent,
  conversation: Conversation,
  signal: AbortSignal,
): Promise<void> {
  const turn = await takeTurn(context, conversation, leased.event, signal)
  await finish(context, leased, async (unit) => {
    const now = await holdConversation(unit, conversation.id)
    if (!now.reachable) await setReachable(unit, now.id, true)
    if (now.controlEpoch === conversation.controlEpoch) return writeAnswer(unit, context, now, leased.event, turn)
    if (now.control === 'BOT') throw new ControlMoved()
    return dropDraft(unit, context, now, leased.event, turn)
  })
}

/** A picture, a sticker, a file: the bot cannot read it, so it says so and offers a person. */
export async function explainTextOnly(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  await finish(context, leased, async (unit) => {
    const now = await holdConversation(unit, leased.conversation.id)
    if (now.control !== 'BOT') throw new ControlMoved()
    if (!now.reachable) await setReachable(unit, now.id, true)
    const words = storableText(leased.event)
    await appendMessages(unit, [userMessage(context.identifiers.uuid(), now.id, leased.event, words, undefined)])
    await sayAsSystem(unit, context.identifiers, {
      conversationId: now.id,
      caseId: undefined,
      text: texts.textOnly,
      at: context.clock.now(),
      suggestions: [wordsThatReachStaff],
      replyTo: leased.event.replyTo,
      details: { unsupported: unsupportedKind(leased.event) ?? 'other' },
    })
  })
}
