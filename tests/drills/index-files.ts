import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What a child is given: rounds `from` to below `to`. With `dieAt` it ends itself there, to prove that this is seen. */
export interface ChildTask {
  from: number
  to: number
  seed: number
  dieAt?: number
}

export interface RoundResult {
  round: number
  outcome: 'rebuilt' | 'rolled back' | 'leg off' | 'spare files only'
  /** What was logged. */
  warnings: string[]
  /** What was wrong with the answers afterwards; empty when all was well. */
  faults: string[]
}

export interface DrillReport {
  rounds: number
  outcomes: Record<string, number>
  /** First reason of each kind that was logged, with its count. */
  reasons: Record<string, number>
  crashes: { round: number; signal: string; damage: string[] }[]
  faults: { round: number; damage: string[]; faults: string[] }[]
}

export interface DrillOptions {
  rounds: number
  seed: number
  /** Rounds in one process. */
  batch?: number
  dieAt?: number
  onProgress?: (done: number) => void
}

const child = fileURLToPath(new URL('./index-files-child.ts', import.meta.url))

/**
 * Spoils the files of an index at random, opens the library each time and checks its answers. Each batch runs in a process
 * of its own, so that a segmentation fault is counted and not the end of the drill.
 */
export async function drillIndexFiles(options: DrillOptions): Promise<DrillReport> {
  const { rounds, seed, batch = 100, dieAt, onProgress } = options
  const report: DrillReport = { rounds, outcomes: {}, reasons: {}, crashes: [], faults: [] }
  let next = 0
  while (next < rounds) {
    const task: ChildTask = {
      from: next,
      to: Math.min(rounds, next + batch),
      seed,
      ...(dieAt === undefined ? {} : { dieAt }),
    }
    next = await runBatch(task, report)
    onProgress?.(next)
  }
  return report
}

/** Runs a batch and returns the round to go on with: behind the one that ended the process, where one did. */
async function runBatch(task: ChildTask, report: DrillReport): Promise<number> {
  const process_ = spawn(process.execPath, [child, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(process_, 'exit') as Promise<[number | null, string | null]>
  let current: { round: number; damage: string[] } = { round: task.from, damage: [] }
  let done = task.from
  for await (const line of createInterface({ input: process_.stdout })) {
    const told = JSON.parse(line) as { round: number; damage: string[] } | RoundResult
    if ('damage' in told) current = told
    else {
      done = told.round + 1
      count(report.outcomes, told.outcome)
      for (const warning of told.warnings) count(report.reasons, reasonOf(warning))
      if (told.faults.length > 0) report.faults.push({ ...current, faults: told.faults })
    }
  }
  const [code, signal] = await exit
  if (code === 0) return task.to
  report.crashes.push({ ...current, signal: signal ?? `exit ${code}` })
  return Math.max(done, current.round + 1)
}

const count = (counts: Record<string, number>, key: string) => {
  counts[key] = (counts[key] ?? 0) + 1
}

/** The message and its reason, without what differs from round to round. */
const reasonOf = (warning: string) => {
  const reason = /"reason":"([^"]*)"/.exec(warning)?.[1]?.split(';')[0]
  return `${warning.slice(0, warning.indexOf(' {'))}${reason ? `: ${reason}` : ''}`
}
