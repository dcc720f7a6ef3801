import { getEventListeners } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { ModelTrail } from '../../bot/consultant.ts'
import { createSourceMarks } from '../../bot/model/source-marks.ts'
import { checkedDay, openRealLibrary } from '../support/consultant.ts'
import { consultantWithModel, modelKey, shortLimits } from '../support/model-house.ts'
import { type ModelAnswer, startModelServer } from '../support/model-server.ts'

setFlagsFromString('--expose-gc')
const sweep = runInNewContext('gc') as () => void

export interface ModelCallsReport {
  rounds: number
  calls: number
  results: Partial<Record<ModelTrail['result'], number>>
  /** Answers that did not hold the true sum, or held the false one. */
  untrue: number
  /** Warnings of the process, such as too many listeners on one signal. */
  warnings: string[]
  unhandled: string[]
  /** Listeners on the one signal that all calls were given, after the last. */
  listeners: number
  /** Bytes of the heap after the last tenth against after the first, both swept. */
  heapGrowth: number
}

const question = '板橋区の産学公連携の助成金はいくら？'
const SCHEME = 'itabashi-sangakuko'
const AT_ONCE = 8
const FAULT_EVERY = 25

/**
 * Asks a stand-in for a model `rounds` times, eight at once, all under one long-lived signal, as a server that runs for
 * weeks does; now and then it fails, lies or breaks off.
 */
export async function drillModelCalls(options: {
  rounds: number
  onProgress?: (done: number) => void
}): Promise<ModelCallsReport> {
  const directory = await mkdtemp(join(tmpdir(), 'madoguchi-model-drill-'))
  const server = await startModelServer(modelKey)
  const library = await openRealLibrary(directory)
  const record = library.records.get(SCHEME)
  if (!record) throw new Error(`no record ${SCHEME}`)
  const mark = createSourceMarks().markRecord(record)
  const says = (text: string): ModelAnswer => ({ json: { complete: true, items: [{ text, sources: [mark] }] } })
  const faults: ModelAnswer[] = [
    { status: 500 },
    { fault: 'cut' },
    { text: '{"complete"' },
    says('上限は300万円です。'),
  ]
  server.always = says('上限150万円、助成率2/3以内です。')
  const consultant = consultantWithModel(library, server, { limits: { ...shortLimits, turn: 60_000, failures: 1_000 } })

  const [warnings, unhandled]: [string[], string[]] = [[], []]
  const onWarning = (warning: Error) => warnings.push(warning.message)
  const onUnhandled = (thrown: unknown) =>
    unhandled.push(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
  process.on('warning', onWarning)
  process.on('unhandledRejection', onUnhandled)
  const { signal } = new AbortController()
  const results: ModelCallsReport['results'] = {}
  let [started, done, untrue, calls, heapBefore] = [0, 0, 0, 0, 0]
  const ask = async () => {
    while (started < options.rounds) {
      started += 1
      if (started % FAULT_EVERY === 0) {
        const fault = faults[(started / FAULT_EVERY) % faults.length]
        // Two in a row: both tries of one turn meet it, or one try each of two.
        if (fault) server.answers.push(fault, fault)
      }
      const { reply, trail } = await consultant.turn({ text: question, now: checkedDay, state: undefined, signal })
      const result = trail.model?.result ?? 'server'
      results[result] = (results[result] ?? 0) + 1
      if (!reply.text.includes('150万円') || reply.text.includes('300万円')) untrue += 1
      done += 1
      // Counted and let go: what the stand-in keeps is no growth of ours.
      calls += server.requests.splice(0).length
      if (done === Math.ceil(options.rounds / 10)) heapBefore = heapNow()
      if (done % 500 === 0) options.onProgress?.(done)
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, ask))
    const listeners = getEventListeners(signal, 'abort').length
    return {
      rounds: options.rounds,
      calls,
      results,
      untrue,
      warnings,
      unhandled,
      listeners,
      heapGrowth: heapNow() - heapBefore,
    }
  } finally {
    process.off('warning', onWarning)
    process.off('unhandledRejection', onUnhandled)
    await server.close()
    await rm(directory, { recursive: true, force: true })
  }
}

/** Compiled code and caches. A turn that was held on to cost some 14,000 bytes for each. */
const allowedGrowth = (rounds: number): number => 16_000_000 + 2_000 * rounds

/** Eight turns may still be ending when the last is counted. */
export const modelCallsWentWell = (report: ModelCallsReport): boolean =>
  report.untrue === 0 &&
  report.warnings.length === 0 &&
  report.unhandled.length === 0 &&
  report.listeners <= AT_ONCE &&
  report.heapGrowth <= allowedGrowth(report.rounds)

function heapNow(): number {
  sweep()
  return process.memoryUsage().heapUsed
}
