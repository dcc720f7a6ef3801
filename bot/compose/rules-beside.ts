import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { quote } from './say.ts'

/** The rules of which a question about schemes speaks in so many words: 「親会社が7割出資」. */
export const rulesBeside = ({ normalized, dependencies }: TurnContext): AnswerItem[] =>
  [...dependencies.library.records.values()]
    .filter(({ besideWords }) => besideWords.some((word) => normalized.includes(word)))
    .map((rule) => quote(rule.what.text, rule.id))
