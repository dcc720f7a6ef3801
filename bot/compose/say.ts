import type { AnswerItem } from '../turn-context.ts'

/** An item in the program's words or a record's: what it promises is held to these words from here on. */
export const say = (text: string, ...recordIds: string[]): AnswerItem => ({ text, recordIds, rendered: [text] })

/** An item whose figures the program worked out itself: days left, a sum, the day of today. */
export const sayComputed = (text: string, recordIds: string[], computed: readonly string[] = [text]): AnswerItem => ({
  ...say(text, ...recordIds),
  computed: [...computed],
})

/** A record's own words in answer to what was asked: a model may say them in others. */
export const quote = (text: string, recordId: string): AnswerItem => ({ ...say(text, recordId), retellable: true })
