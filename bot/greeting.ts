import type { Reply } from './outcome.ts'
import { standardSuggestions, texts } from './texts.ts'

/** The first words of a conversation. */
export const greeting = (operator: string): Reply => ({
  text: texts.greeting(operator),
  citations: [],
  suggestions: standardSuggestions,
})
