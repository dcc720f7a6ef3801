import { appendMessages } from '../../storage/messages.ts'
import type { Queryable } from '../../storage/schema.ts'
import { newestSurvey, type SurveyRow, updateSurvey } from '../../storage/surveys.ts'
import type { LeasedEvent } from '../../storage/types.ts'
import { newestMessages } from '../cases/newest-messages.ts'
import { sayAsSystem } from '../cases/say.ts'
import { finish, holdForBot, type ReceptionContext } from '../reception/context.ts'
import { storableText, unsupportedKind, userMessage } from '../reception/user-words.ts'
import { hasNoComment, isComment, passesSurvey, tappedScore, writtenScore } from './read-answer.ts'
import { commentTaps, surveyTexts } from './survey-texts.ts'

export type SurveyAnswer = { is: 'score'; score: number } | { is: 'comment' } | { is: 'no-comment' } | { is: 'pass' }

/** A tap counts for a week; words by hand only as the direct answer, within an hour. */
const TAP_MS = 7 * 86_400_000
const WORDS_MS = 3_600_000
/** Letters of a comment that are kept. */
const COMMENT = 2_000

/** What a message says to the survey that the conversation was asked last; undefined where it is about something else. */
export async function surveyAnswer(
  database: Queryable,
  leased: Pick<LeasedEvent, 'event' | 'conversation'>,
  now: number,
): Promise<{ survey: SurveyRow; answer: SurveyAnswer } | undefined> {
  const { event, conversation } = leased
  if (unsupportedKind(event) !== undefined) return undefined
  const survey = await newestSurvey(database, conversation.id)
  if (survey === undefined || now - survey.asked_at > TAP_MS) return undefined
  const answer = await read(database, survey, event.text, now)
  return answer && { survey, answer }
}

async function read(
  database: Queryable,
  survey: SurveyRow,
  text: string,
  now: number,
): Promise<SurveyAnswer | undefined> {
  const tapped = tappedScore(text)
  if (tapped !== undefined) return { is: 'score', score: tapped }
  if (survey.status === 'done') return undefined
  const [last] = await newestMessages(database, survey.conversation_id, 1)
  const direct = last?.details.survey === survey.id && now - last.at <= WORDS_MS
  if (survey.status === 'asked') {
    if (passesSurvey(text)) return { is: 'pass' }
    const written = direct ? writtenScore(text) : undefined
    return written === undefined ? undefined : { is: 'score', score: written }
  }
  if (!direct) return undefined
  const written = writtenScore(text)
  if (written !== undefined) return { is: 'score', score: written }
  if (hasNoComment(text) || passesSurvey(text)) return { is: 'no-comment' }
  return isComment(text) ? { is: 'comment' } : undefined
}

interface Heard {
  changes: { status: string; score?: number; comment?: string; answered_at?: number }
  text: string
  suggestions: string[]
}

function hear(survey: SurveyRow, answer: SurveyAnswer, words: string, at: number): Heard {
  switch (answer.is) {
    case 'score': {
      const { score } = answer
      // A second thought corrects the score; the comment that stands already is not asked for again.
      if (survey.status === 'done') {
        return { changes: { status: 'done', score, answered_at: at }, text: surveyTexts.scoreNoted, suggestions: [] }
      }
      const text = score <= 2 ? surveyTexts.thanksForLowScore : surveyTexts.thanksForScore
      return { changes: { status: 'scored', score, answered_at: at }, text, suggestions: commentTaps }
    }
    case 'comment': {
      const comment = words.slice(0, COMMENT)
      return { changes: { status: 'done', comment }, text: surveyTexts.thanksForComment, suggestions: [] }
    }
    case 'no-comment':
      return { changes: { status: 'done' }, text: surveyTexts.withoutComment, suggestions: [] }
    case 'pass':
      return { changes: { status: 'done' }, text: surveyTexts.passed, suggestions: [] }
  }
}

/** Keeps an answer to the survey, masked, and thanks for it, in one transaction; the bot takes no turn. */
export async function hearSurveyAnswer(
  context: ReceptionContext,
  leased: LeasedEvent,
  { survey, answer }: { survey: SurveyRow; answer: SurveyAnswer },
): Promise<void> {
  const { event } = leased
  const { identifiers } = context
  await finish(context, leased, async (unit) => {
    const at = context.clock.now()
    const conversation = await holdForBot(unit, leased.conversation.id)
    const words = storableText(event)
    const caseId = survey.case_id ?? undefined
    const { changes, text, suggestions } = hear(survey, answer, words, at)
    await updateSurvey(unit, survey.id, changes)
    await appendMessages(unit, [userMessage(identifiers.uuid(), conversation.id, event, words, caseId)])
    await sayAsSystem(unit, identifiers, {
      conversationId: conversation.id,
      caseId,
      text,
      at,
      suggestions,
      replyTo: event.replyTo,
      details: { survey: survey.id },
    })
  })
}
