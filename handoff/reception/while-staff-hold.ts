import { type CaseRow, findOpenCase } from '../../storage/cases.ts'
import { setReachable } from '../../storage/conversations.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { releaseHeld } from '../../storage/held.ts'
import { appendMessages } from '../../storage/messages.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { InboundEvent, LeasedEvent } from '../../storage/types.ts'
import { closeCase } from '../cases/close-case.ts'
import { newestMessages } from '../cases/newest-messages.ts'
import { noteTopic, openCase } from '../cases/open-case.ts'
import { sayAsSystem } from '../cases/say.ts'
import { withdrawUnsent } from '../cases/unsent-words.ts'
import { userSpoke } from '../cases/user-speaks.ts'
import { type Notices, noticesFor } from '../foreign-texts.ts'
import { isOpen, nextOpening } from '../hours/hours.ts'
import { isPresent } from '../routing/presence.ts'
import { readSetting } from '../settings/desk-settings.ts'
import { deskTexts, queueTexts, wordsThatReachBot } from '../texts.ts'
import { unpark } from './comings-and-goings.ts'
import { ControlMoved, finish, holdConversation, type ReceptionContext } from './context.ts'
import { hearCryForHelp } from './cry-for-help.ts'
import { openingWords, standingNotice } from './queue-notice.ts'
import { wordsForRefusedFile } from './refused-file.ts'
import { asksAboutWaiting, chosenTopic, endsLiveTalk, endsTalk, isCrisis, wantsBot } from './user-wishes.ts'
import { keepAttachment, storableText, unsupportedKind, userMessage } from './user-words.ts'

/** HUMAN without an open case must not strand anyone: such a conversation gets one. */
async function caseInHand(unit: UnitOfWork, context: ReceptionContext, conversationId: string, at: number) {
  const open = await findOpenCase(unit, conversationId)
  if (open?.state === 'UNREACHABLE') return unpark(unit, open, at)
  if (open !== undefined) return open
  const opened = await openCase(unit, {
    id: context.identifiers.uuid(),
    conversationId,
    topic: 'その他',
    reason: deskTexts.ownerless,
    urgent: false,
    actor: 'system',
    at,
  })
  return opened.row
}

interface Answer {
  text: string
  suggestions: string[]
  details?: JsonObject
}

/** Who writes after closing time to somebody who has gone home is told once when the desk opens. */
async function closedAnswer(unit: UnitOfWork, row: CaseRow, at: number): Promise<Answer | undefined> {
  if (row.owner === null || row.first_reply_at === null) return undefined
  const hours = await readSetting(unit, 'hours')
  if (isOpen(hours, at) || (await isPresent(unit, row.owner, at))) return undefined
  const said = await newestMessages(unit, row.conversation_id, 30)
  const lastWords = said.findLast((message) => message.role === 'staff' && !message.private)
  if (lastWords !== undefined && at - lastWords.at < 5 * 60_000) return undefined
  const opening = openingWords(hours, at)
  const closedUntil = nextOpening(hours, at) ?? 0
  if (opening === undefined || said.some((message) => message.details.closedUntil === closedUntil)) return undefined
  return { text: queueTexts.closedDuringTalk(opening), suggestions: [wordsThatReachBot], details: { closedUntil } }
}

/** The few things that the system itself says while people have the word. */
async function answerOf(
  unit: UnitOfWork,
  row: CaseRow,
  text: string,
  at: number,
  state: JsonObject | undefined,
): Promise<Answer | undefined> {
  const topic = row.owner === null ? chosenTopic(text) : undefined
  if (topic !== undefined) return { text: queueTexts.topicNoted(topic), suggestions: [wordsThatReachBot] }
  const unanswered = row.first_reply_at === null || row.owner === null
  if (unanswered && asksAboutWaiting(text)) return standingNotice(unit, row, at, state)
  return closedAnswer(unit, row, at)
}

/**
 * A message while people hold the conversation: it is stored with the case and shown to staff, and the bot is silent.
 * Only the user's own way out, a question about the waiting, a topic tapped and an emergency are answered, by the system.
 */
export async function receiveForStaff(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  const at = context.clock.now()
  const { event } = leased
  const text = storableText(event, { forStaff: true })
  const spoken = unsupportedKind(event) === undefined
  await finish(context, leased, async (unit) => {
    const conversation = await holdConversation(unit, leased.conversation.id)
    if (conversation.control !== 'HUMAN') throw new ControlMoved()
    if (!conversation.reachable) await setReachable(unit, conversation.id, true)
    const notices = noticesFor(conversation.state)
    const opened = await caseInHand(unit, context, conversation.id, at)
    const isEnd = spoken && endsHere(opened, text)
    const row = isEnd ? await withdrawUnsent(unit, opened, at) : opened
    const id = context.identifiers.uuid()
    await appendMessages(unit, [userMessage(id, conversation.id, event, text, row.id)])
    await keepAttachment(unit, conversation.id, id, event)
    if (isEnd) {
      const talked = row.first_reply_at !== null
      const withOwner = talked && row.owner !== null
      await closeCase(unit, context.identifiers, row, {
        // Who talked with the user has notes to write; who only waited had nobody.
        action: withOwner && row.state === 'ASSIGNED' ? 'end' : 'user-ends',
        actor: 'user',
        at,
        endReason: talked ? 'user_ended' : 'cancelled',
        notice: talked ? notices.userEnded : notices.cancelled,
        replyTo: event.replyTo,
      })
      return
    }
    const { row: marked, answer } = spoken
      ? await hearWords(unit, row, text, at, conversation.state)
      : { row, answer: refusedFile(event, notices) }
    await userSpoke(unit, marked, at)
    if (answer === undefined) {
      // Staff's words that waited for a way that costs nothing: the user's own event is one.
      await releaseHeld(unit, conversation.id, event.replyTo)
      return
    }
    await sayAsSystem(unit, context.identifiers, {
      conversationId: conversation.id,
      caseId: row.id,
      text: answer.text,
      at,
      suggestions: answer.suggestions,
      replyTo: event.replyTo,
      ...(answer.details === undefined ? {} : { details: answer.details }),
    })
  })
}

/** While a person answers only what cannot mean anything else ends the talk; who still waits may also 「キャンセル」 the waiting. */
function endsHere(row: CaseRow, text: string): boolean {
  const isTalking = row.owner !== null && row.first_reply_at !== null
  if (isTalking || row.urgent === 1) return endsLiveTalk(text, { isUrgent: row.urgent === 1 })
  return wantsBot(text) || endsTalk(text)
}

/** A file that is refused as announced: the user is told before anything is fetched. */
function refusedFile({ facts }: InboundEvent, notices: Pick<Notices, 'fileRefused'>): Answer | undefined {
  const text = wordsForRefusedFile(facts?.attachment?.refused, notices)
  return text === undefined ? undefined : { text, suggestions: [] }
}

/** What the words change of the case itself, and what the system says to them. */
async function hearWords(
  unit: UnitOfWork,
  row: CaseRow,
  text: string,
  at: number,
  state: JsonObject | undefined,
): Promise<{ row: CaseRow; answer: Answer | undefined }> {
  if (isCrisis(text)) {
    const { row: urgent, helpLines } = await hearCryForHelp(unit, row, at, state)
    return { row: urgent, answer: helpLines }
  }
  const answer = await answerOf(unit, row, text, at, state)
  const topic = row.owner === null ? chosenTopic(text) : undefined
  return { row: topic === undefined ? row : await noteTopic(unit, row, topic, at), answer }
}
