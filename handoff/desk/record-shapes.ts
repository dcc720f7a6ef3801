import { z } from 'zod'
import { caseTopics } from '../../bot/outcome.ts'
import { keysOf, partnerKinds, recordOutcomes, resultKinds } from '../records/record-words.ts'

/** Shapes of consultation records and of the survey of a case. */

const instant = z.iso.datetime().describe('ISO 8601, UTC')
const day = z.iso.date().describe('YYYY-MM-DD（日本時間）')

const result = z.object({
  kind: z.enum(keysOf(resultKinds)).describe('成果の種類'),
  partner: z.enum(keysOf(partnerKinds)).optional().describe('相手の種類（マッチングでは必須）'),
  on: day,
})

export const recordBody = z.object({
  topic: z.enum(caseTopics),
  outcome: z.enum(keysOf(recordOutcomes)),
  summary: z.string().trim().max(4000).default(''),
  minutes: z.number().int().min(0).max(6000).nullable().default(null).describe('対応にかかった時間（分）'),
  followUpOn: day.nullable().default(null).describe('次に連絡する日'),
  results: z.array(result).max(30).default([]),
  version: z.number().int().min(0).describe('見ていた記録の version。まだ無ければ 0'),
})

export const recordView = z.strictObject({
  topic: z.string(),
  version: z.number(),
  record: z
    .strictObject({
      outcome: z.string(),
      summary: z.string(),
      minutes: z.number().nullable(),
      followUpOn: z.string().nullable(),
      results: z.array(z.strictObject({ kind: z.string(), partner: z.string().nullable(), on: z.string() })),
      writtenBy: z.string(),
      writtenAt: instant,
      changedBy: z.string(),
      changedAt: instant,
    })
    .nullable(),
  survey: z
    .strictObject({
      status: z.enum(['off', 'asked', 'scored', 'done']),
      score: z.number().nullable(),
      comment: z.string().nullable(),
    })
    .nullable()
    .describe('この相談のアンケート。off は送らない設定'),
})

export const surveyBody = z.object({ ask: z.boolean().describe('false ならこの相談ではアンケートを送らない') })

export type RecordBody = z.input<typeof recordBody>
export type RecordView = z.output<typeof recordView>
