import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpResponse } from '../../storage/ground/http-route.ts'
import { sendEvents } from './event-stream.ts'

/** Headers of every answer; a page states its own policy, anything else may load nothing and sit in no frame. */
const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
}

function contentOf(body: HttpResponse['body']): { bytes: Buffer; type: string | undefined } {
  if (body === undefined) return { bytes: Buffer.alloc(0), type: undefined }
  if (Buffer.isBuffer(body)) return { bytes: body, type: 'application/octet-stream' }
  if (typeof body === 'string') return { bytes: Buffer.from(body), type: 'text/plain; charset=utf-8' }
  return { bytes: Buffer.from(JSON.stringify(body)), type: 'application/json; charset=utf-8' }
}

/** Writes an answer; resolves when it is written, for a stream of events when that has ended. */
export async function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  answer: HttpResponse,
  options: { signal: AbortSignal; heartbeatMs: number },
): Promise<void> {
  if (response.destroyed || response.headersSent) return
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  if (answer.events) {
    response.setHeader('content-type', 'text/event-stream; charset=utf-8')
    // nginx would hold events back until its buffer is full.
    response.setHeader('x-accel-buffering', 'no')
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
    response.statusCode = answer.status
    if (request.method === 'HEAD') response.end()
    else await sendEvents(response, answer.events, options.signal, options.heartbeatMs)
    return
  }
  const { bytes, type } = contentOf(answer.body)
  if (type !== undefined) response.setHeader('content-type', type)
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
  if (answer.status !== 204 && answer.status !== 304) response.setHeader('content-length', bytes.length)
  response.writeHead(answer.status)
  response.end(bytes)
}
