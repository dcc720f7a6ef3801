import type { HttpRequest, HttpResponse } from '../../storage/ground/http-route.ts'
import type { JsonObject } from '../../storage/ground/json.ts'

/** What the SDK writes its answer to; it never chains these calls. */
export interface ResponseShim {
  socket: unknown
  status(code: number): void
  header(name: string, value: unknown): void
  send(body?: unknown): void
  end(): void
  /** The answer as written; a body is kept only for a success, because the SDK tells internals in its failures. */
  answer(): HttpResponse
}

export function createResponseShim(): ResponseShim {
  let status = 200
  let body: unknown
  return {
    socket: undefined,
    status: (code) => {
      status = code
    },
    header: () => {},
    send: (given) => {
      body = given
    },
    end: () => {},
    answer: () => (status < 300 && typeof body === 'object' && body !== null ? { status, body } : { status }),
  }
}

/** A request in the terms of the SDK, which reads nothing else of it. */
export const toSdkRequest = (request: HttpRequest, body: JsonObject) => ({
  method: request.method,
  headers: { ...request.headers } as Record<string, string[] | string | undefined>,
  body: body as Record<string, unknown>,
})
