import { markRead } from '../../storage/case-reads.ts'
import { type CaseRow, findCase } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { amendCase, recordEvent } from './change-case.ts'
import { type Actor, type DeskContext, requireHold, withCase } from './desk-context.ts'
import { teamOfTopic } from './open-case.ts'

export interface CaseFacts {
  topic?: string | undefined
  labels?: readonly string[] | undefined
  company?: string | undefined
  label?: string | undefined
  outcome?: string | undefined
  knowledgeGap?: boolean | undefined
}

/** More than that are no help in finding a case. */
export const MOST_LABELS = 20

/** Each once; `bad_request` for more than a case can have, as when macros add to what is there. */
function labelsOf(labels: readonly string[]): string[] {
  const own = [...new Set(labels)]
  if (own.length <= MOST_LABELS) return own
  throw new AppError('bad_request', `${own.length} labels`, {
    publicText: `ラベルは${MOST_LABELS}個までです。使わないものを外してから、もう一度お試しください。`,
    details: { fields: ['labels'] },
  })
}

/**
 * Writes down what staff know of a case: topic, labels, company, outcome. A waiting case follows its topic to the team.
 * Throws `bad_request` for too many labels.
 */
export async function describeCase(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  facts: CaseFacts,
): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    await requireHold(unit, row, actor)
    const at = context.store.clock.now()
    const changes = {
      ...(facts.topic === undefined ? {} : { topic: facts.topic }),
      ...(facts.topic !== undefined && row.owner === null ? { team: await teamOfTopic(unit, facts.topic) } : {}),
      ...(facts.labels === undefined ? {} : { labels: JSON.stringify(labelsOf(facts.labels)) }),
      ...(facts.company === undefined ? {} : { company: facts.company || null }),
      ...(facts.label === undefined ? {} : { label: facts.label || null }),
      ...(facts.outcome === undefined ? {} : { outcome: facts.outcome || null }),
      ...(facts.knowledgeGap === undefined ? {} : { knowledge_gap: Number(facts.knowledgeGap) }),
    }
    if (Object.keys(changes).length === 0) return row
    const amended = await amendCase(unit, row, changes, at)
    await recordEvent(unit, amended, {
      type: 'described',
      actor: actor.login,
      at,
      reason: Object.keys(changes).join(','),
    })
    return amended
  })
}

/** Notes how far the actor has read; a look at the list or a preview does not come here. */
export async function readCase(context: DeskContext, actor: Actor, caseId: string, sequence: number): Promise<CaseRow> {
  return context.store.transaction(async (unit) => {
    const row = await findCase(unit, caseId)
    if (row === undefined) {
      throw new AppError('not_found', `no case ${caseId}`, { publicText: 'この相談は見つかりませんでした。' })
    }
    await markRead(unit, caseId, actor.login, sequence)
    return row
  })
}
