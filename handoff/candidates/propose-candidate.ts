import type { Message } from '../../storage/types.ts'

type Line = Pick<Message, 'role' | 'text' | 'private'> & { caseId?: string | null | undefined }

/** Words that only ask for a person, or are too short to be a question. */
const tellsNothing = (text: string): boolean =>
  text.trim().length < 5 || (text.length <= 24 && /相談員|担当者|職員|人と話|人に相談|オペレーター/.test(text))

/**
 * The question and the answer that a talk proposes for the records: the user's newest telling words before staff's
 * answer, and the last words that staff said to them in the case. Empty where there are none; staff edit both.
 */
export function proposeCandidate(messages: readonly Line[], caseId: string): { question: string; answer: string } {
  const shown = messages.filter((message) => !message.private)
  const answerAt = shown.findLastIndex((message) => message.role === 'staff' && message.caseId === caseId)
  const before = answerAt === -1 ? shown : shown.slice(0, answerAt)
  const question = before.findLast((message) => message.role === 'user' && !tellsNothing(message.text))
  return { question: question?.text ?? '', answer: shown[answerAt]?.text ?? '' }
}
