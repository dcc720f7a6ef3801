import { userInfo } from 'node:os'
import type { Command } from 'commander'
import {
  approveProposal,
  confirmUnchanged,
  type Decider,
  rejectProposal,
  withdrawRecord,
} from '../../knowledge/ingest/proposals/decide.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { findProposal, listProposals } from '../../storage/proposals.ts'
import type { Store } from '../../storage/store.ts'
import type { Desk } from './house.ts'
import { ingestTexts as texts } from './ingest-texts.ts'
import { flagsOf, proposalLine, proposalText } from './show-proposal.ts'

/** `ingest`: reads sources into proposals, and lets a person decide on them. Only this command ever fetches. */
export function addIngestCommands(program: Command, desk: Desk): void {
  const { terminal, withStore } = desk
  const ingest = program.command('ingest').description('情報源を読み、資料への追加・変更を提案する')

  ingest
    .command('run', { isDefault: true })
    .description('情報源を読んで提案を作る（公開はしない）')
    .option('--sources <file>', '情報源のファイル', 'ingest.yaml')
    .option('--only <id>', 'この情報源だけを読む')
    .option('--fresh', '前回の続きや記憶を使わず、初めから読む')
    .action(async (options: { sources: string; only?: string; fresh?: boolean }) => {
      // The readers bring their libraries; the other commands start without them.
      const { runSources } = await import('./run-sources.ts')
      await runSources(desk, options)
    })

  ingest
    .command('list')
    .description('提案の一覧')
    .option('--all', '判断済みのものも出す')
    .option('--json', 'JSON で出す')
    .action(async ({ all, json }: { all?: boolean; json?: boolean }) => {
      const rows = await withStore((store) => listProposals(store.database, { all: all === true }))
      if (json) {
        terminal.out(JSON.stringify({ proposals: rows.map((row) => ({ ...row, flags: flagsOf(row) })) }))
      } else if (rows.length === 0) terminal.error(texts.noProposals)
      else for (const row of rows) terminal.out(proposalLine(row))
    })

  ingest
    .command('show')
    .description('提案の内容を、前と後を並べて見る')
    .argument('<id>', '提案の ID')
    .action(async (id: string) => {
      const row = await withStore((store) => findProposal(store.database, id))
      if (!row) throw new AppError('not_found', 'no such proposal', { publicText: `提案「${id}」はありません` })
      terminal.out(proposalText(row))
    })

  addDecisions(ingest, desk)
}

interface ApproveOptions {
  source?: string
  flagged?: boolean
  recheck?: boolean
  by?: string
}

function addDecisions(ingest: Command, { house, terminal, withStore, fail }: Desk): void {
  const decider = (store: Store, by: string | undefined): Decider => ({ store, by: by ?? userInfo().username })
  /** Each by itself: one that is refused does not keep the others back. */
  const each = async (ids: readonly string[], decide: (id: string) => Promise<void>) => {
    for (const id of ids) {
      await decide(id).catch((thrown: unknown) => {
        if (!(thrown instanceof AppError)) throw thrown
        terminal.error(thrown.publicText)
        fail()
      })
    }
  }

  ingest
    .command('approve')
    .description('提案を承認して公開する')
    .argument('[ids...]', '提案の ID')
    .option('--source <id>', 'この情報源の、判断待ちの提案すべて')
    .option('--flagged', '注意のしるしを確かめたうえで承認する')
    .option('--recheck', '情報源で変わっていなかった記録の確認日を、最後に読んだ日にする')
    .option('--by <name>', '承認する人')
    .action(async (ids: string[], options: ApproveOptions) => {
      const { source, flagged = false, by } = options
      if (options.recheck) {
        if (ids.length > 0) throw new AppError('misuse', '--recheck with ids', { publicText: texts.recheckAlone })
        const confirmed = await withStore((store) => confirmUnchanged(decider(store, by), source))
        terminal.out(texts.rechecked(confirmed.length))
        return
      }
      if (ids.length > 0 === (source !== undefined))
        throw new AppError('misuse', 'ids or --source', { publicText: texts.whichProposals })
      await withStore(async (store) => {
        const rows = source === undefined ? [] : await listProposals(store.database, { sourceId: source })
        const taken = rows.filter((row) => flagged || flagsOf(row).length === 0)
        const chosen = source === undefined ? ids : taken.map(({ id }) => id)
        let approved = 0
        await each(chosen, async (id) => {
          const row = await approveProposal(decider(store, by), id, flagged)
          approved += 1
          terminal.out(texts.approved(id, row.record_id))
        })
        if (source !== undefined && rows.length === 0) terminal.error(texts.noProposals)
        if (taken.length < rows.length) terminal.error(texts.keptFlagged(rows.length - taken.length))
        if (approved > 0) terminal.error(texts.takenUp)
      })
    })

  ingest
    .command('reject')
    .description('提案を見送る（同じ内容はもう提案されない）')
    .argument('<ids...>', '提案の ID')
    .requiredOption('--reason <text>', '理由')
    .option('--by <name>', '判断する人')
    .action(async (ids: string[], { reason, by }: { reason: string; by?: string }) => {
      await withStore((store) =>
        each(ids, async (id) => {
          await rejectProposal(decider(store, by), id, reason)
          terminal.out(texts.rejected(id))
        }),
      )
    })

  ingest
    .command('withdraw')
    .description('承認した記録の公開を取り消す')
    .argument('<record>', '記録の ID')
    .option('--reason <text>', '理由')
    .option('--by <name>', '判断する人')
    .action(async (recordId: string, { reason, by }: { reason?: string; by?: string }) => {
      await withStore((store) => withdrawRecord(decider(store, by), house.identifiers, recordId, reason))
      terminal.out(texts.withdrawn(recordId))
      terminal.error(texts.takenUp)
    })
}
