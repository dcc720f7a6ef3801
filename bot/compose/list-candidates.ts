import { passes } from '../../knowledge/index/record-filter.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isGrant, schemeKinds } from '../../knowledge/record/scheme-kinds.ts'
import { holdsFor } from '../../knowledge/scheme/areas.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import { isExcluded } from '../../knowledge/scheme/eligibility.ts'
import { rankHits } from '../ranking.ts'
import type { TurnContext } from '../turn-context.ts'
import { isTooUncertain } from './scheme-words.ts'

export const MOST_LISTED = 5
const NEARLY = 0.7

/** Schemes that a wish could mean, best first; searched among schemes only, so that windows and terms do not crowd them out. */
export function candidatesFor(context: TurnContext, wards: readonly string[]): KnowledgeRecord[] {
  const { library } = context.dependencies
  const { elsewhere } = context.understanding.areas
  const query = [context.normalized, ...context.memory.purposes].join(' ')
  const filter = {
    kinds: [...schemeKinds],
    status: 'real' as const,
    at: context.input.now,
    ...(wards.length > 0 ? { areas: wards } : {}),
  }
  const hits = rankHits(library.search(query, { limit: 60, filter }), context)
  const found = [...new Set(hits.map(({ recordId }) => recordId))]
    .map((id) => library.records.get(id))
    .filter((record) => record !== undefined)
    .filter((record) => !record.successor && (wards.length > 0 || holdsFor(record.areas, { wards, elsewhere })))
  const purposes = context.understanding.purposes.length > 0 ? context.understanding.purposes : context.memory.purposes
  const fits = (record: KnowledgeRecord) => record.purposes.some((purpose) => purposes.includes(purpose))
  // 「NPOが対象の制度は」 names no purpose: those that speak of it.
  const widest = Math.max(...hits.map(({ coverage }) => coverage), 0)
  const speaks = (record: KnowledgeRecord) =>
    purposes.length === 0 &&
    hits.some(({ recordId, coverage }) => recordId === record.id && coverage >= NEARLY * widest)
  const fitting = found.filter((record, index) => index === 0 || fits(record) || speaks(record))
  const spoken = purposes.length === 0 && fitting.some(speaks)
  // One scheme for the purpose is told rather than four for others; without a purpose one hit is no choice.
  const isOnlyOne = purposes.length > 0 && found[0] !== undefined && fits(found[0])
  return fitting.length > 1 || spoken || isOnlyOne ? fitting : found
}

/** A call taken in is worth a line only while it can be applied for; what a person wrote of a scheme holds beyond its calls. */
export const isListable = (record: KnowledgeRecord, now: number): boolean =>
  record.kind !== 'live-call' || callState(record, now).state === 'open'

/** The few to tell: without those whose conditions the company surely does not meet; all of them where none would be left. */
export function choose(
  context: TurnContext,
  candidates: readonly KnowledgeRecord[],
  wards: readonly string[],
): KnowledgeRecord[] {
  const possible = candidates.filter((record) => !isExcluded(record, context.memory.company))
  const nearness = (record: KnowledgeRecord) => (record.areas.some((area) => wards.includes(area)) ? 0 : 1)
  // The ward's own are never crowded out, however far down the search has them.
  const chosen = (possible.length > 0 ? possible : candidates)
    .toSorted((a, b) => nearness(a) - nearness(b))
    .slice(0, MOST_LISTED + 2)
  if (context.understanding.areas.tokyo && wards.length === 0) return chosen.slice(0, MOST_LISTED)
  // What can still be applied for comes first, the ward's own before that; a call closed last spring helps nobody today.
  const openness = (record: KnowledgeRecord) => (isOpenNow(record, context.input.now) ? 0 : 1)
  return chosen.sort((a, b) => nearness(a) - nearness(b) || openness(a) - openness(b)).slice(0, MOST_LISTED)
}

/** Whether it can be applied for, or soon can. */
export const isOpenNow = (record: KnowledgeRecord, now: number): boolean =>
  ['open', 'before', 'rolling'].includes(callState(record, now).state)

/** Others that can stand in the place of a record: usable where it is, for one of its purposes, by the company as it is known. */
export function peersOf(
  base: KnowledgeRecord,
  context: TurnContext,
  isAlike = (record: KnowledgeRecord) =>
    isGrant(record) === isGrant(base) && (isGrant(base) || record.kind === base.kind),
): KnowledgeRecord[] {
  const { input, memory, understanding, dependencies } = context
  const filter = { status: 'real' as const, at: input.now }
  const places = { wards: memory.wards, elsewhere: understanding.areas.elsewhere }
  return [...dependencies.library.records.values()].filter(
    (record) =>
      record !== base &&
      isAlike(record) &&
      passes(record, filter) &&
      isListable(record, input.now) &&
      !record.successor &&
      !isTooUncertain(record) &&
      holdsFor(record.areas, places) &&
      record.purposes.some((purpose) => base.purposes.includes(purpose)) &&
      !isExcluded(record, memory.company),
  )
}
