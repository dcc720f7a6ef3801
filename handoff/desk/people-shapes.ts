import { z } from 'zod'
import { type Permission, permissions, staffRoles } from '../staff/permissions.ts'
import { duties, loginMethods } from '../staff/sessions.ts'

/** Shapes of what concerns staff themselves: log-in, own account, accounts of others, audit. */

const instant = z.iso.datetime().describe('ISO 8601, UTC')
const login = z.string().min(1).max(64)
const password = z.string().min(1).max(1024)
const code = z.string().max(40).describe('認証アプリの6桁の確認コード、または回復コード')
const reason = z.string().trim().max(300).optional()

export const loginBody = z.object({ login, password, code: code.optional() })
export const proveBody = z.object({ password, code: code.optional() })
export const codeBody = z.object({ code })
export const passwordBody = z.object({ current: password, next: password })

export const setupBody = z.object({
  token: z.string().min(1).max(200),
  login,
  name: z.string().min(1).max(60),
  password,
})

export const entrance = z.strictObject({
  singleSignOn: z.boolean().describe('/desk/sign-on からシングルサインオンでログインできる'),
})

const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]]

export const me = z.strictObject({
  login: z.string(),
  name: z.string(),
  role: z.enum(staffRoles),
  csrf: z.string().describe('x-csrf-token ヘッダーに付ける値'),
  permissions: z.array(z.enum(permissionNames)),
  duties: z.array(z.enum(duties)).describe('ほかの操作の前に済ませること'),
  method: z.enum(loginMethods).describe('ログインの方法'),
  provenUntil: instant.describe('本人の確認が新しいとみなされる期限'),
})

export const account = z.strictObject({
  login: z.string(),
  name: z.string(),
  role: z.enum(staffRoles),
  hasPassword: z.boolean(),
  secondFactor: z.boolean(),
  secondFactorRequired: z.boolean(),
  recoveryCodes: z.number().describe('未使用の回復コードの数'),
  signOnLinked: z.boolean(),
})

export const totpInvitation = z.strictObject({
  secret: z.string().describe('手で入力するときの鍵（Base32）'),
  uri: z.string(),
  qrCode: z.string().describe('SVG の data: URI'),
})

export const recoveryCodes = z.strictObject({ codes: z.array(z.string()).describe('この一度だけ表示される') })

export const sessionList = z.strictObject({
  sessions: z.array(
    z.strictObject({
      id: z.string(),
      current: z.boolean(),
      method: z.enum(loginMethods),
      address: z.string(),
      agent: z.string(),
      createdAt: instant,
      lastSeenAt: instant,
      expiresAt: instant,
    }),
  ),
})

export const ended = z.strictObject({ ended: z.number().describe('終了したセッションの数') })

export const staffAccounts = z.strictObject({
  accounts: z.array(
    z.strictObject({
      login: z.string(),
      name: z.string(),
      role: z.enum(staffRoles),
      disabled: z.boolean(),
      createdAt: instant,
      hasPassword: z.boolean(),
      signOnEmail: z.string().nullable(),
      signOnLinked: z.boolean(),
      secondFactor: z.boolean(),
      secondFactorRequired: z.boolean(),
      sessions: z.number().describe('いま使えるセッションの数'),
    }),
  ),
})

export const newAccountBody = z.object({
  login,
  name: z.string().min(1).max(60),
  role: z.enum(staffRoles),
  password: password.optional().describe('最初のログインで変更してもらう。シングルサインオンだけなら省く'),
  signOnEmail: z.string().max(254).optional(),
  secondFactorRequired: z.boolean().optional(),
})

export const accountChangesBody = z.object({
  name: z.string().min(1).max(60).optional(),
  role: z.enum(staffRoles).optional(),
  signOnEmail: z.string().max(254).optional().describe('空にすると外れる'),
  secondFactorRequired: z.boolean().optional(),
  reason,
})

export const reasonBody = z.object({ reason })
export const newPasswordBody = z.object({ password, reason })
export const subjectBody = z.object({
  issuer: z.url().describe('IDトークンの iss'),
  subject: z.string().min(1).max(255).describe('IDトークンの sub'),
  reason,
})

export const auditEntry = z.strictObject({
  id: z.number(),
  at: instant,
  actor: z.string(),
  actorName: z.string(),
  action: z.string(),
  objectType: z.string(),
  objectId: z.string(),
  beforeHash: z.string().nullable(),
  afterHash: z.string().nullable(),
  reason: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  hash: z.string(),
})

export const auditPage = z.strictObject({
  entries: z.array(auditEntry),
  next: z.number().nullable().describe('続きを読むときの before'),
})

export const auditVerdict = z.strictObject({
  rows: z.number(),
  head: z.strictObject({ id: z.number(), hash: z.string() }),
  fault: z.strictObject({ id: z.number(), kind: z.string(), text: z.string() }).nullable(),
})

export const auditFilterBody = z.object({
  person: z.string().max(64).optional(),
  object: z.string().max(200).optional(),
  action: z.string().max(64).optional(),
  from: z.string().max(40).optional().describe('YYYY-MM-DD（日本時間）'),
  to: z.string().max(40).optional().describe('YYYY-MM-DD（日本時間、この日を含む）'),
})

export type Me = z.output<typeof me>
export type Account = z.output<typeof account>
export type StaffSession = z.output<typeof sessionList>['sessions'][number]
export type StaffAccount = z.output<typeof staffAccounts>['accounts'][number]
export type AuditEntryView = z.output<typeof auditEntry>
export type AuditVerdictView = z.output<typeof auditVerdict>
export type AuditFilterWish = z.output<typeof auditFilterBody>
