import { maskPersonalData } from '../../bot/protect/mask.ts'
import type { CaseRow } from '../../storage/cases.ts'
import { keepFaqCandidate } from '../../storage/faq-candidates.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { newestMessages } from '../cases/newest-messages.ts'
import { proposeCandidate } from './propose-candidate.ts'

/** Messages in which a question and its answer are looked for where staff wrote none. */
const LOOK_BACK = 100

export interface CandidateWords {
  question: string
  answer: string
}

/**
 * Keeps what the records did not answer as a candidate for them, one a case: in the words of staff, else as the talk
 * proposes. The question is masked like all words of users; the answer stays as staff wrote it, with the telephone
 * number of an office. Nothing is kept without a question.
 */
export async function keepCandidate(
  unit: UnitOfWork,
  row: CaseRow,
  written: CandidateWords | undefined,
  { actor, at }: { actor: string; at: number },
): Promise<void> {
  const words = written ?? proposeCandidate(await newestMessages(unit, row.conversation_id, LOOK_BACK), row.id)
  const question = maskPersonalData(words.question.trim()).text
  if (question === '') return
  await keepFaqCandidate(unit, {
    case_id: row.id,
    topic: row.topic,
    question,
    answer: words.answer.trim(),
    opened_by: actor,
    opened_at: at,
  })
}
