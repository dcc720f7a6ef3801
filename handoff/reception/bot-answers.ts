import type { TurnResult } from '../../bot/consultant.ts'
import { type DeliveryPayload, writePayload } from '../../bot/delivery.ts'
import { findOpenCase } from '../../storage/cases.ts'
import { epochStands } from '../../storage/control-epoch.ts'
import { saveConversationState, setReachable } from '../../storage/conversations.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { appendMessages } from '../../storage/messages.ts'
import { enqueueDelivery } from '../../storage/outbox.ts'
import { isWithdrawn } from '../../storage/references.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Conversation, InboundEvent, LeasedEvent } from '../../storage/types.ts'
import { newestMessages } from '../cases/newest-messages.ts'
import { type OpenedCase, openCase } from '../cases/open-case.ts'
import { sayAsSystem, writeNote } from '../cases/say.ts'
import { userSpoke } from '../cases/user-speaks.ts'
import { noticesFor } from '../foreign-texts.ts'
import { raiseAlert } from '../notify/raise-alert.ts'
import { readSetting } from '../settings/desk-settings.ts'
import { deskTexts, texts } from '../texts.ts'
import { unseenBanner } from './banner.ts'
import { ControlMoved, finish, holdConversation, holdForBot, type ReceptionContext } from './context.ts'
import { hearCryForHelp } from './cry-for-help.ts'
import { shouldOffer } from './offers.ts'
import { type Notice, offerNotice, queueNotice, standingNotice } from './queue-notice.ts'
import { withQuoted } from './quoted-words.ts'
import { withSecurePage } from './secure-page.ts'
import { takeTurn } from './take-turn.ts'
import { isCrisis as isCryForHelp } from './user-wishes.ts'
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
  // The draft goes with its words, but a cry for help is never unheard.
  const cry = isCrisis(turn) || isCryForHelp(event.text) ? await hearCryForHelp(unit, open, at, turn.state) : undefined
  await userSpoke(unit, cry?.row ?? open, at)
  if (cry?.helpLines === undefined) return
  await sayAsSystem(unit, context.identifiers, {
    conversationId: conversation.id,
    caseId: open.id,
    at,
    replyTo: event.replyTo,
    ...cry.helpLines,
  })
}

/** Carries out what the turn asked for; the case that it brought nearer to a person, if any. */
async function carryOut(
  unit: UnitOfWork,
  context: ReceptionContext,
  conversation: Conversation,
  turn: TurnResult,
): Promise<OpenedCase | undefined> {
  let opened: OpenedCase | undefined
  for (const effect of turn.effects) {
    opened = await openCase(unit, {
      id: context.identifiers.uuid(),
      conversationId: conversation.id,
      topic: effect.topic,
      reason: effect.reason,
      urgent: effect.urgent,
      actor: 'bot',
      at: context.clock.now(),
      expectedEpoch: conversation.controlEpoch,
    })
    if (isCrisis(turn)) await raiseAlert(unit, 'crisis', opened.row, context.clock.now())
  }
  return opened
}

const isCrisis = ({ outcome }: TurnResult) => outcome.outcome === 'handoff' && outcome.reason === 'crisis'

/** Who asks for a person wants no words of the bot's before the notice, which says the same and more. */
const isBareRequest = ({ outcome }: TurnResult) => outcome.outcome === 'handoff' && outcome.reason === 'requested'

interface HandOver {
  caseId: string | undefined
  notice: Notice | undefined
  /** False where the notice says all there is to say. */
  botSpeaks: boolean
  details: JsonObject
}

/** Brings the user to a person where the turn asks for it or has failed too often, and chooses what the system says. */
async function handOver(
  unit: UnitOfWork,
  context: ReceptionContext,
  conversation: Conversation,
  turn: TurnResult,
): Promise<HandOver> {
  const at = context.clock.now()
  const none: HandOver = { caseId: undefined, notice: undefined, botSpeaks: true, details: {} }
  const { staff } = (await readSetting(unit, 'doors'))[conversation.door]
  if (!staff && !isCrisis(turn)) {
    const notice = turn.effects.length > 0 ? { text: texts.staffOff, suggestions: [] } : undefined
    return { ...none, notice, botSpeaks: !isBareRequest(turn) }
  }
  const opened = await carryOut(unit, context, conversation, turn)
  if (opened !== undefined) {
    const notice = opened.moved
      ? await queueNotice(unit, opened.row, at, turn.state)
      : await standingNotice(unit, opened.row, at, turn.state)
    return { ...none, caseId: opened.row.id, notice, botSpeaks: !isBareRequest(turn) }
  }
  if (!(await shouldOffer(unit, conversation.id, turn.outcome))) return none
  const offered = await openCase(unit, {
    id: context.identifiers.uuid(),
    conversationId: conversation.id,
    topic: 'その他',
    reason: deskTexts.offeredAfterMisses,
    urgent: false,
    actor: 'bot',
    at,
    offer: true,
    expectedEpoch: conversation.controlEpoch,
  })
  if (!offered.created) return none
  return { ...none, caseId: offered.row.id, notice: await offerNotice(unit, at), details: { offer: true } }
}

