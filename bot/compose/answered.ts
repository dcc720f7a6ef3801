import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import type { Outcome } from '../outcome.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, Draft, TurnContext } from '../turn-context.ts'
import { schemeCard } from './scheme-card.ts'

const facetQuestions: readonly [Facet, string][] = [
  ['amount', '金額は？'],
  ['who', '対象者は？'],
  ['deadline', '締切は？'],
  ['how', '申請方法は？'],
  ['funded', '何に使える？'],
  ['contact', '問い合わせ先は？'],
]

/** What a conversation comes back to is one of its first schemes. */
const MOST_SPOKEN = 8

/** A number of a window is cited from the record of that window too. */
export function windowsIn(items: readonly AnswerItem[], context: TurnContext): string[] {
  const windows = [...context.dependencies.library.records.values()].filter(
    (record) => record.kind === 'consultation' && record.contact?.phone,
  )
  return windows
    .filter((record) => items.some(({ text }) => text.includes(record.contact?.phone ?? '\u0000')))
    .map(({ id }) => id)
}

/** The schemes of which one was made: its own words speak of them. */
const predecessorsOf = (one: KnowledgeRecord, { dependencies }: TurnContext): string[] =>
  [...dependencies.library.records.values()].filter(({ successor }) => successor === one.id).map(({ id }) => id)

/** A draft of these items about these records; the next turn remembers what was spoken of. */
export function answered(
  context: TurnContext,
  items: AnswerItem[],
  records: KnowledgeRecord[],
  outcome: Outcome,
): Draft {
  const first = records[0]
  context.memory.focus = records.map(({ id }) => id).slice(0, 4)
  context.memory.facets = context.understanding.facets
  const scheme = records.find(isScheme)
  if (scheme) context.memory.scheme = scheme.id
  if (first && isScheme(first) && outcome.reason !== 'list') {
    context.memory.spoken = [...new Set([...context.memory.spoken, first.id])].slice(0, MOST_SPOKEN)
  }
  const card = first && outcome.outcome === 'answered' ? schemeCard(first, context) : undefined
  const follow = facetQuestions
    .filter(([facet]) => !context.understanding.facets.includes(facet))
    .map(([, words]) => words)
  return {
    outcome,
    items,
    cites: [
      ...records.map(({ id }) => id),
      ...windowsIn(items, context),
      ...(first ? predecessorsOf(first, context) : []),
    ],
    suggestions: first && isScheme(first) ? [...follow.slice(0, 4), texts.talkToStaff] : [texts.talkToStaff],
    ...(card ? { card } : {}),
    effects: [],
  }
}
