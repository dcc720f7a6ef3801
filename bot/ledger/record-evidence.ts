import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { japaneseDateText } from '../../storage/ground/japan-time.ts'
import { type Span, spansOf } from './spans.ts'

/** Everything a record states, as texts the ledger can read: its facets, typed values, dates and addresses. */
export function recordEvidence(record: KnowledgeRecord): string[] {
  const blocks = [
    record.what,
    record.who,
    record.funded,
    record.rate,
    record.amount,
    record.deadline,
    record.how,
    record.prerequisites,
    record.documents,
    record.caution,
  ].filter((block) => block !== undefined)
  const amounts = [...(record.amount?.caps ?? []), ...(record.amount?.floors ?? [])]
  const moments = (record.deadline?.calls ?? []).flatMap((call) => [
    call.name,
    ...[call.opens, call.closes].filter((moment) => moment !== undefined),
    ...call.steps.flatMap((step) => [step.name, step.at]),
  ])
  return [
    record.name,
    record.shortName,
    record.decisive ?? '',
    record.fiscalYear ?? '',
    ...blocks.flatMap((block) => [block.text, block.asOf ?? '']),
    record.deadline?.next ?? '',
    ...amounts.map(({ yen, for: label }) => `${yen}円 ${label ?? ''}`),
    ...(record.rate?.values ?? []).map(({ value, for: label }) => `${value} ${label ?? ''}`),
    ...moments.flatMap((moment) => [moment, japaneseDateText(moment)]),
    record.contact
      ? [record.contact.name, record.contact.phone, record.contact.url, record.contact.hours].join('\n')
      : '',
    ...record.sources.flatMap((source) => [source.title, source.date ?? '', source.url ?? '']),
    record.checkedOn,
    record.body,
  ].filter((text) => text !== '')
}

/** The sentences of each record, cut once: a record never changes. */
const cut = new WeakMap<KnowledgeRecord, readonly Span[]>()

export function recordSpans(record: KnowledgeRecord): readonly Span[] {
  const known = cut.get(record) ?? recordEvidence(record).flatMap((text) => spansOf(text))
  cut.set(record, known)
  return known
}

/** The sentences of the records that an item draws on; an id that no record bears adds none. */
export function spansOfRecords(ids: readonly string[], records: ReadonlyMap<string, KnowledgeRecord>): readonly Span[] {
  const spans = ids.flatMap((id) => records.get(id) ?? []).map(recordSpans)
  const [only] = spans
  // What is made of the sentences of one record is kept with them.
  return only && spans.length === 1 ? only : spans.flat()
}
