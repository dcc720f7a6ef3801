import { facets, type KnowledgeRecord } from '../../knowledge/record/schema.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { facetText } from './facet-answer.ts'
import { quote } from './say.ts'
import { sentencesOf } from './sentences.ts'

/** A window is told where it is asked for. */
const searched = facets.filter((facet) => facet !== 'contact')

/** A sentence that holds so much of what was asked speaks of it. */
const SPEAKS_OF_IT = 0.35
const MOST = 2

/**
 * The sentences of a record, not among `told`, that speak of what was asked: those that hold most of the question's rare
 * words, itself or by words that mean the same; two at most, the nearest first. The names of the record and its places
 * do not count.
 */
export function nearestSentences(context: TurnContext, record: KnowledgeRecord, told: readonly string[]): AnswerItem[] {
  const untold = searched
    .flatMap((facet) => sentencesOf(facetText(record, facet)))
    .filter((sentence, at, all) => all.indexOf(sentence) === at && !told.some((text) => text.includes(sentence)))
  const apart = [record.name, record.shortName, ...record.aliases, ...record.areas].join('\n')
  const shares = context.dependencies.library.shares(context.normalized, untold, apart)
  return untold
    .map((text, at) => ({ text, share: shares[at] ?? 0 }))
    .filter(({ share }) => share >= SPEAKS_OF_IT)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST)
    .map(({ text }) => quote(text, record.id))
}
