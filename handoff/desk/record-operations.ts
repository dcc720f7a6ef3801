import { findCase } from '../../storage/cases.ts'
import { findRecord } from '../../storage/consultation-records.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { allStaff } from '../../storage/staff-accounts.ts'
import { findSurveyOfCase } from '../../storage/surveys.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { writeDown } from '../records/write-down.ts'
import { setSurvey } from '../survey/opt-out.ts'
import { isBackground } from './guard.ts'
import { type Operation, staffOperation } from './operation.ts'
import { noteReading } from './reading-log.ts'
import { type RecordView, recordBody, recordView, surveyBody } from './record-shapes.ts'
import { done, emptyBody } from './shapes.ts'

const caseId = (request: { params: Readonly<Record<string, string>> }): string => request.params.id ?? ''

async function viewRecord({ store }: DeskContext, id: string): Promise<RecordView> {
  const { database } = store
  const row = await findCase(database, id)
  if (row === undefined) {
    throw new AppError('not_found', 'no such case', { publicText: 'この相談は見つかりませんでした。' })
  }
  const record = await findRecord(database, id)
  const survey = await findSurveyOfCase(database, id)
  const names = new Map((await allStaff(database)).map((staff) => [staff.login, staff.name]))
  return {
    topic: row.topic,
    version: record?.row.version ?? 0,
    record: record
      ? {
          outcome: record.row.outcome,
          summary: record.row.summary,
          minutes: record.row.minutes,
          followUpOn: record.row.follow_up_on,
          results: record.results.map(({ kind, partner, on_day }) => ({ kind, partner, on: on_day })),
          writtenBy: names.get(record.row.written_by) ?? record.row.written_by,
          writtenAt: new Date(record.row.written_at).toISOString(),
          changedBy: names.get(record.row.changed_by) ?? record.row.changed_by,
          changedAt: new Date(record.row.changed_at).toISOString(),
        }
      : null,
    survey: survey
      ? {
          status: survey.status as NonNullable<RecordView['survey']>['status'],
          score: survey.score,
          comment: survey.comment,
        }
      : null,
  }
}

/** Consultation records, and whether a case is asked how satisfied its user is. */
export function recordOperations(context: DeskContext): Operation[] {
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/cases/:id/record',
      summary: '相談記録と、アンケートの回答',
      access: 'cases.read',
      body: emptyBody,
      response: recordView,
      run: async ({ request, session }) => {
        const body = await viewRecord(context, caseId(request))
        // The comment is in the words of the resident.
        await noteReading(context.store, session, caseId(request), isBackground(request))
        return { body }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/record',
      summary: '相談記録を書く、または直す（完了のあとも直せる。変更は監査記録に残る）',
      access: 'cases.work',
      body: recordBody,
      response: recordView,
      run: async ({ request, session, input }) => {
        await writeDown(context, session.actor, caseId(request), input)
        return { body: await viewRecord(context, caseId(request)) }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/survey',
      summary: 'この相談で満足度アンケートを送るかどうか',
      access: 'cases.work',
      body: surveyBody,
      response: done,
      run: async ({ request, session, input }) => {
        await setSurvey(context, session.actor, caseId(request), input.ask)
        return { body: { ok: true } }
      },
    }),
  ]
}
