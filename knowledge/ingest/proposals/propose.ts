import { createHash } from 'node:crypto'
import type { Identifiers } from '../../../storage/ground/identifiers.ts'
import {
  insertProposal,
  listProposals,
  type ProposalRow,
  standingOf,
  supersedeProposals,
} from '../../../storage/proposals.ts'
import { findPublished, markSeenAgain, publishedOfSource } from '../../../storage/published-records.ts'
import type { UnitOfWork } from '../../../storage/schema.ts'
import { readRecord } from '../../record/read-record.ts'
import type { KnowledgeRecord } from '../../record/schema.ts'
import { writeRecord } from '../../record/write-record.ts'
import type { Reading, Skipped } from '../importer.ts'
import type { DraftRecord, Flag, ReadingFault } from '../reading.ts'
import { texts } from '../texts.ts'
import { ordered, recordOf, saidBy, sameRecord } from './compare-records.ts'
import { proposalId } from './proposal-id.ts'

export interface ProposeContext {
  unit: UnitOfWork
  identifiers: Identifiers
  sourceId: string
  now: number
  /** The files of the corpus folder for the ids of the drafts: what an approved record would stand before. */
  folder: ReadonlyMap<string, string>
}

export interface ProposeReport {
  /** Proposals that wait now because of this reading, those made before included. */
  open: { new: number; changed: number; gone: number; flagged: number }
  unchanged: number
  /** The same was rejected before. */
  rejected: number
  faults: ReadingFault[]
}

type Change = 'new' | 'changed' | 'gone'

interface Wish {
  recordId: string
  name: string
  change: Change
  content?: string
  record?: KnowledgeRecord
  old?: { content: string; published: boolean }
  flags: Flag[]
  origin: string
}

/** Turns what a source holds now into proposals. Nothing is published by it. */
export async function proposeReading(context: ProposeContext, reading: Reading): Promise<ProposeReport> {
  const report: ProposeReport = {
    open: { new: 0, changed: 0, gone: 0, flagged: 0 },
    unchanged: 0,
    rejected: 0,
    faults: [],
  }
  const seen = new Map<string, DraftRecord>()
  for (const draft of reading.drafts) {
    const { id } = draft.record
    const earlier = seen.get(id)
    if (earlier) {
      report.faults.push({ where: draft.where, message: texts.sameId(id, earlier.where) })
      continue
    }
    seen.set(id, draft)
    const wish = await wishOf(draft, context)
    if ('faults' in wish) report.faults.push(...wish.faults)
    else if ('same' in wish) {
      report.unchanged += 1
      if (wish.published) await markSeenAgain(context.unit, id, wish.same)
      await supersede(context, id)
    } else await propose(wish, context, report)
  }
  if (reading.complete) await proposeGone(seen, reading.skipped, context, report)
  return report
}

async function wishOf(
  draft: DraftRecord,
  { unit, sourceId, folder }: ProposeContext,
): Promise<Wish | { same: string; published: boolean } | { faults: ReadingFault[] }> {
  const { where } = draft
  const content = writeRecord(draft.record, draft.body)
  const read = readRecord('', content)
  if (!read.record) return { faults: read.faults.map(({ message }) => ({ where, message })) }
  const { record } = read
  const published = await findPublished(unit, record.id)
  if (published && published.source_id !== sourceId)
    return { faults: [{ where, message: texts.otherSource(record.id, published.source_id) }] }
  const old = published?.content ?? folder.get(record.id)
  const wish = { recordId: record.id, name: record.name, content, record, flags: draft.flags, origin: where }
  if (old === undefined) return { ...wish, change: 'new' }
  const before = recordOf(old)
  if (before && sameRecord(before, record)) return { same: content, published: published !== undefined }
  const flags = [...draft.flags, ...shrunkFlags(before?.body ?? '', record.body)]
  return { ...wish, flags, change: 'changed', old: { content: old, published: published !== undefined } }
}

function shrunkFlags(before: string, after: string): Flag[] {
  if (after.length * 2 >= before.length) return []
  return [{ kind: 'shrunk', detail: texts.shrunk(before.length, after.length) }]
}

/** Published records that a whole reading no longer holds, and open proposals about what is no longer there. */
async function proposeGone(
  seen: ReadonlyMap<string, unknown>,
  skipped: readonly Skipped[],
  context: ProposeContext,
  report: ProposeReport,
): Promise<void> {
  const { unit, sourceId } = context
  const published = await publishedOfSource(unit, sourceId)
  const missing = published.filter(({ record_id }) => !seen.has(record_id))
  // A site under works, an empty folder: what is gone at once may be back tomorrow.
  const most: Flag[] =
    missing.length * 2 > published.length
      ? [{ kind: 'shrunk', detail: texts.mostGone(missing.length, published.length) }]
      : []
  for (const { record_id: recordId, content } of missing) {
    const record = recordOf(content)
    const old = { content, published: true }
    const origin = record?.sources[0]?.url ?? sourceId
    // Something came in its place and was not taken: a log-in form, an error told as a page, a refusal.
    const instead = skipped
      .filter(({ where, absent }) => where === origin && !absent)
      .map(({ message }): Flag => ({ kind: 'not-a-page', detail: message }))
    const flags = [...most, ...instead]
    await propose({ recordId, name: record?.name ?? recordId, change: 'gone', old, flags, origin }, context, report)
  }
  const expected = new Set([...seen.keys(), ...missing.map(({ record_id }) => record_id)])
  for (const { record_id } of await listProposals(unit, { sourceId }))
    if (!expected.has(record_id)) await supersede(context, record_id)
}

async function propose(wish: Wish, context: ProposeContext, report: ProposeReport): Promise<void> {
  const { unit, identifiers, sourceId, now } = context
  const fingerprint = fingerprintOf(wish, sourceId)
  await supersede(context, wish.recordId, fingerprint)
  const standing = await standingOf(unit, fingerprint)
  if (standing === 'rejected') {
    report.rejected += 1
    return
  }
  report.open[wish.change] += 1
  if (wish.flags.length > 0) report.open.flagged += 1
  if (standing === 'open') return
  const row: ProposalRow = {
    id: proposalId(identifiers),
    source_id: sourceId,
    record_id: wish.recordId,
    name: wish.name,
    change: wish.change,
    content: wish.content ?? null,
    old_content: wish.old?.content ?? null,
    old_published: wish.old?.published ? 1 : 0,
    flags: JSON.stringify(wish.flags),
    origin: wish.origin,
    fingerprint,
    status: 'open',
    created_at: now,
    decided_at: null,
    decided_by: null,
    reason: null,
  }
  await insertProposal(unit, row)
}

const supersede = ({ unit, sourceId, now }: ProposeContext, recordId: string, keep?: string) =>
  supersedeProposals(unit, { sourceId, recordId, at: now, ...(keep === undefined ? {} : { keep }) })

/** The same proposal made again has the same one: what is said, of what, beside what and with which flags. */
function fingerprintOf({ recordId, change, record, old, flags }: Wish, sourceId: string): string {
  const said = record ? ordered(saidBy(record)) : null
  const parts = [sourceId, recordId, change, said, old?.content ?? null, flags]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
