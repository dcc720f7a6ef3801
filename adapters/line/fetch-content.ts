import type { AttachmentView, Fetched } from '../../storage/attachments.ts'
import { backoffMs } from '../../storage/backoff.ts'
import { judgeFile } from '../../storage/file-kinds.ts'
import { followSignals } from '../../storage/ground/follow-signals.ts'
import type { AccessTokens } from './access-token.ts'

export interface FetchContentOptions {
  accessTokens: AccessTokens
  /** Scheme, host and port of `https://api-data.line.me`. */
  dataApiBaseUrl: string
}

/** Enough for a photograph and a drawing; a video longer than some seconds is too large to be looked at by chat. */
export const CONTENT_LIMIT = 20 * 1024 * 1024
const DEADLINE_MS = 30_000
/** LINE keeps contents for a time that it does not tell. */
const MOST_TRIES = 12
const LONGEST_PAUSE_MS = 600_000

/**
 * Fetches the file of a message. Not by the SDK: that knows no deadline and no limit, takes 202 for the content, and a
 * connection cut in the middle ends the process (line.md section 12). Never throws for what LINE or the network does.
 */
export async function fetchContent(
  row: Pick<AttachmentView, 'external_id' | 'attempts'>,
  { accessTokens, dataApiBaseUrl }: FetchContentOptions,
  stopping: AbortSignal,
): Promise<Fetched> {
  const again: Fetched =
    row.attempts >= MOST_TRIES
      ? { status: 'gone', reason: 'not-available' }
      : { status: 'waiting', afterMs: backoffMs(row.attempts, LONGEST_PAUSE_MS) }
  const { signal, letGo } = followSignals([stopping, AbortSignal.timeout(DEADLINE_MS)])
  try {
    const token = await accessTokens.current()
    const address = `${dataApiBaseUrl}/v2/bot/message/${encodeURIComponent(row.external_id)}/content`
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal,
    })
    if (response.status === 200) return (await readContent(response)) ?? { status: 'refused', reason: 'too-large' }
    await response.body?.cancel()
    if (response.status === 401) accessTokens.refused(token)
    if (response.status === 410) return { status: 'gone', reason: 'withdrawn' }
    // Unknown to LINE, or deleted by it. 202: not ready yet.
    return response.status === 404 ? { status: 'gone', reason: 'deleted' } : again
  } catch {
    // Cut off, too slow, out of reach: the whole once more.
    return again
  } finally {
    letGo()
  }
}

async function readContent(response: Response): Promise<Fetched | undefined> {
  const announced = Number(response.headers.get('content-length') ?? 0)
  const reader = response.body?.getReader()
  if (!reader || announced > CONTENT_LIMIT) {
    await reader?.cancel()
    return undefined
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.byteLength
    if (length > CONTENT_LIMIT) {
      await reader.cancel()
      return undefined
    }
    chunks.push(value)
  }
  const content = Buffer.concat(chunks)
  const judged = await judgeFile(content)
  return 'refused' in judged ? { status: 'refused', reason: judged.refused } : { status: 'stored', content, ...judged }
}
