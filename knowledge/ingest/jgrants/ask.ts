import { AppError } from '../../../storage/ground/errors.ts'
import { parseJson } from '../../../storage/ground/json.ts'
import { answerSchema, failureSchema } from './response-schema.ts'
import { texts } from './texts.ts'

export type Get = (url: string, signal: AbortSignal) => Promise<{ status: number; text: string }>

/** `result` of an answer, or why there is none; `status` is undefined where nothing came. */
export type Answer =
  | { rows: unknown[]; count: number | undefined }
  | { rows: undefined; status: number | undefined; reason: string }

const { failures } = texts

function refusal(status: number, body: unknown): string {
  const known = failures.status[status]
  return known ?? failures.otherStatus(status, failureSchema.safeParse(body).data?.errorCode)
}

/** One GET of the API. Throws only when `signal` has ended; everything else is told as the answer. */
export async function ask(url: string, get: Get, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted()
  let response: { status: number; text: string }
  try {
    response = await get(url, signal)
  } catch (thrown) {
    signal.throwIfAborted()
    const reason = thrown instanceof AppError ? thrown.publicText : failures.unreachable
    return { rows: undefined, status: undefined, reason }
  }
  signal.throwIfAborted()
  const { status, text } = response
  const body = parseJson(text.replace(/^\uFEFF/, ''))
  if (status !== 200) return { rows: undefined, status, reason: refusal(status, body) }
  if (body === undefined) return { rows: undefined, status, reason: failures.notJson }
  const answer = answerSchema.safeParse(body).data
  if (!answer) return { rows: undefined, status, reason: failures.shape }
  return { rows: answer.result, count: answer.metadata?.resultset.count }
}
