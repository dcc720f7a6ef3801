import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { examineCorpus } from '../../knowledge/doctor.ts'
import { retrieve } from '../../knowledge/retrieve.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { askBatch, converse, parseNow, readable } from './ask.ts'
import { addAuditCommands } from './audit-commands.ts'
import { runEvaluation } from './evaluation.ts'
import { addFigureCommands } from './figure-commands.ts'
import type { House, Terminal, WithStore } from './house.ts'
import { addIngestCommands } from './ingest-commands.ts'
import { addLineCommands } from './line-commands.ts'
import { parseCount } from './parse-count.ts'
import { addStaffCommands } from './staff-commands.ts'
import { texts } from './texts.ts'

export type { House, Terminal }

/** Exit codes of the commands. */
export const exitCodes = { done: 0, failed: 1, misuse: 2 } as const

/** The command line of the house; `run` returns the exit code and never throws. */
export async function runCommand(arguments_: readonly string[], house: House, terminal: Terminal): Promise<number> {
  let code: number = exitCodes.done
  const program = createProgram(house, terminal, (failed) => {
    code = failed
  })
  try {
    await program.parseAsync(arguments_, { from: 'user' })
    return code
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.done : exitCodes.misuse
    if (thrown instanceof AppError) {
      terminal.error(thrown.publicText)
      return thrown.code === 'misuse' ? exitCodes.misuse : exitCodes.failed
    }
    throw thrown
  }
}

function createProgram(house: House, terminal: Terminal, fail: (code: number) => void): Command {
  const program = new Command('madoguchi')
    .description(texts.description)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.error(text.trimEnd()),
    })

  program
    .command('serve')
    .description('窓口を開く（Web・LINE・職員用の画面）')
    .action(() => house.serve())
  program.command('chat').description('端末で相談する').action(house.chat)

  program
    .command('ask')
    .description('質問に答える')
    .argument('[question]', '質問')
    .option('--json', '結果を JSON で出す')
    .option('--batch <file>', '質問のファイル（JSONL）')
    .option('--now <instant>', 'この日時として答える（ISO 8601）')
    .action(async (question: string | undefined, options: { json?: boolean; batch?: string; now?: string }) => {
      const now = parseNow(options.now, () => house.clock.now())
      if ((question === undefined) === (options.batch === undefined)) {
        throw new AppError('misuse', 'question or batch', { publicText: texts.questionOrFile })
      }
      if (question !== undefined && question.trim() === '')
        throw new AppError('misuse', 'empty question', { publicText: texts.emptyQuestion })
      const consultant = await house.openConsultant()
      if (options.batch !== undefined) {
        const bad = await askBatch(consultant, options.batch, now, { out: terminal.out, progress: terminal.error })
        if (bad > 0) fail(exitCodes.failed)
        return
      }
      const [turn] = await converse(consultant, [question ?? ''], now)
      if (turn) terminal.out(options.json ? JSON.stringify(turn, null, 2) : readable(turn))
    })

  program
    .command('index')
    .description('資料の索引を作る')
    .action(async () => {
      const library = await house.buildIndex((progress) => terminal.error(texts.indexProgress(progress)))
      terminal.out(texts.indexBuilt(library.records.size, library.version))
    })

  program
    .command('retrieve')
    .description('与えた資料だけの索引で検索する（計測用）')
    .requiredOption('--corpus <directory>', '資料のフォルダー')
    .requiredOption('--batch <file>', '質問のファイル（JSONL）')
    .option('--top <count>', '一問あたりの件数', '10')
    .action(async (options: { corpus: string; batch: string; top: string }) => {
      const top = parseCount('--top', options.top)
      const batch = createReadStream(options.batch)
      await once(batch, 'open').catch((cause: unknown) => {
        throw new AppError('misuse', 'unreadable batch file', { publicText: texts.missingFile(options.batch), cause })
      })
      const { output, notes } = terminal
      const { corpus: corpusDirectory, batch: batchName } = options
      const { faults } = await retrieve({ corpusDirectory, batch, batchName, top, output, notes })
      if (faults > 0) fail(exitCodes.failed)
    })

  program
    .command('doctor')
    .description('資料と設定の問題を調べる')
    .option('--corpus <directory>', '資料のフォルダー', house.corpusDirectory)
    .option('--now <instant>', 'この日時として調べる')
    .option('--json', '結果を JSON で出す')
    .action(async (options: { corpus: string; now?: string; json?: boolean }) => {
      const now = parseNow(options.now, () => house.clock.now())
      // Approved records stand beside the house's own corpus, not beside another one.
      const published = options.corpus === house.corpusDirectory ? await house.readPublished() : []
      const findings = await examineCorpus(options.corpus, now(), published)
      if (options.json) terminal.out(JSON.stringify({ findings }))
      else {
        for (const { severity, file, line, message } of findings) {
          terminal.out(`${file}:${line}: ${severity === 'error' ? '誤り' : '注意'}: ${message}`)
        }
      }
      const errors = findings.filter(({ severity }) => severity === 'error').length
      terminal.error(findings.length === 0 ? texts.healthy : texts.findings(errors, findings.length - errors))
      if (errors > 0) fail(exitCodes.failed)
    })

  program
    .command('eval')
    .description('質問のセットで答えを確かめる')
    .option('--set <file>', '質問のファイル（JSONL）', house.questionSet)
    .option('--baseline <file>', '前回の結果（--json の出力）と比べる')
    .option('--now <instant>', 'この日時として答える', '2026-11-23T10:00:00+09:00')
    .option('--json', '結果を JSON で出す')
    .action(async (options: { set: string; baseline?: string; now: string; json?: boolean }) => {
      const now = parseNow(options.now, () => house.clock.now())
      const right = await runEvaluation(house, { ...options, now: now() }, terminal)
      if (!right) fail(exitCodes.failed)
    })

  const withStore: WithStore = async (work) => {
    const store = await house.openStore()
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }
  const desk = { house, terminal, withStore, fail: () => fail(exitCodes.failed) }
  addIngestCommands(program, desk)
  addStaffCommands(program, desk)
  addAuditCommands(program, desk)
  addLineCommands(program, desk)
  addFigureCommands(program, desk)
  return program
}
