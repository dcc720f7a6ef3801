import { findFigures } from '../../knowledge/figures/find-figures.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { quantile } from '../../storage/ground/quantile.ts'
import { runTurn } from '../create-consultant.ts'
import { spansOfRecords } from '../ledger/record-evidence.ts'
import { checkFigures } from '../ledger/verify.ts'
import type { Dependencies, TurnContext } from '../turn-context.ts'
import { faultsOf, type JudgedAnswer } from './judge-answer.ts'
import type { EvaluationRow } from './question-set.ts'

/** What a run over a set of questions shows. Shares are 0 to 1, times milliseconds. */
export interface EvaluationReport {
  rows: number
  accuracy: number
  categories: Record<string, { rows: number; right: number }>
  /** Preferred outcome → outcome that came → how often. */
  outcomes: Record<string, Record<string, number>>
  /** Of answered rows that name records: one of them is cited. */
  retrievalHits: { rows: number; hits: number }
  /** Figures looked up, items' figures and sentences that the ledger dropped. */
  ledger: { checked: number; dropped: number }
  /** Figures of the answers that no cited record holds and nobody computed. */
  unsupportedFigures: string[]
  /** Rows whose figures differ when the same is asked in another conversation. */
  inconsistent: string[]
  latency: { p50Ms: number; p95Ms: number }
  failures: { id: string; category: string; essential: boolean; faults: string[] }[]
}

interface Conversation {
  answers: JudgedAnswer[]
  contexts: TurnContext[]
  times: number[]
}

async function converse(row: EvaluationRow, dependencies: Dependencies, now: number): Promise<Conversation> {
  const conversation: Conversation = { answers: [], contexts: [], times: [] }
  let state: JsonObject | undefined
  for (const text of row.turns) {
    const began = performance.now()
    const { result, contexts } = await runTurn({ text, now, state }, dependencies)
    conversation.times.push(performance.now() - began)
    state = result.state
    conversation.contexts.push(...contexts)
    conversation.answers.push({ outcome: result.outcome.outcome, reply: result.reply })
  }
  return conversation
}

/** Figures of the items of a turn that its evidence does not hold, looked up anew. */
function unsupportedIn(context: TurnContext): string[] {
  const { records } = context.dependencies.library
  return (context.draft?.items ?? []).flatMap(
    ({ text, recordIds, computed = [] }) =>
      checkFigures(text, { spans: spansOfRecords(recordIds, records), computed }).unsupported,
  )
}

const figuresOf = ({ answers }: Conversation): string =>
  findFigures(answers.map(({ reply }) => reply.text).join('\n'))
    .map(({ kind, value }) => `${kind}:${value}`)
    .sort()
    .join(' ')

/** Asks every row as a conversation of its own, and once more in another, at the moment `now`. */
export async function evaluate(
  rows: readonly EvaluationRow[],
  dependencies: Dependencies,
  now: number,
  progress: (done: number, total: number) => void = () => {},
): Promise<EvaluationReport> {
  const report: EvaluationReport = {
    rows: rows.length,
    accuracy: 0,
    categories: {},
    outcomes: {},
    retrievalHits: { rows: 0, hits: 0 },
    ledger: { checked: 0, dropped: 0 },
    unsupportedFigures: [],
    inconsistent: [],
    latency: { p50Ms: 0, p95Ms: 0 },
    failures: [],
  }
  const times: number[] = []
  for (const [place, row] of rows.entries()) {
    const first = await converse(row, dependencies, now)
    const again = await converse(row, dependencies, now)
    times.push(...first.times)
    judge(report, row, first)
    if (figuresOf(first) !== figuresOf(again)) report.inconsistent.push(row.id)
    if ((place + 1) % 50 === 0 || place + 1 === rows.length) progress(place + 1, rows.length)
  }
  times.sort((a, b) => a - b)
  report.latency = { p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) }
  report.accuracy = rows.length === 0 ? 0 : 1 - report.failures.length / rows.length
  return report
}

function judge(report: EvaluationReport, row: EvaluationRow, { answers, contexts }: Conversation): void {
  const faults = faultsOf(row, answers)
  const category = report.categories[row.category] ?? { rows: 0, right: 0 }
  category.rows += 1
  if (faults.length === 0) category.right += 1
  report.categories[row.category] = category
  if (faults.length > 0) report.failures.push({ id: row.id, category: row.category, essential: row.essential, faults })

  const preferred = row.expect.outcome[0] ?? ''
  const came = answers.at(-1)?.outcome ?? ''
  const counts = report.outcomes[preferred] ?? {}
  counts[came] = (counts[came] ?? 0) + 1
  report.outcomes[preferred] = counts

  const { refs } = row.expect
  if (refs.length > 0 && came === 'answered') {
    report.retrievalHits.rows += 1
    if (answers.at(-1)?.reply.citations.some(({ id }) => refs.includes(id))) report.retrievalHits.hits += 1
  }
  for (const context of contexts) {
    report.ledger.checked += context.ledger.checked
    report.ledger.dropped += context.ledger.dropped.length
    report.unsupportedFigures.push(...unsupportedIn(context).map((figure) => `${row.id}: ${figure}`))
  }
}
