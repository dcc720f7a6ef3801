import { appendCaseEvent } from '../../storage/case-events.ts'
import { type ConsultationRecord, findRecord, writeRecord } from '../../storage/consultation-records.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { japanDay } from '../../storage/ground/japan-time.ts'
import { amendCase } from '../cases/change-case.ts'
import { type Actor, type DeskContext, requireHold, withCase } from '../cases/desk-context.ts'
import type { PartnerKind, RecordOutcome, ResultKind } from './record-words.ts'

export interface Result {
  kind: ResultKind
  /** Needed of a match, left out where it means nothing. */
  partner?: PartnerKind | undefined
  /** YYYY-MM-DD in Japan, today or before. */
  on: string
}

export interface WrittenRecord {
  topic: string
  outcome: RecordOutcome
  summary: string
  minutes: number | null
  /** YYYY-MM-DD in Japan. */
  followUpOn: string | null
  results: readonly Result[]
  /** Of the record that the writer saw; 0 where there was none. */
  version: number
}

const unfit = (publicText: string): AppError => new AppError('bad_request', 'unfit record', { publicText })

function check(record: WrittenRecord, today: string): void {
  for (const { kind, partner, on } of record.results) {
    if (kind === 'matching' && partner === undefined) throw unfit('マッチングの相手の種類を選んでください。')
    if (on > today) throw unfit('成果の日付は、今日までの日を指定してください。')
  }
}

/**
 * Writes the consultation record of a case, or changes it, also long after the case was closed. What stood before and
 * what stands now are in the audit by their hashes. Throws `conflict` where somebody changed it since `version`, and
 * where another member of staff holds the open case.
 */
export async function writeDown(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  written: WrittenRecord,
): Promise<ConsultationRecord> {
  const at = context.store.clock.now()
  check(written, japanDay(at))
  return withCase(context, caseId, async (unit, row) => {
    if (row.closed_at === null) await requireHold(unit, row, actor)
    const before = await findRecord(unit, caseId)
    if ((before?.row.version ?? 0) !== written.version) {
      throw new AppError('conflict', `record of ${caseId} moved`, {
        publicText: 'ほかの人が先に相談記録を変えました。画面を更新して、もう一度編集してください。',
      })
    }
    const record: ConsultationRecord = {
      row: {
        case_id: caseId,
        outcome: written.outcome,
        summary: written.summary,
        minutes: written.minutes,
        follow_up_on: written.followUpOn,
        version: written.version + 1,
        written_by: before?.row.written_by ?? actor.login,
        written_at: before?.row.written_at ?? at,
        changed_by: actor.login,
        changed_at: at,
      },
      results: written.results.map(({ kind, partner, on }, position) => ({
        case_id: caseId,
        position,
        kind,
        partner: kind === 'matching' || kind === 'contract' ? (partner ?? null) : null,
        on_day: on,
      })),
    }
    await writeRecord(unit, record)
    if (written.topic !== row.topic) await amendCase(unit, row, { topic: written.topic }, at)
    const event = {
      case_id: caseId,
      conversation_id: row.conversation_id,
      type: 'recorded',
      from_state: row.state,
      to_state: row.state,
      actor: actor.login,
      reason: null,
      at,
      owner: row.owner,
    }
    await appendCaseEvent(unit, event, { ...(before ? { before } : {}), after: { ...record, topic: written.topic } })
    return record
  })
}
