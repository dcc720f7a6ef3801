import { recordAudit } from '../../../storage/audit.ts'
import { AppError } from '../../../storage/ground/errors.ts'
import type { Identifiers } from '../../../storage/ground/identifiers.ts'
import { decideProposal, findProposal, insertProposal, type ProposalRow } from '../../../storage/proposals.ts'
import { findPublished, listSeenAgain, publishRecord, unpublishRecord } from '../../../storage/published-records.ts'
import type { UnitOfWork } from '../../../storage/schema.ts'
import type { Store } from '../../../storage/store.ts'
import { readRecord } from '../../record/read-record.ts'
import { recordOf, sameRecord } from './compare-records.ts'
import { proposalId } from './proposal-id.ts'
import { decisionTexts as texts } from './texts.ts'

/** Who decides. */
export interface Decider {
  store: Store
  by: string
}

const refusal = (code: 'not_found' | 'conflict', message: string, publicText: string) =>
  new AppError(code, message, { publicText })

/** What was decided on a record, with the record before and after it. */
function noteDecision(
  unit: UnitOfWork,
  entry: { by: string; action: string; recordId: string; before: string | null; after: string | null; reason?: string },
): void {
  recordAudit(unit, {
    actor: entry.by,
    action: `record.${entry.action}`,
    objectType: 'record',
    objectId: entry.recordId,
    before: entry.before === null ? undefined : { content: entry.before },
    after: entry.after === null ? undefined : { content: entry.after },
    reason: entry.reason,
  })
}

/**
 * Publishes what a proposal holds, or takes away what it says is gone, in one transaction. Throws where it is not open,
 * where it is flagged and that was not said to be known, and where what it would replace is no longer what it was.
 */
export async function approveProposal({ store, by }: Decider, id: string, flagsKnown: boolean): Promise<ProposalRow> {
  return store.transaction(async (unit) => {
    const proposal = await openProposal(unit, id)
    if (proposal.flags !== '[]' && !flagsKnown) throw refusal('conflict', 'flagged proposal', texts.flagged(id))
    await refuseStale(unit, proposal)
    const at = store.clock.now()
    if (proposal.content === null) await unpublishRecord(unit, proposal.record_id)
    else {
      // The rules may have become stricter since it was proposed.
      const [fault] = readRecord('', proposal.content).faults
      if (fault) throw refusal('conflict', 'no longer a record', texts.invalid(id, fault.message))
      await publishRecord(unit, {
        record_id: proposal.record_id,
        content: proposal.content,
        source_id: proposal.source_id,
        proposal_id: id,
        published_at: at,
        published_by: by,
      })
    }
    if (!(await decideProposal(unit, id, { status: 'approved', at, by })))
      throw refusal('conflict', 'decided meanwhile', texts.decided(id))
    const { record_id: recordId, old_content: before, content: after } = proposal
    noteDecision(unit, { by, action: 'approved', recordId, before, after })
    return proposal
  })
}

export async function rejectProposal({ store, by }: Decider, id: string, reason: string): Promise<ProposalRow> {
  return store.transaction(async (unit) => {
    const proposal = await openProposal(unit, id)
    const decision = { status: 'rejected', at: store.clock.now(), by, reason } as const
    if (!(await decideProposal(unit, id, decision))) throw refusal('conflict', 'decided meanwhile', texts.decided(id))
    noteDecision(unit, { by, action: 'rejected', recordId: proposal.record_id, before: null, after: null, reason })
    return proposal
  })
}

/** Takes an approved record back at once; who did it and why stays among the proposals. */
export async function withdrawRecord(
  { store, by }: Decider,
  identifiers: Identifiers,
  recordId: string,
  reason: string | undefined,
): Promise<void> {
  await store.transaction(async (unit) => {
    const published = await findPublished(unit, recordId)
    if (!published) throw refusal('not_found', 'not published', texts.notPublished(recordId))
    await unpublishRecord(unit, recordId)
    noteDecision(unit, {
      by,
      action: 'withdrawn',
      recordId,
      before: published.content,
      after: null,
      ...(reason === undefined ? {} : { reason }),
    })
    const at = store.clock.now()
    await insertProposal(unit, {
      id: proposalId(identifiers),
      source_id: published.source_id,
      record_id: recordId,
      name: recordId,
      change: 'withdrawn',
      content: null,
      old_content: published.content,
      old_published: 1,
      flags: '[]',
      origin: published.proposal_id,
      fingerprint: '',
      status: 'approved',
      created_at: at,
      decided_at: at,
      decided_by: by,
      reason: reason ?? null,
    })
  })
}

/**
 * Gives approved records the day of the last reading that found them unchanged in their source. Returns their ids. Nothing
 * else of a record changes: what says something else is a proposal.
 */
export async function confirmUnchanged({ store, by }: Decider, sourceId?: string): Promise<string[]> {
  return store.transaction(async (unit) => {
    const confirmed: string[] = []
    for (const { seen_content: content, ...row } of await listSeenAgain(unit, sourceId)) {
      const [before, after] = [recordOf(row.content), content === null ? undefined : recordOf(content)]
      if (content === null || !before || !after || !sameRecord(before, after)) continue
      if (after.checkedOn <= before.checkedOn) continue
      await publishRecord(unit, { ...row, content, published_at: store.clock.now(), published_by: by })
      confirmed.push(row.record_id)
    }
    return confirmed
  })
}

async function openProposal(unit: UnitOfWork, id: string): Promise<ProposalRow> {
  const proposal = await findProposal(unit, id)
  if (!proposal) throw refusal('not_found', 'no such proposal', texts.unknown(id))
  if (proposal.status !== 'open') throw refusal('conflict', `the proposal is ${proposal.status}`, texts.decided(id))
  return proposal
}

async function refuseStale(unit: UnitOfWork, proposal: ProposalRow): Promise<void> {
  const current = await findPublished(unit, proposal.record_id)
  const expected = proposal.old_published === 1 ? proposal.old_content : null
  if ((current?.content ?? null) !== expected)
    throw refusal('conflict', 'published meanwhile', texts.stale(proposal.id, proposal.record_id))
}
