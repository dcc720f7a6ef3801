import type { ReadingFault } from '../reading.ts'
import { type Answer, ask, type Get } from './ask.ts'
import { type SubsidyAnswer, subsidySchema } from './response-schema.ts'
import { texts } from './texts.ts'

export interface ListReading {
  /** Rows of all keywords, each subsidy once, by its identifier. */
  rows: Map<string, SubsidyAnswer>
  faults: ReadingFault[]
  complete: boolean
  /** The API said 429: nothing more is to be asked. */
  stopped: boolean
}

export interface ListOptions {
  base: string
  keywords: readonly string[]
  acceptance: '0' | '1'
  get: Get
  signal: AbortSignal
  asked(): void
}

/** The API has no pages and no way to ask for everything: several keywords are united. All four parameters are due. */
const listUrl = (base: string, keyword: string, acceptance: '0' | '1'): string =>
  `${base}/v1/public/subsidies?${new URLSearchParams({
    keyword,
    sort: 'acceptance_end_datetime',
    order: 'ASC',
    acceptance,
  })}`

/** The list of every keyword. A keyword that fails is a fault, and the reading not complete. */
export async function readList({ base, keywords, get, signal, asked, ...options }: ListOptions): Promise<ListReading> {
  const reading: ListReading = { rows: new Map(), faults: [], complete: true, stopped: false }
  let acceptance = options.acceptance
  const note = (where: string, message: string) => {
    reading.faults.push({ where, message })
    reading.complete = false
  }
  for (const keyword of keywords) {
    const where = texts.listOf(keyword)
    let answer = await ask(listUrl(base, keyword, acceptance), get, signal)
    if (acceptance === '0' && answer.rows === undefined && answer.status === 400) {
      const narrowed = await ask(listUrl(base, keyword, '1'), get, signal)
      if (narrowed.rows !== undefined) {
        acceptance = '1'
        // What is not open yet, and was listed once, is missing now without being gone.
        note(where, texts.wholeListRefused)
        answer = narrowed
      }
    }
    asked()
    if (answer.rows !== undefined) unite(reading, answer, (message) => note(where, message))
    else {
      note(where, answer.reason)
      if (answer.status === 429) {
        note(where, texts.stopped)
        reading.stopped = true
        break
      }
    }
  }
  return reading
}

function unite(
  { rows }: ListReading,
  answer: Extract<Answer, { rows: unknown[] }>,
  note: (message: string) => void,
): void {
  if (answer.count !== undefined && answer.count > answer.rows.length) {
    note(texts.rowsMissing(answer.count, answer.rows.length))
  }
  for (const [index, row] of answer.rows.entries()) {
    const read = subsidySchema.safeParse(row).data
    if (!read) note(texts.rowUnreadable(index + 1))
    else if (!rows.has(read.id)) rows.set(read.id, read)
  }
}