async function writeAnswer(
  unit: UnitOfWork,
  context: ReceptionContext,
  conversation: Conversation,
  event: InboundEvent,
  turn: TurnResult,
): Promise<void> {
  if (!(await epochStands(unit, conversation.id, conversation.controlEpoch))) throw new ControlMoved()
  // Switched off while it composed: the event is routed anew, to the words that say so.
  const { bot } = (await readSetting(unit, 'doors'))[conversation.door]
  if (!bot && !isCrisis(turn) && !isCryForHelp(event.text)) throw new ControlMoved()
  await saveConversationState(unit, conversation.id, turn.state, conversation.controlEpoch)
  const at = context.clock.now()
  const uuid = () => context.identifiers.uuid()
  const banner = await unseenBanner(unit, conversation)
  const { caseId, notice: bare, botSpeaks, details } = await handOver(unit, context, conversation, turn)
  const page = caseId === undefined ? undefined : context.securePage
  const notice = bare && (await withSecurePage(unit, page, conversation, bare))
  const [botId, noticeId] = [uuid(), uuid()]
  const common = { conversationId: conversation.id, private: false, at, caseId } as const
  const botLine = {
    ...common,
    id: botId,
    role: 'bot',
    text: turn.reply.text,
    details: botDetails(turn, event),
  } as const
  const noticeDetails = { ...details, ...(botSpeaks ? { sentWith: botId } : botDetails(turn, event)) }
  const bannerLine =
    banner &&
    ({
      ...common,
      id: uuid(),
      role: 'system',
      text: banner,
      details: { sentWith: botSpeaks ? botId : noticeId },
    } as const)
  const noticeLine =
    notice &&
    ({
      ...common,
      id: noticeId,
      role: 'system',
      text: notice.text,
      details: noticeDetails,
    } as const)
  await appendMessages(unit, [
    // Whole, where the consultant reads only the beginning: staff may need the rest. The words that ask for a person
    // open the case they are told to.
    userMessage(uuid(), conversation.id, event, turn.kept ?? storableText(event), caseId),
    ...(bannerLine ? [bannerLine] : []),
    ...(botSpeaks ? [botLine] : []),
    ...(noticeLine ? [noticeLine] : []),
  ])
  const answer = notice === undefined ? turn.reply : { ...turn.reply, suggestions: [] }
  const payload: DeliveryPayload = {
    replies: [
      ...(banner ? [{ text: banner, citations: [], suggestions: [] }] : []),
      ...(botSpeaks ? [answer] : []),
      ...(notice ? [{ text: notice.said, citations: [], suggestions: notice.suggestions }] : []),
    ],
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
 * transaction that stores the answer, and the bot must not have been switched off at this door meanwhile; otherwise the
 * answer is never sent.
 */
export async function answerAsBot(
  context: ReceptionContext,
  leased: LeasedEvent,
  conversation: Conversation,
  signal: AbortSignal,
): Promise<void> {
  const turn = await takeTurn(context, conversation, await withQuoted(context, conversation, leased.event), signal)
  await finish(context, leased, async (unit) => {
    const now = await holdConversation(unit, conversation.id)
    // Taken back while the bot was thinking: nothing is said about it.
    const taken = leased.event.facts?.messageId
    if (taken !== undefined && (await isWithdrawn(unit, now.id, taken))) return
    if (!now.reachable) await setReachable(unit, now.id, true)
    if (await epochStands(unit, now.id, conversation.controlEpoch)) {
      return writeAnswer(unit, context, { ...now, controlEpoch: conversation.controlEpoch }, leased.event, turn)
    }
    if (now.control === 'BOT') throw new ControlMoved()
    return dropDraft(unit, context, now, leased.event, turn)
  })
}

/** So far back pictures of one set are looked for. */
const SET = 30

/** A picture, a sticker, a file: the bot cannot read it, so it says so and offers a person, once for those sent together. */
export async function explainTextOnly(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  await finish(context, leased, async (unit) => {
    const now = await holdForBot(unit, leased.conversation.id)
    const words = storableText(leased.event)
    const notices = noticesFor(now.state)
    const set = leased.event.facts?.set
    const isExplained =
      set !== undefined && (await newestMessages(unit, now.id, SET)).some(({ details }) => details.set === set)
    await appendMessages(unit, [userMessage(context.identifiers.uuid(), now.id, leased.event, words, undefined)])
    if (isExplained) return
    await sayAsSystem(unit, context.identifiers, {
      conversationId: now.id,
      caseId: undefined,
      text: notices.textOnly,
      at: context.clock.now(),
      suggestions: [notices.reachStaff],
      replyTo: leased.event.replyTo,
      details: { unsupported: unsupportedKind(leased.event) ?? 'other' },
    })
  })
}
