import { newRequestId } from '../api.ts'

/** LINE takes 5,000 UTF-16 units a bubble; the other doors take at least as much. */
export const LIMIT = 5000

export interface Draft {
  caseId: string | undefined
  text: string
  private: boolean
  /** Id of the message that is answered. */
  quote?: string | undefined
  /** The proposed answer it began as. */
  suggestion?: { source: string; text: string } | undefined
  /** Stays the same until the words were taken, so that a repeat after a lost answer is said once. */
  requestId: string
}

export const emptyDraft = (caseId: string | undefined): Draft => ({
  caseId,
  text: '',
  private: false,
  requestId: newRequestId(),
})

/** Logins of the colleagues that a note names as `@氏名`. */
export const mentionsIn = (text: string, staff: readonly { login: string; name: string }[]): string[] =>
  staff.filter(({ name }) => text.includes(`@${name}`)).map(({ login }) => login)

/** Puts words in the place of a part of a text; the caret comes to stand behind them. */
export function putAt(text: string, start: number, end: number, words: string): { text: string; caret: number } {
  return { text: text.slice(0, start) + words + text.slice(end), caret: start + words.length }
}
