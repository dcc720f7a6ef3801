import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, Draft, TurnContext } from '../turn-context.ts'
import { answered } from './answered.ts'
import { facetText, hasFacet, unverifiedSentence } from './facet-answer.ts'
import { MOST_LISTED } from './list-candidates.ts'
import { say, sayComputed } from './say.ts'
import { confirmSentence, isTooUncertain, stateBadge, stateSentence, titleOf } from './scheme-words.ts'

const MOST_FACETS = 2

/** The facets that are told of each of several schemes. */
const facetsAsked = ({ understanding }: TurnContext): Facet[] =>
  understanding.facets.filter((facet, _, all) => facet !== 'what' || all.length === 1).slice(0, MOST_FACETS)

/** What a scheme of a list says of a facet, or that it is not known; of a deadline the state of the call as of today. */
function ofFacet(record: KnowledgeRecord, facet: Facet, now: number): AnswerItem[] {
  const state = facet === 'deadline' ? stateSentence(record, now) : undefined
  if (state) return [state]
  const told = isTooUncertain(record) ? undefined : facetText(record, facet)
  if (told) return [say(told, record.id)]
  // Whose papers are not known, what must be ready is.
  const ready = facet === 'documents' && !isTooUncertain(record) ? facetText(record, 'prerequisites') : undefined
  return [say(unverifiedSentence(record, facet), record.id), ...(ready ? [say(ready, record.id)] : [])]
}

/** What is asked below a list, of each of its schemes: 「必要書類は？」. */
export function answerOfEach(context: TurnContext): Draft {
  const { now } = context.input
  const records = context.subjects.slice(0, MOST_LISTED)
  const facets = facetsAsked(context)
  const items = records.flatMap((record, at) => {
    const number = `${at + 1}. `
    return [
      sayComputed(`${number}${titleOf(record)}【${stateBadge(record, now).badge}】`, [record.id], [number]),
      ...facets.flatMap((facet) => ofFacet(record, facet, now)),
    ]
  })
  const [first] = records
  const tells = (record: KnowledgeRecord) =>
    !isTooUncertain(record) && facets.some((facet) => facet === 'deadline' || hasFacet(record, facet))
  // Whose ward's own scheme is not known well enough is not helped by those of everywhere.
  const isOwn = first?.areas.some((area) => context.memory.wards.includes(area))
  const isKnown = first !== undefined && isOwn ? tells(first) : records.some(tells)
  const draft = answered(
    context,
    [...items, say(texts.listFoot), ...(first ? [say(confirmSentence(first, now), first.id)] : [])],
    records,
    isKnown ? { outcome: 'answered', reason: 'list' } : { outcome: 'unanswerable', reason: 'unverified' },
  )
  const { card: _, ...rest } = draft
  return { ...rest, suggestions: [...records.map(({ shortName }) => shortName), texts.talkToStaff] }
}

/** The documents of the schemes of a list, where they were asked for with it; those of which none are known in one line. */
export function documentsOf(records: readonly KnowledgeRecord[]): AnswerItem[] {
  const told = (record: KnowledgeRecord) => (isTooUncertain(record) ? undefined : facetText(record, 'documents'))
  const unknown = records.filter((record) => told(record) === undefined)
  return [
    ...records.flatMap((record) => {
      const text = told(record)
      return text ? [say(`${record.shortName}の必要書類：${text}`, record.id)] : []
    }),
    ...(unknown.length > 0
      ? [
          say(
            texts.documentsUnknown(unknown.map(({ shortName }) => `「${shortName}」`).join('')),
            ...unknown.map(({ id }) => id),
          ),
        ]
      : []),
  ]
}
