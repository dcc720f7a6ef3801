import type { z } from 'zod'
import { AppError } from '../../storage/ground/errors.ts'
import { type HttpRequest, type HttpResponse, type Route, readJsonBody } from '../../storage/ground/http-route.ts'
import type { Session } from '../staff/sessions.ts'
import type { Access, Demands, Guard } from './guard.ts'

/** What a call of the Desk API answers, before it is sent as JSON. */
export interface Answer<T> {
  status?: number
  headers?: Record<string, string | string[]>
  body: T
}

/** One line of the Desk API. The routes and the OpenAPI file are both made of these, so neither can lag behind. */
export interface Operation extends Demands {
  method: 'GET' | 'POST'
  path: string
  summary: string
  body?: z.ZodType
  /** Names and meaning of what may stand in the query. */
  query?: Record<string, string>
  /** Absent where something else than JSON is answered. */
  response?: z.ZodType
  /** Largest body, in bytes; 64 KiB where left out. */
  maxBodyBytes?: number
  handle(request: HttpRequest, session: Session | undefined): Promise<HttpResponse>
}

interface Description extends Omit<Demands, 'access'> {
  method: Operation['method']
  path: string
  summary: string
  query?: Record<string, string>
}

const send = <T extends object>(answer: Answer<T>): HttpResponse => ({
  status: answer.status ?? 200,
  headers: { 'cache-control': 'no-store', ...answer.headers },
  body: answer.body,
})

/** An operation for people who are logged in; `run` gets the body in the shape of `body`. */
export function staffOperation<B extends z.ZodType, R extends z.ZodType<object>>(
  spec: Description & {
    access: Exclude<Access, 'public'>
    body: B
    response: R
    run(call: { request: HttpRequest; session: Session; input: z.output<B> }): Promise<Answer<z.output<R>>>
  },
): Operation {
  return {
    ...spec,
    handle: async (request, session) => {
      if (session === undefined) throw new AppError('unauthorized', 'no session')
      return send(await spec.run({ request, session, input: readJsonBody(request, spec.body) }))
    },
  }
}

/** An operation before the log-in. */
export function publicOperation<B extends z.ZodType, R extends z.ZodType<object>>(
  spec: Description & {
    body: B
    response: R
    run(call: { request: HttpRequest; input: z.output<B> }): Promise<Answer<z.output<R>>>
  },
): Operation {
  return {
    ...spec,
    access: 'public',
    handle: async (request) => send(await spec.run({ request, input: readJsonBody(request, spec.body) })),
  }
}

/** A file may come by a slow line. */
const FILE_DEADLINE_MS = 55_000

/** The operation behind its guard, as the HTTP door mounts it; a large body is not even read of who may not send it. */
export function toRoute(operation: Operation, guard: Guard): Route {
  const { method, path, maxBodyBytes } = operation
  const demands = { ...operation, ofCase: path.startsWith('/desk/api/cases/:id') }
  return {
    method,
    path,
    ...(maxBodyBytes === undefined
      ? { maxBodyBytes: 64 * 1024 }
      : { maxBodyBytes, bodyDeadlineMs: FILE_DEADLINE_MS, admit: (request) => guard(request, demands) }),
    handler: async (request) => operation.handle(request, await guard(request, demands)),
  }
}
