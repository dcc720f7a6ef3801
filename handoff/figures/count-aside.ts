import { Worker } from 'node:worker_threads'
import type { Period } from '../../storage/figure-facts.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Store } from '../../storage/store.ts'
import { countFigures, type Report } from './report.ts'

export type CountFigures = (period: Period) => Promise<Report>

/** What the thread is told. */
export interface CountingTask {
  url: string
  period: Period
}

/** A report that takes longer is given up: something is wrong. */
const DEADLINE_MS = 120_000

/**
 * Counts in a thread of its own, over a connection of its own: a year's report takes seconds of processor, and messages
 * must not wait for it. One report at a time; who asks for a period that is being counted gets the same report. A
 * database in memory has one connection only, and is counted in place.
 */
export function createFigureCounter(store: Store): CountFigures {
  const { url } = store
  if (url === undefined) return (period) => countFigures(store, period)
  const underWay = new Map<string, Promise<Report>>()
  let last: Promise<unknown> = Promise.resolve()
  return (period) => {
    const key = `${period.from}–${period.to}`
    const known = underWay.get(key)
    if (known) return known
    const report = last.then(() => countInThread({ url, period })).finally(() => underWay.delete(key))
    last = report.catch(() => undefined)
    underWay.set(key, report)
    return report
  }
}

function countInThread(task: CountingTask): Promise<Report> {
  const thread = new Worker(new URL('./counting-thread.ts', import.meta.url), { workerData: task })
  // A process that stops does not wait for a report.
  thread.unref()
  const { promise, resolve, reject } = Promise.withResolvers<Report>()
  const late = setTimeout(() => reject(new AppError('internal', 'the figures took too long')), DEADLINE_MS)
  thread.once('message', resolve)
  thread.once('error', (thrown) =>
    reject(new AppError('internal', 'the figures could not be counted', { cause: thrown })),
  )
  thread.once('exit', (code) => reject(new AppError('internal', `the counting thread ended with ${code}`)))
  return promise.finally(() => {
    clearTimeout(late)
    return thread.terminate()
  })
}
