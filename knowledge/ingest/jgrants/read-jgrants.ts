import { AppError } from '../../../storage/ground/errors.ts'
import { draftFaults } from '../draft-faults.ts'
import type { DraftRecord, ReadingFault } from '../reading.ts'
import type { Get } from './ask.ts'
import { cleanList } from './clean-text.ts'
import { draftRecord } from './draft-record.ts'
import { readKeywords } from './keywords.ts'
import { partsOf } from './parts.ts'
import { readDetail } from './read-detail.ts'
import { readList } from './read-list.ts'
import type { SubsidyAnswer } from './response-schema.ts'
import { readSubsidy } from './subsidy.ts'
import { texts } from './texts.ts'

export interface ReadJgrantsOptions {
  /** `https://api.jgrants-portal.go.jp/exp` */
  baseUrl: string
  /** 2 to 255 letters each, without blanks. */
  keywords: readonly string[]
  /** `1` (the default): only what takes applications now; `0`: what is to come as well. */
  acceptance?: '0' | '1'
  /** One GET; the caller keeps to the pace, the deadline and the size that are due. */
  get: Get
  /** Milliseconds since the epoch. */
  now: number
  signal: AbortSignal
  /** Lists and details asked so far, and how many are known to be due. */
  progress?(done: number, total: number): void
}

export interface JgrantsReading {
  drafts: DraftRecord[]
  faults: ReadingFault[]
  /** Every list was read and every subsidy on it became a draft: only then does an absence mean that one is gone. */
  complete: boolean
}

function readBase(baseUrl: string): string {
  const url = URL.parse(baseUrl)
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') return url.href.replace(/\/+$/, '')
  throw new AppError('misuse', 'unusable base address', { publicText: texts.baseAddress })
}

function readAcceptance(acceptance: string): '0' | '1' {
  if (acceptance === '0' || acceptance === '1') return acceptance
  throw new AppError('misuse', 'unusable acceptance', { publicText: texts.acceptance })
}

/**
 * Reads calls from the public API of Jグランツ as drafts of kind `live-call`. Throws `misuse` for keywords the API would
 * not take, and what `signal` ends with; every failure of the API is a fault beside what could be read.
 */
export async function readJgrants(options: ReadJgrantsOptions): Promise<JgrantsReading> {
  const { get, signal, now, progress } = options
  const base = readBase(options.baseUrl)
  const keywords = readKeywords(options.keywords)
  const acceptance = readAcceptance(options.acceptance ?? '1')
  let done = 0
  const advance = (total: number) => {
    done += 1
    progress?.(done, total)
  }
  const list = await readList({ base, keywords, acceptance, get, signal, asked: () => advance(keywords.length) })
  const drafts: DraftRecord[] = []
  const faults: ReadingFault[] = [...list.faults]
  let { complete, stopped } = list
  for (const [id, row] of list.rows) {
    if (stopped) break
    const detail = await readDetail(base, id, get, signal)
    advance(keywords.length + list.rows.size)
    const where = texts.subsidy(id)
    if (detail.fault !== undefined) faults.push({ where, message: detail.fault })
    if (detail.from === 'list' && detail.stopped) {
      // A poorer draft of everything that is left would look as if all of it had changed.
      stopped = true
      break
    }
    const reading = await draftsOf(row, detail, now)
    faults.push(...reading.faults.map((message) => ({ where, message })))
    drafts.push(...reading.drafts)
    // Told whole, a subsidy may have had a record for each of its areas before: those are not gone.
    const mayHaveParts = detail.unread && cleanList(row.target_area_search).length > 1
    complete &&= reading.whole && !mayHaveParts
  }
  return { drafts, faults, complete: complete && !stopped }
}

/** One draft, or one for each of its areas; `whole` where all of them are sound. */
async function draftsOf(
  row: SubsidyAnswer,
  { detail, from }: { detail: SubsidyAnswer | undefined; from: 'v2' | 'v1' | 'list' },
  now: number,
): Promise<{ drafts: DraftRecord[]; faults: string[]; whole: boolean }> {
  const { subsidy, faults, flags } = await readSubsidy(row, detail, from)
  const drafts: DraftRecord[] = []
  const parts = subsidy ? partsOf(subsidy) : []
  for (const part of parts) {
    const record = draftRecord(part, now)
    const wrong = draftFaults(record)
    const { body, page } = part.subsidy
    if (wrong.length === 0) drafts.push({ record, body, flags, where: page })
    else faults.push(texts.unusable(wrong.join('、')))
  }
  return { drafts, faults, whole: parts.length > 0 && drafts.length === parts.length }
}
