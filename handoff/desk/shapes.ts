import { z } from 'zod'
import { staffRoles } from '../cases/desk-context.ts'
import { caseStates, endReasons } from '../cases/transitions.ts'

/** Shapes of the Desk API: what it takes and what it answers. The OpenAPI file is made of them. */

const instant = z.iso.datetime().describe('ISO 8601, UTC')

export const emptyBody = z.object({})
export const done = z.strictObject({ ok: z.boolean() })

export const loginBody = z.object({ login: z.string().min(1).max(64), password: z.string().min(1).max(1024) })

export const setupBody = z.object({
  token: z.string().min(1).max(200),
  login: z.string().min(1).max(64),
  name: z.string().min(1).max(60),
  password: z.string().min(1).max(1024),
})

export const me = z.strictObject({
  login: z.string(),
  name: z.string(),
  role: z.enum(staffRoles),
  csrf: z.string().describe('x-csrf-token ヘッダーに付ける値'),
})

export const messageBody = z.object({
  text: z
    .string()
    .max(5000)
    .refine((text) => text.trim() !== ''),
  private: z.boolean().optional().describe('true なら職員だけに見えるメモ'),
  requestId: z.uuid().optional().describe('同じ値での再送は、一度だけ送られる'),
})

const note = z
  .string()
  .max(2000)
  .refine((text) => text.trim() !== '')

export const transferBody = z.union([
  z.object({ to: z.string().min(1).max(64).describe('引き継ぎ先のログインID'), note }),
  z.object({ team: z.string().min(1).max(60).describe('引き継ぎ先の班'), note }),
])

export const resolveBody = z.object({
  reason: z.enum(endReasons).default('staff_resolved'),
  label: z.string().max(60).optional(),
})

export const caseSummary = z.strictObject({
  id: z.string(),
  state: z.enum(caseStates),
  owner: z.string().nullable().describe('担当者のログインID'),
  ownerName: z.string().nullable(),
  team: z.string().nullable(),
  door: z.enum(['line', 'web', 'botframework', 'terminal']),
  topic: z.string(),
  reason: z.string(),
  urgent: z.boolean(),
  label: z.string().nullable(),
  endReason: z.string().nullable(),
  waitingSince: instant,
  openedAt: instant,
  firstReplyAt: instant.nullable(),
  closedAt: instant.nullable(),
  preview: z.string(),
  undelivered: z.boolean().describe('相談者に届かなかった送信がある'),
  lastRole: z.string().nullable(),
  lastAt: instant.nullable(),
  lastUserAt: instant.nullable(),
})

export const caseList = z.strictObject({ cases: z.array(caseSummary) })

const attachment = z.strictObject({
  id: z.string(),
  kind: z.string(),
  fileName: z.string().nullable(),
  status: z.enum(['waiting', 'stored', 'refused', 'gone']),
  reason: z.string().nullable(),
  mediaType: z.string().nullable(),
  size: z.number().nullable(),
})

const citation = z.strictObject({
  id: z.string(),
  title: z.string(),
  url: z.string().optional(),
  date: z.string().optional(),
})

export const deskMessage = z.strictObject({
  id: z.string(),
  role: z.enum(['user', 'bot', 'staff', 'system']),
  text: z.string(),
  at: instant,
  private: z.boolean(),
  caseId: z.string().nullable(),
  author: z.string().nullable().describe('書いた職員の氏名'),
  citations: z.array(citation),
  outcome: z.string().nullable(),
  door: z.string().describe('どの入口のやりとりか（連携した相談者の、もう一方のやりとりも並ぶ）'),
  quotes: z.string().nullable().describe('相談者が引用したメッセージの文'),
  attachments: z.array(attachment).describe('GET attachments/:id で受け取れるのは status が stored のものだけ'),
  draft: z.boolean().describe('送信されなかったAIの下書き'),
  boundary: z.boolean().describe('ここからAIの応答に戻った'),
  delivery: z
    .strictObject({ status: z.enum(['pending', 'held', 'sent', 'failed', 'dropped']), error: z.string().nullable() })
    .nullable()
    .describe('利用者への送信の状態'),
})

export const caseDetail = z.strictObject({
  case: caseSummary,
  messages: z.array(deskMessage),
  trail: z.array(
    z.strictObject({
      messageId: z.string(),
      question: z.string(),
      outcome: z.string(),
      reason: z.string(),
      intent: z.string(),
      records: z.array(z.strictObject({ id: z.string(), title: z.string() })),
      at: instant,
    }),
  ),
  events: z.array(
    z.strictObject({
      id: z.number(),
      type: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      actor: z.string(),
      reason: z.string().nullable(),
      at: instant,
    }),
  ),
  pastCases: z.array(
    caseSummary.pick({ id: true, state: true, topic: true, label: true, openedAt: true, closedAt: true }),
  ),
})

export const changedCase = z.strictObject({
  case: z.strictObject({
    id: z.string(),
    state: z.enum(caseStates),
    owner: z.string().nullable(),
    ownerName: z.string().nullable(),
    version: z.number(),
  }),
})

export const writtenMessage = changedCase.extend({ messageId: z.string() })

export const colleagues = z.strictObject({
  staff: z.array(z.strictObject({ login: z.string(), name: z.string(), role: z.enum(staffRoles) })),
})

export const deadLetters = z.strictObject({
  deadLetters: z.array(
    z.strictObject({
      id: z.string(),
      conversationId: z.string(),
      caseId: z.string().nullable().describe('この会話で最新の相談'),
      error: z.string(),
      receivedAt: instant,
    }),
  ),
})

export const errorBody = z.object({ error: z.looseObject({ code: z.string(), message: z.string() }) })

export const deskEvent = z.strictObject({
  id: z.number(),
  caseId: z.string(),
  type: z.string(),
  actor: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  at: instant,
})

export type Me = z.output<typeof me>
export type CaseSummary = z.output<typeof caseSummary>
export type DeskMessage = z.output<typeof deskMessage>
export type CaseDetail = z.output<typeof caseDetail>
export type DeskEvent = z.output<typeof deskEvent>
export type Colleague = z.output<typeof colleagues>['staff'][number]
export type DeadLetter = z.output<typeof deadLetters>['deadLetters'][number]
