import type { z } from 'zod'
import { AppError } from './errors.ts'
import { parseJson } from './json.ts'

/** A request in the terms of no framework. */
export interface HttpRequest {
  method: string
  /** Path without the query. */
  path: string
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  /** Names in small letters. */
  headers: Readonly<Record<string, string | undefined>>
  /** The body exactly as it came; empty when there was none. */
  raw: Buffer
  remoteAddress: string
  /** Aborted when the client has gone. */
  signal: AbortSignal
}

export interface ServerSentEvent {
  id?: string
  event?: string
  data: unknown
}

export interface HttpResponse {
  status: number
  headers?: Record<string, string | string[]>
  /** An object is sent as JSON, text and bytes as they are (the type is then in `headers`). */
  body?: object | string | Buffer
  /** Instead of a body: a stream of server-sent events, kept open until it ends or the client goes. */
  events?: AsyncIterable<ServerSentEvent>
}

/** One route as a plain function; adapters/http mounts it. Throw an AppError for a refusal. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/v3/directline/conversations/:id` */
  path: string
  /** Largest body taken, in bytes (default 64 KiB); more is answered 413 before it is read. */
  maxBodyBytes?: number
  /** The asker gives up soon: what the house does for itself waits while this is answered. */
  goesFirst?: boolean
  /** How long the body may take, in milliseconds (default 10 s). */
  bodyDeadlineMs?: number
  /** Called before the body is read, with an empty one: throws where who asks may not send it at all. */
  admit?(request: HttpRequest): Promise<unknown>
  handler(request: HttpRequest): Promise<HttpResponse>
}

/**
 * Reads the body as JSON of the given shape. Throws `unsupported_media` for another content type, `bad_request` for
 * what is not JSON or not of the shape, naming each field. An absent body reads as `{}`.
 */
export function readJsonBody<T extends z.ZodType>(request: HttpRequest, schema: T): z.output<T> {
  if (request.raw.length > 0 && !/^application\/(?:[\w.+-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new AppError('unsupported_media', 'the body is not JSON', {
      publicText: 'Content-Type は application/json で送ってください。',
    })
  }
  const value = request.raw.length > 0 ? parseJson(request.raw.toString('utf8')) : {}
  if (value === undefined) {
    throw new AppError('bad_request', 'malformed JSON', { publicText: '本文が正しい JSON ではありません。' })
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const fields = result.error.issues.map((issue) => issue.path.join('.') || '(本文)')
  throw new AppError('bad_request', `wrong shape: ${fields.join(', ')}`, {
    publicText: `送信された内容に誤りがあります: ${[...new Set(fields)].join('、')}`,
    details: { fields: [...new Set(fields)] },
  })
}
