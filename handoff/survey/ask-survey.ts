import type { CaseRow } from '../../storage/cases.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { insertSurvey, newestSurvey } from '../../storage/surveys.ts'
import { newestMessages } from '../cases/newest-messages.ts'
import type { MoreWords } from '../cases/say.ts'
import type { CaseAction, EndReason } from '../cases/transitions.ts'
import { surveyTaps, surveyTexts } from './survey-texts.ts'

const DAY_MS = 86_400_000
const LOOK_BACK = 100

interface End {
  action: CaseAction
  endReason: EndReason
  at: number
}

const question = (id: string, text: string): MoreWords => ({ text, suggestions: surveyTaps, details: { survey: id } })

/** Ways a talk ends with somebody there who can answer; who fell silent, left or was in distress is left alone. */
const asked = (row: CaseRow, { action, endReason }: End): boolean =>
  row.first_reply_at !== null &&
  row.urgent === 0 &&
  action !== 'expire' &&
  action !== 'leave' &&
  (endReason === 'staff_resolved' || endReason === 'user_ended')

/**
 * The survey that follows the end of a talk with staff, to be said with its notice: once a case, and not where staff
 * took the case out, or the talk did not end between two people.
 */
export async function surveyAfterCase(
  unit: UnitOfWork,
  identifiers: Identifiers,
  row: CaseRow,
  closing: End,
): Promise<MoreWords | undefined> {
  if (!asked(row, closing)) return undefined
  const id = identifiers.uuid()
  const survey = { id, conversation_id: row.conversation_id, case_id: row.id, status: 'asked', asked_at: closing.at }
  return (await insertSurvey(unit, survey)) ? question(id, surveyTexts.askAfterCase) : undefined
}

/**
 * The survey that follows a 「終わり」 to the bot: where it has answered something since the last one, once a day at
 * most, and never to who was in distress.
 */
export async function surveyAfterTalk(
  unit: UnitOfWork,
  identifiers: Identifiers,
  conversationId: string,
  at: number,
): Promise<MoreWords | undefined> {
  const last = await newestSurvey(unit, conversationId)
  if (last !== undefined && at - last.asked_at < DAY_MS) return undefined
  const since = last?.asked_at ?? 0
  const said = (await newestMessages(unit, conversationId, LOOK_BACK)).filter((message) => message.at > since)
  if (said.some((message) => message.details.reason === 'crisis')) return undefined
  const helped = said.some(({ role, details }) => role === 'bot' && typeof details.outcome === 'string')
  if (!helped) return undefined
  const id = identifiers.uuid()
  await insertSurvey(unit, { id, conversation_id: conversationId, case_id: null, status: 'asked', asked_at: at })
  return question(id, surveyTexts.askAfterTalk)
}
