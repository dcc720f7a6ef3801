import { type AuditFilter, listAudit, readAudit, recordAudit } from '../../storage/audit.ts'
import type { AuditRow } from '../../storage/audit-chain.ts'
import { verifyAudit } from '../../storage/audit-verify.ts'
import { readJsonBody } from '../../storage/ground/http-route.ts'
import { japanInstant } from '../../storage/ground/japan-time.ts'
import { allStaff } from '../../storage/staff-accounts.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { readLogin, unfit } from '../staff/accounts.ts'
import { auditTexts } from '../staff/audit-texts.ts'
import { csvOf } from './csv.ts'
import { type Operation, staffOperation } from './operation.ts'
import { type AuditEntryView, type AuditFilterWish, auditFilterBody, auditPage, auditVerdict } from './people-shapes.ts'
import { emptyBody } from './shapes.ts'

const PAGE = 50
/** Rows of one file; a longer time is exported in parts, or by the command line. */
const EXPORT = 50_000

function readDay(field: 'from' | 'to', text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  const instant = japanInstant(text, field === 'to')
  if (instant === undefined) throw unfit(field, auditTexts.unfitDay)
  return instant
}

const given = (text: string | undefined): string | undefined => text?.trim() || undefined

/** What is looked for; days are those of Japan. Throws `bad_request` for a day that is none. */
export function readAuditFilter(wish: AuditFilterWish): AuditFilter {
  return {
    actor: given(wish.person) && readLogin(wish.person ?? ''),
    object: given(wish.object),
    action: given(wish.action),
    from: readDay('from', wish.from),
    to: readDay('to', wish.to),
  }
}

const viewEntry = (row: AuditRow, names: ReadonlyMap<string, string>): AuditEntryView => ({
  id: row.id,
  at: new Date(row.at).toISOString(),
  actor: row.actor,
  actorName: names.get(row.actor) ?? row.actor,
  action: row.action,
  objectType: row.object_type,
  objectId: row.object_id,
  beforeHash: row.before_hash,
  afterHash: row.after_hash,
  reason: row.reason,
  details: JSON.parse(row.details) as Record<string, unknown>,
  hash: row.hash,
})

const columns: readonly [name: string, of: (entry: AuditEntryView) => string | number | null][] = [
  ['番号', (entry) => entry.id],
  ['日時（UTC）', (entry) => entry.at],
  ['職員', (entry) => entry.actor],
  ['氏名', (entry) => entry.actorName],
  ['操作', (entry) => entry.action],
  ['対象の種類', (entry) => entry.objectType],
  ['対象', (entry) => entry.objectId],
  ['理由', (entry) => entry.reason],
  ['詳細', (entry) => JSON.stringify(entry.details)],
  ['変更前', (entry) => entry.beforeHash],
  ['変更後', (entry) => entry.afterHash],
  ['ハッシュ', (entry) => entry.hash],
]

/** The audit, for administrators and auditors. */
export function auditOperations(context: DeskContext): Operation[] {
  const { store } = context
  const names = async () => new Map((await allStaff(store.database)).map((staff) => [staff.login, staff.name]))
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/audit',
      summary: '監査記録（新しい順）',
      access: 'audit.read',
      query: {
        person: '職員のログインID',
        object: '対象のID',
        action: '操作',
        from: 'この日から（YYYY-MM-DD）',
        to: 'この日まで（YYYY-MM-DD）',
        before: 'この番号より前',
      },
      body: emptyBody,
      response: auditPage,
      run: async ({ request }) => {
        const { before, ...wish } = Object.fromEntries(request.query)
        const page = before !== undefined && /^\d{1,15}$/.test(before) ? { before: Number(before) } : {}
        const filter = readAuditFilter(auditFilterBody.parse(wish))
        const rows = await listAudit(store.database, filter, { ...page, limit: PAGE + 1 })
        const shown = rows.slice(0, PAGE)
        const known = await names()
        const next = rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null
        return { body: { entries: shown.map((row) => viewEntry(row, known)), next } }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/audit/verify',
      summary: '監査記録が改ざんされていないかを調べる',
      access: 'audit.read',
      body: emptyBody,
      response: auditVerdict,
      run: async () => {
        const { rows, head, fault } = await verifyAudit(store.database)
        const told = fault ? { ...fault, text: auditTexts.fault(fault.id, fault.kind) } : null
        return { body: { rows, head, fault: told } }
      },
    }),
    {
      method: 'POST',
      path: '/desk/api/audit/export',
      summary: `監査記録を CSV で書き出す（古い順、${EXPORT}件まで）`,
      access: 'audit.read',
      recentlyAuthenticated: true,
      body: auditFilterBody,
      handle: async (request, session) => {
        const wish = readJsonBody(request, auditFilterBody)
        const filter = readAuditFilter(wish)
        const known = await names()
        const lines: (string | number | null)[][] = [columns.map(([name]) => name)]
        for await (const row of readAudit(store.database, filter)) {
          const entry = viewEntry(row, known)
          lines.push(columns.map(([, of]) => of(entry)))
          if (lines.length > EXPORT) break
        }
        await store.transaction(async (unit) =>
          recordAudit(unit, {
            actor: session?.actor.login ?? '',
            action: 'export.audit',
            objectType: 'audit',
            objectId: 'audit',
            details: { rows: lines.length - 1, ...JSON.parse(JSON.stringify(wish)) },
          }),
        )
        return {
          status: 200,
          headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': 'attachment; filename="madoguchi-audit.csv"',
            'cache-control': 'no-store',
          },
          body: csvOf(lines),
        }
      },
    },
  ]
}
