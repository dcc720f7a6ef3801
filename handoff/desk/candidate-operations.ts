import { z } from 'zod'
import { recordAudit } from '../../storage/audit.ts'
import {
  decideFaqCandidate,
  type FaqCandidateRow,
  findFaqCandidate,
  listFaqCandidates,
} from '../../storage/faq-candidates.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { namesOfStaff } from '../../storage/staff-accounts.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { type Operation, staffOperation } from './operation.ts'
import { candidateWords, done, emptyBody } from './shapes.ts'

export const candidateStatuses = ['open', 'accepted', 'closed'] as const
const instant = z.iso.datetime()

export const candidateView = z.strictObject({
  caseId: z.string(),
  topic: z.string(),
  question: z.string(),
  answer: z.string(),
  status: z.enum(candidateStatuses),
  openedBy: z.string(),
  openedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  note: z.string().nullable(),
})
export const candidateList = z.strictObject({ candidates: z.array(candidateView) })
export type CandidateView = z.output<typeof candidateView>

export const acceptBody = candidateWords.extend({ answer: z.string().trim().min(1).max(4000) })
export const closeBody = z.object({ note: z.string().trim().min(1).max(300).describe('採用しない理由') })

/** Candidates shown at once. */
const SHOWN = 200

const iso = (at: number) => new Date(at).toISOString()

/** What the records did not answer, for those who look after them: read, taken for the records, or closed. */
export function candidateOperations({ store }: DeskContext): Operation[] {
  const decide = (
    caseId: string,
    login: string,
    status: 'accepted' | 'closed',
    changes: Partial<Pick<FaqCandidateRow, 'question' | 'answer' | 'note'>>,
  ) =>
    store.transaction(async (unit) => {
      const before = await findFaqCandidate(unit, caseId)
      if (before === undefined) {
        throw new AppError('not_found', 'no such candidate', { publicText: 'この候補は見つかりませんでした。' })
      }
      const after = { ...changes, status, decided_by: login, decided_at: store.clock.now() }
      if (!(await decideFaqCandidate(unit, caseId, after))) {
        throw new AppError('conflict', 'decided already', {
          publicText: 'ほかの人が先に処理しました。画面を更新してください。',
        })
      }
      recordAudit(unit, {
        actor: login,
        action: `faq-candidate.${status}`,
        objectType: 'case',
        objectId: caseId,
        before,
        after: { ...before, ...after },
        reason: changes.note ?? undefined,
      })
      return { body: { ok: true } }
    })
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/faq-candidates',
      summary: '資料の候補（資料に答えが無かった質問と、職員の答え）',
      access: 'knowledge.review',
      query: { status: 'open（既定）、accepted、closed' },
      body: emptyBody,
      response: candidateList,
      run: async ({ request }) => {
        const wanted = request.query.get('status') ?? 'open'
        const status = candidateStatuses.find((known) => known === wanted)
        if (status === undefined)
          throw new AppError('bad_request', `no status ${wanted}`, { details: { fields: ['status'] } })
        const names = await namesOfStaff(store.database)
        const rows = await listFaqCandidates(store.database, status, SHOWN)
        return {
          body: {
            candidates: rows.map((row) => ({
              caseId: row.case_id,
              topic: row.topic,
              question: row.question,
              answer: row.answer,
              status,
              openedBy: names.get(row.opened_by) ?? row.opened_by,
              openedAt: iso(row.opened_at),
              decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? row.decided_by),
              decidedAt: row.decided_at === null ? null : iso(row.decided_at),
              note: row.note,
            })),
          },
        }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/faq-candidates/:id/accept',
      summary: '候補を資料に採用する（質問と答えは直せる）',
      access: 'knowledge.review',
      body: acceptBody,
      response: done,
      run: ({ request, session, input }) => decide(request.params.id ?? '', session.actor.login, 'accepted', input),
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/faq-candidates/:id/close',
      summary: '候補を採用せずに閉じる',
      access: 'knowledge.review',
      body: closeBody,
      response: done,
      run: ({ request, session, input }) => decide(request.params.id ?? '', session.actor.login, 'closed', input),
    }),
  ]
}
