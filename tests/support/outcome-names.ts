import type { OutcomeName } from '../../bot/outcome.ts'

export const outcomeNames = [
  'answered',
  'clarification',
  'unanswerable',
  'declined',
  'handoff',
  'error',
] as const satisfies readonly OutcomeName[]
