import type { Command } from 'commander'
import { readAuditFilter } from '../../handoff/desk/audit-operations.ts'
import { auditTexts } from '../../handoff/staff/audit-texts.ts'
import { type AuditHead, listAudit, readAudit } from '../../storage/audit.ts'
import type { AuditRow } from '../../storage/audit-chain.ts'
import { verifyAudit } from '../../storage/audit-verify.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { japanMinute } from '../../storage/ground/japan-time.ts'
import type { Desk } from './house.ts'
import { parseCount } from './parse-count.ts'

interface Filter {
  person?: string
  object?: string
  action?: string
  from?: string
  to?: string
}

/** `12:ab…`, as `audit verify` prints it. */
function readAnchor(text: string | undefined): AuditHead | undefined {
  if (text === undefined) return undefined
  const [, id, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (id !== undefined && hash !== undefined) return { id: Number(id), hash }
  throw new AppError('misuse', 'bad --anchor', { publicText: auditTexts.unfitAnchor })
}

const line = (row: AuditRow): string =>
  [row.id, `${japanMinute(row.at)}+09:00`, row.actor, row.action, `${row.object_type}:${row.object_id}`, row.reason]
    .map((value) => value ?? '')
    .join('\t')
    .trimEnd()

/** `audit …`: who did what, and whether the record of it is whole. */
export function addAuditCommands(program: Command, { terminal, withStore, fail }: Desk): void {
  const audit = program.command('audit').description('監査記録を調べる・一覧する・書き出す')
  const filtered = (name: string, description: string) =>
    audit
      .command(name)
      .description(description)
      .option('--person <login>', '職員のログイン ID')
      .option('--object <id>', '対象の ID')
      .option('--action <action>', '操作')
      .option('--from <day>', 'この日から（YYYY-MM-DD、日本時間）')
      .option('--to <day>', 'この日まで')

  audit
    .command('verify')
    .description('改ざんされていないかを調べる（改ざんがあれば、最初の記録を示して 1 で終わる）')
    .option('--anchor <number:hash>', '以前の verify が示した控え')
    .action(async (options: { anchor?: string }) => {
      const anchor = readAnchor(options.anchor)
      const { rows, head, fault } = await withStore((store) => verifyAudit(store.database, anchor))
      if (fault === undefined) return terminal.out(auditTexts.whole(rows, head))
      terminal.error(auditTexts.fault(fault.id, fault.kind))
      return fail()
    })
  filtered('list', '新しい順に一覧する')
    .option('--limit <count>', '件数', '50')
    .option('--json', '一行に一件の JSON で出す')
    .action(async (options: Filter & { limit: string; json?: boolean }) => {
      const limit = parseCount('--limit', options.limit)
      const rows = await withStore((store) => listAudit(store.database, readAuditFilter(options), { limit }))
      for (const row of rows) terminal.out(options.json ? JSON.stringify(row) : line(row))
    })
  filtered('export', '古い順に、一行に一件の JSON で書き出す（別の場所での保管用）')
    .option('--after <number>', 'この番号より後', '0')
    .action(async (options: Filter & { after: string }) => {
      const after = /^\d{1,15}$/.test(options.after) ? Number(options.after) : 0
      await withStore(async (store) => {
        for await (const row of readAudit(store.database, readAuditFilter(options), after)) {
          terminal.out(JSON.stringify(row))
        }
      })
    })
}
