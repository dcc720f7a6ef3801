import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isGrant } from '../../knowledge/record/scheme-kinds.ts'
import { holdsFor } from '../../knowledge/scheme/areas.ts'
import type { TurnContext } from '../turn-context.ts'
import { type Applicant, applicantIn } from '../understand/applicants.ts'
import { facetText } from './facet-answer.ts'
import { isListable, isOpenNow } from './list-candidates.ts'
import { isTooUncertain } from './scheme-words.ts'
import { sentencesOf } from './sentences.ts'

/** The applicant that the message asks about, where nothing else says which schemes are meant: no name, no purpose, nothing spoken of. */
export function applicantAsked({ understanding, before, normalized }: TurnContext): Applicant | undefined {
  const { names, purposes, areas } = understanding
  const others = purposes.filter((purpose) => purpose !== '創業')
  if (names.length + others.length + before.focus.length + before.list.length > 0) return undefined
  return areas.elsewhere.length > 0 ? undefined : applicantIn(normalized)
}

/** What a record says of such an applicant. */
export const sentenceOn = (record: KnowledgeRecord, { told }: Applicant): string | undefined =>
  (['who', 'prerequisites'] as const)
    .flatMap((facet) => sentencesOf(facetText(record, facet)))
    .find((sentence) => told.test(sentence))

/** The grants that speak of such an applicant: those that can be applied for first, then those of everywhere. */
export function schemesSpeakingOf(applicant: Applicant, context: TurnContext): KnowledgeRecord[] {
  const { dependencies, memory, input } = context
  const order = (record: KnowledgeRecord) =>
    (applicant.purpose !== undefined && record.purposes.includes(applicant.purpose) ? 0 : 4) +
    (isOpenNow(record, input.now) ? 0 : 2) +
    (record.areas.includes('全国') || record.areas.includes('東京都') ? 0 : 1)
  return [...dependencies.library.records.values()]
    .filter(
      (record) =>
        isGrant(record) &&
        record.status === 'real' &&
        !record.successor &&
        !isTooUncertain(record) &&
        isListable(record, input.now) &&
        holdsFor(record.areas, { wards: memory.wards, elsewhere: [] }) &&
        sentenceOn(record, applicant) !== undefined,
    )
    .toSorted((one, other) => order(one) - order(other))
}
