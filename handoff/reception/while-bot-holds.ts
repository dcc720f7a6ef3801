import { type CaseRow, findOpenCase } from '../../storage/cases.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { appendMessages } from '../../storage/messages.ts'
import type { LeasedEvent } from '../../storage/types.ts'
import { closeCase } from '../cases/close-case.ts'
import { noteTopic, openCase } from '../cases/open-case.ts'
import { sayAsSystem } from '../cases/say.ts'
import { noticesFor } from '../foreign-texts.ts'
import { readSetting } from '../settings/desk-settings.ts'
import { surveyAfterTalk } from '../survey/ask-survey.ts'
import { surveyTexts } from '../survey/survey-texts.ts'
import { deskTexts, queueTexts, texts, wordsThatReachStaff } from '../texts.ts'
import { unseenBanner } from './banner.ts'
import { ControlMoved, finish, holdForBot, type ReceptionContext } from './context.ts'
import { offerNotice, queueNotice } from './queue-notice.ts'
import { withSecurePage } from './secure-page.ts'
import {
  acceptsOffer,
  asksForPerson,
  chosenTopic,
  declinesOffer,
  endsTalk,
  isCrisis,
  isThumbsDown,
  wantsBot,
} from './user-wishes.ts'
import { storableText, unsupportedKind, userMessage } from './user-words.ts'

/** What the reception itself answers while the bot has the word; everything else is a turn of the bot. */
export type Wish = 'accept' | 'decline' | 'withdraw' | 'topic' | 'farewell' | 'thumbs-down' | 'bot-off'

/** What a message asks of the reception, given the case that is open; undefined where the bot is asked. */
export async function wishOf(context: ReceptionContext, leased: LeasedEvent): Promise<Wish | undefined> {
  const { event, conversation } = leased
  if (unsupportedKind(event) !== undefined) return undefined
  const { database } = context.store
  const open = await findOpenCase(database, conversation.id)
  if (open?.state === 'OFFERED') {
    if (chosenTopic(event.text) !== undefined || acceptsOffer(event.text)) return 'accept'
    if (declinesOffer(event.text)) return 'decline'
  }
  if (open?.state === 'AFTER_HOURS') {
    if (wantsBot(event.text)) return 'withdraw'
    if (chosenTopic(event.text) !== undefined) return 'topic'
  }
  if (endsTalk(event.text)) return 'farewell'
  const door = (await readSetting(database, 'doors'))[conversation.door]
  if (isThumbsDown(event.text) && door.staff) return 'thumbs-down'
  // To a cry for help the bot's part is fixed words and a call to staff: it is never switched off.
  return door.bot || isCrisis(event.text) ? undefined : 'bot-off'
}

/** Answers a wish in one transaction, by the system; the bot takes no turn. */
export async function answerWish(context: ReceptionContext, leased: LeasedEvent, wish: Wish): Promise<void> {
  const { event } = leased
  const { identifiers } = context
  await finish(context, leased, async (unit) => {
    const at = context.clock.now()
    const conversation = await holdForBot(unit, leased.conversation.id)
    const open = await findOpenCase(unit, conversation.id)
    const words = storableText(event)
    const topic = chosenTopic(event.text)
    const hear = (caseId: string | undefined) =>
      appendMessages(unit, [userMessage(identifiers.uuid(), conversation.id, event, words, caseId)])
    const say = (
      caseId: string | undefined,
      text: string,
      suggestions: string[],
      details: JsonObject = {},
      said = text,
    ) =>
      sayAsSystem(unit, identifiers, {
        conversationId: conversation.id,
        caseId,
        text,
        said,
        at,
        suggestions,
        replyTo: event.replyTo,
        details,
      })
    const sayQueued = async (row: CaseRow) => {
      const notice = await queueNotice(unit, row, at, conversation.state)
      const { text, said, suggestions } = await withSecurePage(unit, context.securePage, conversation, notice)
      await say(row.id, text, suggestions, {}, said)
    }
    const wanted = (reason: string, offer: boolean) =>
      openCase(unit, {
        id: identifiers.uuid(),
        conversationId: conversation.id,
        topic: topic ?? 'その他',
        reason,
        urgent: false,
        actor: 'user',
        at,
        offer,
      })

    switch (wish) {
      case 'accept': {
        if (open?.state !== 'OFFERED') throw new ControlMoved()
        const { row } = await wanted(open.reason, false)
        await hear(row.id)
        await sayQueued(row)
        return
      }
      case 'decline':
      case 'withdraw': {
        if (open === undefined) throw new ControlMoved()
        await hear(open.id)
        await closeCase(unit, identifiers, open, {
          action: 'user-ends',
          actor: 'user',
          at,
          endReason: 'cancelled',
          notice: wish === 'decline' ? texts.offerDeclined : noticesFor(conversation.state).cancelled,
          replyTo: event.replyTo,
        })
        return
      }
      case 'topic': {
        if (open?.state !== 'AFTER_HOURS' || topic === undefined) throw new ControlMoved()
        await hear(open.id)
        await noteTopic(unit, open, topic, at)
        await say(open.id, queueTexts.topicNoted(topic), [])
        return
      }
      case 'farewell': {
        // What waits for opening time goes on waiting: the user takes leave of the bot alone.
        await hear(undefined)
        const survey = await surveyAfterTalk(unit, identifiers, conversation.id, at)
        if (survey === undefined) await say(undefined, surveyTexts.farewell, [])
        else await say(undefined, survey.text, survey.suggestions, survey.details)
        return
      }
      case 'thumbs-down': {
        const offered = await wanted(deskTexts.offeredAfterThumbsDown, true)
        await hear(offered.row.id)
        const notice = offered.created
          ? await offerNotice(unit, at, queueTexts.offer)
          : { text: texts.offerStands, suggestions: [wordsThatReachStaff] }
        await say(offered.row.id, notice.text, notice.suggestions, { offer: true })
        return
      }
      case 'bot-off': {
        if (!asksForPerson(event.text)) {
          await hear(open?.id)
          const banner = await unseenBanner(unit, conversation)
          await say(open?.id, banner ? `${banner}\n${texts.botOff}` : texts.botOff, [wordsThatReachStaff], {
            botOff: true,
          })
          return
        }
        const { staff } = (await readSetting(unit, 'doors'))[conversation.door]
        if (!staff) {
          await hear(undefined)
          await say(undefined, texts.staffOff, [])
          return
        }
        const { row } = await wanted(deskTexts.failedReason, false)
        await hear(row.id)
        await sayQueued(row)
      }
    }
  })
}
