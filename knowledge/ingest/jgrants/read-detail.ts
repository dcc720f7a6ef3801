import { ask, type Get } from './ask.ts'
import { type SubsidyAnswer, subsidySchema } from './response-schema.ts'
import { texts } from './texts.ts'

/** `unread`: there is a version 2, or may be, and what it tells of the rounds is not known. */
export type DetailReading =
  | { detail: SubsidyAnswer; from: 'v2' | 'v1'; fault?: string; unread: boolean }
  | { detail: undefined; from: 'list'; fault: string; stopped: boolean; unread: boolean }

type Version = { detail: SubsidyAnswer } | { detail: undefined; reason: string; limited: boolean; absent: boolean }

async function readVersion(url: string, id: string, get: Get, signal: AbortSignal): Promise<Version> {
  const answer = await ask(url, get, signal)
  const failed = (reason: string, status?: number): Version => ({
    detail: undefined,
    reason,
    limited: status === 429,
    absent: status === 404,
  })
  if (answer.rows === undefined) return failed(answer.reason, answer.status)
  const details = answer.rows.map((row) => subsidySchema.safeParse(row).data).filter((row) => row !== undefined)
  const detail = details.find((row) => row.id === id)
  if (detail) return { detail }
  return failed(details.length > 0 ? texts.failures.otherId : texts.failures.shape)
}

/**
 * The detail of a subsidy: version 2, which alone tells the rounds; version 1 where that fails; nothing where both do.
 * After a 429 the other version is not asked.
 */
export async function readDetail(base: string, id: string, get: Get, signal: AbortSignal): Promise<DetailReading> {
  const urlOf = (version: string) => `${base}/${version}/public/subsidies/id/${id}`
  const second = await readVersion(urlOf('v2'), id, get, signal)
  if (second.detail) return { detail: second.detail, from: 'v2', unread: false }
  const unread = !second.absent
  const stopped = { detail: undefined, from: 'list', fault: texts.stopped, stopped: true, unread } as const
  if (second.limited) return stopped
  const first = await readVersion(urlOf('v1'), id, get, signal)
  if (first.detail) return { detail: first.detail, from: 'v1', fault: texts.detailFromV1(second.reason), unread }
  if (first.limited) return stopped
  const fault = texts.detailUnread(second.reason, first.reason)
  return { detail: undefined, from: 'list', fault, stopped: false, unread }
}
