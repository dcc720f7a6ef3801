import { readFile } from 'node:fs/promises'
import { type EvaluationReport, evaluate } from '../../bot/evaluation/evaluate.ts'
import { readQuestionSet } from '../../bot/evaluation/question-set.ts'
import { reportText } from '../../bot/evaluation/report-text.ts'
import type { Dependencies } from '../../bot/turn-context.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { parseJson } from '../../storage/ground/json.ts'
import { texts } from './texts.ts'

interface EvaluationOptions {
  set: string
  baseline?: string
  /** Milliseconds since the epoch. */
  now: number
  json?: boolean
}

/** A former report; only what is compared is looked at. Throws `misuse` when the file holds none. */
async function readBaseline(file: string): Promise<EvaluationReport> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('misuse', 'unreadable baseline', { publicText: texts.missingFile(file), cause })
  })
  const value = parseJson(text)
  const isReport = typeof value === 'object' && value !== null && 'accuracy' in value && 'failures' in value
  if (!isReport) throw new AppError('misuse', 'no report', { publicText: texts.noReport(file) })
  return value as EvaluationReport
}

/** Runs the set and prints the report. False where an essential row is wrong or a figure has no record. */
export async function runEvaluation(
  house: { openDependencies(): Promise<Dependencies> },
  options: EvaluationOptions,
  terminal: { out(line: string): void; error(line: string): void },
): Promise<boolean> {
  const baseline = options.baseline === undefined ? undefined : await readBaseline(options.baseline)
  const rows = await readQuestionSet(options.set)
  const report = await evaluate(rows, await house.openDependencies(), options.now, (done, total) =>
    terminal.error(texts.progress(done, total)),
  )
  terminal.out(options.json ? JSON.stringify(report, null, 2) : reportText(report, baseline))
  return report.unsupportedFigures.length === 0 && !report.failures.some(({ essential }) => essential)
}
