import type { TurnContext } from '../turn-context.ts'
import { mostOf } from './likeness.ts'

/**
 * Weights of a logistic regression over questions that the shipped corpus answers and such as it does not: how they were
 * found, and how often they err, stands in docs/decisions/0022-likeness.md.
 */
const weights = { bias: -4.2, confidence: 0.614, likeness: 31.1 }

const EVEN = 1e-3
const logOdds = (probability: number): number => Math.log((probability + EVEN) / (1 - probability + EVEN))

/** The probability (0 to 1) that the corpus answers a question, by what the search says of it and by how like it is to what is asked here. */
export const likelyAnswer = (confidence: number, mostLike: number): number =>
  1 / (1 + Math.exp(-(weights.bias + weights.confidence * logOdds(confidence) + weights.likeness * mostLike)))

/**
 * How the confidence of a hit is to be taken beside the likeness of the question: a follow-up, a name or another language
 * is like nothing that is asked here, and all the same a question.
 */
export function confidenceBeside({
  before,
  language,
  likeness,
  understanding,
}: TurnContext): (confidence: number) => number {
  if (language !== undefined) return (confidence) => confidence
  const mostLike = mostOf(likeness)
  const inTalk = before.focus.length > 0
  const isNamed = understanding.names.length > 0
  return (confidence) => {
    const likely = likelyAnswer(confidence, mostLike)
    // In a talk what is found must be sure by both: else it is of what was spoken of.
    if (inTalk) return isNamed ? confidence : Math.min(confidence, likely)
    return isNamed ? Math.max(confidence, likely) : likely
  }
}
