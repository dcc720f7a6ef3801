import { z } from 'zod'
import { summaryKinds } from '../../bot/summary.ts'

/** Shapes of what helps staff to write: replies kept for use again, proposed answers, a look for personal data. */

const text = z
  .string()
  .max(5000)
  .refine((words) => words.trim() !== '')

const cannedFields = {
  code: z.string().regex(/^[\p{L}\p{N}_-]{1,30}$/u, '文字・数字・-・_ で、30文字までにしてください'),
  title: z.string().trim().min(1).max(60),
  text,
  team: z.string().max(40).nullable().describe('班のid。null なら全員'),
}

export const cannedReply = z.strictObject({
  id: z.string(),
  ...cannedFields,
  uses: z.number().describe('使われた回数'),
  mine: z.boolean().describe('全員のもの、または自分の班のもの'),
})
export const cannedReplies = z.strictObject({
  replies: z.array(cannedReply),
  values: z.record(z.string(), z.string()).describe('差し込む言葉（hours、opening、today）'),
})
export const cannedReplyBody = z.object({
  id: z.string().max(64).optional().describe('省略すると新しく作る'),
  ...cannedFields,
})

export const suggestions = z.strictObject({
  sequence: z.number().describe('答えようとしている発言の sequence。より新しい発言があれば古い案'),
  suggestions: z.array(
    z.strictObject({
      source: z.string().describe('資料のid。AIが組み立てた案は answer'),
      title: z.string(),
      text: z.string(),
      sources: z.array(z.strictObject({ title: z.string(), url: z.string().nullable(), date: z.string().nullable() })),
    }),
  ),
})
export const suggestionVerdictBody = z.object({
  source: z.string().min(1).max(100),
  verdict: z.enum(['inserted', 'edited', 'rejected']),
  distance: z.number().int().min(0).max(10_000).optional().describe('送るまでに変わった文字数'),
})

export const wordsBody = z.object({ text })
export const foundPersonalData = z.strictObject({ found: z.array(z.string()).describe('個人情報とみられるものの種類') })

export type CannedReply = z.output<typeof cannedReply>
export type CannedReplies = z.output<typeof cannedReplies>
export type Suggestions = z.output<typeof suggestions>
export type Suggestion = Suggestions['suggestions'][number]

export const talkSummary = z.strictObject({
  lines: z.array(
    z.strictObject({
      kind: z.enum(summaryKinds),
      text: z.string(),
      messageIds: z.array(z.string()).describe('もとにした発言'),
    }),
  ),
})
export type TalkSummary = z.output<typeof talkSummary>
