import type { TokenLedger } from './model-options.ts'

/** Counts the tokens of this process alone: for a single question at the command line. */
export function createMemoryTokenLedger(): TokenLedger {
  const used = new Map<string, number>()
  return {
    usedOn: async (day) => used.get(day) ?? 0,
    async add(day, _model, { inputTokens, outputTokens }) {
      used.set(day, (used.get(day) ?? 0) + inputTokens + outputTokens)
    },
  }
}
