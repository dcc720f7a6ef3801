import type { Library } from '../../knowledge/library.ts'
import { verifyTold } from '../ledger/verify-told.ts'
import type { AnswerItem } from '../turn-context.ts'
import { type FormAnswer, toItem } from './answer-form.ts'
import type { SourceMarks } from './source-marks.ts'

export interface CheckedAnswer {
  items: AnswerItem[]
  /** Figures and promises looked up. */
  checked: number
  /** What no source holds, as written. */
  unsupported: string[]
  /** For the model, what is wrong with each item. */
  faults: string[]
}

/** Holds every item of an answer to its sources. Sound when there are items and no faults. */
export function checkAnswer(answer: FormAnswer, marks: SourceMarks, library: Library): CheckedAnswer {
  const result: CheckedAnswer = { items: [], checked: 0, unsupported: [], faults: [] }
  for (const written of answer.items) {
    const item = toItem(written, marks)
    if (!item) {
      result.faults.push(`「${written.text}」は、sources に資料の記号がないか、ない記号を挙げています。`)
      continue
    }
    const { supported, checked, unsupported } = verifyTold(item, library)
    result.checked += checked
    if (supported) {
      result.items.push(item)
      continue
    }
    result.unsupported.push(...unsupported)
    result.faults.push(...unsupported.map((words) => `「${written.text}」の「${words}」`))
  }
  return result
}
