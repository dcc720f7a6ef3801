import { answeredIn } from '../../bot/memory.ts'
import { inLanguage } from '../../bot/phrasebook/phrases.ts'
import { texts as botTexts } from '../../bot/texts.ts'
import type { CaseRow } from '../../storage/cases.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { amendCase } from '../cases/change-case.ts'
import { newestMessages } from '../cases/newest-messages.ts'
import { raiseAlert } from '../notify/raise-alert.ts'
import { deskTexts } from '../texts.ts'

/** So far back the help lines that the user was already told are looked for. */
const LOOK_BACK = 50

export interface HelpLines {
  text: string
  suggestions: string[]
  details: { reason: 'crisis' }
}

/** The help lines in the language that the bot last answered in; `state` is what the consultant keeps of a conversation. */
export const helpLinesIn = (state: JsonObject | undefined): string => inLanguage(botTexts.crisis, answeredIn(state))

/** Whether the user has read the help lines not long ago; a draft that stayed in the house told them to nobody. */
async function knowsHelpLines(unit: UnitOfWork, conversationId: string): Promise<boolean> {
  const said = await newestMessages(unit, conversationId, LOOK_BACK)
  return said.some((message) => !message.private && message.role !== 'user' && message.details.reason === 'crisis')
}

/**
 * A cry for help while people hold the conversation: staff are alerted at once and the case is urgent. The user is told
 * the help lines by the system, in the language of the conversation; undefined where they stand in the thread already.
 * The person who holds the case goes on answering: nothing else is said for them.
 */
export async function hearCryForHelp(
  unit: UnitOfWork,
  row: CaseRow,
  at: number,
  state: JsonObject | undefined,
): Promise<{ row: CaseRow; helpLines: HelpLines | undefined }> {
  await raiseAlert(unit, 'crisis', row, at)
  const urgent = row.urgent === 1 ? row : await amendCase(unit, row, { urgent: 1, reason: deskTexts.crisis }, at)
  if (await knowsHelpLines(unit, row.conversation_id)) return { row: urgent, helpLines: undefined }
  return { row: urgent, helpLines: { text: helpLinesIn(state), suggestions: [], details: { reason: 'crisis' } } }
}
