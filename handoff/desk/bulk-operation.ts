import { z } from 'zod'
import { toAppError } from '../../storage/ground/errors.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { actInBulk } from '../cases/bulk.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { type Operation, staffOperation } from './operation.ts'

/** Rows of one page, and some more. */
const MOST = 100

const bulkBody = z.object({
  cases: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(MOST)
    .refine((ids) => new Set(ids).size === ids.length, '同じ相談が二度あります'),
  action: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('team'), team: z.string().min(1).max(60).describe('班の名前') }),
    z.object({ kind: z.literal('label'), label: z.string().trim().min(1).max(30) }),
    z.object({ kind: z.literal('close-idle') }),
  ]),
  reason: z.string().trim().min(1).max(500),
})
const bulkResults = z.strictObject({
  results: z.array(
    z.strictObject({ id: z.string(), done: z.boolean(), message: z.string().nullable().describe('できなかった理由') }),
  ),
})
export type BulkResults = z.output<typeof bulkResults>

/** One thing done to many cases: each for itself, and each told how it went. */
export function bulkOperation(context: DeskContext, logger: Logger): Operation {
  return staffOperation({
    method: 'POST',
    path: '/desk/api/bulk',
    summary: '選んだ相談をまとめて、班に移す・ラベルを付ける・返信がないものを終了する（一件ずつ行い、結果を返す）',
    access: 'cases.overrule',
    body: bulkBody,
    response: bulkResults,
    run: async ({ session, input }) => {
      const results: BulkResults['results'] = []
      for (const id of input.cases) {
        try {
          await actInBulk(context, session.actor, id, input.action, input.reason)
          results.push({ id, done: true, message: null })
        } catch (thrown) {
          const error = toAppError(thrown)
          if (error.code === 'internal') logger.error({ code: error.code, case: id }, 'a bulk action failed')
          results.push({ id, done: false, message: error.publicText })
        }
      }
      return { body: { results } }
    },
  })
}
