import type { Operation } from '../../../handoff/desk/operation.ts'
import { type DeskHouse, deskOperations, deskRoutes } from '../../../handoff/desk/routes.ts'
import { errorBody } from '../../../handoff/desk/shapes.ts'
import { toAppError } from '../../../storage/ground/errors.ts'
import type { HttpRequest, HttpResponse, Route, ServerSentEvent } from '../../../storage/ground/http-route.ts'

export interface Received {
  status: number
  headers: Record<string, string | string[]>
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers freely; each was checked against its shape
  body: any
}

const matches = (route: Pick<Route, 'path'>, path: string): Record<string, string> | undefined => {
  const pattern = new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`)
  const match = pattern.exec(path)
  return match ? { ...match.groups } : undefined
}

/** Calls the routes as the HTTP door does and holds every answer against the described shape. */
export async function createDesk(house: DeskHouse) {
  const routes = await deskRoutes(house)
  const operations = deskOperations(house)

  const find = (method: string, path: string) => {
    // A fixed path comes before one with a parameter, as in the router.
    const fitting = routes.filter((route) => route.method === method && matches(route, path))
    const route = fitting.find((candidate) => !candidate.path.includes(':')) ?? fitting[0]
    if (route === undefined) throw new Error(`no route ${method} ${path}`)
    return route
  }

  /** One browser: keeps its cookie and csrf token. */
  const browser = (address = '192.0.2.1') => {
    let cookie = ''
    let csrf = ''
    const raw = async (
      method: string,
      target: string,
      more: { body?: unknown; bytes?: Buffer; headers?: Record<string, string | undefined>; signal?: AbortSignal } = {},
    ): Promise<HttpResponse> => {
      const [path = '', query = ''] = target.split('?')
      const route = find(method, path)
      const request: HttpRequest = {
        method,
        path,
        params: matches(route, path) ?? {},
        query: new URLSearchParams(query),
        headers: {
          host: 'desk.example',
          ...(cookie ? { cookie } : {}),
          ...(csrf && method !== 'GET' ? { 'x-csrf-token': csrf } : {}),
          ...(method === 'GET' ? {} : { 'content-type': 'application/json', origin: 'http://desk.example' }),
          ...more.headers,
        },
        raw: more.bytes ?? (more.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(more.body))),
        remoteAddress: address,
        signal: more.signal ?? new AbortController().signal,
      }
      try {
        return await route.handler(request)
      } catch (thrown) {
        const error = toAppError(thrown)
        if (error.code === 'internal') throw thrown
        return {
          status: error.status,
          body: errorBody.parse({ error: { code: error.code, message: error.publicText, ...error.details } }),
        }
      }
    }
    const call = async (method: string, path: string, body?: unknown, headers = {}): Promise<Received> => {
      const response = await raw(method, `/desk/api/${path}`, { body, headers })
      const answered = response.body as { csrf?: string; error?: object }
      const operation: Operation | undefined = operations.find(
        (candidate) =>
          candidate.method === method && candidate.path === find(method, `/desk/api/${path.split('?')[0]}`).path,
      )
      if (response.status < 300) operation?.response?.parse(JSON.parse(JSON.stringify(response.body)))
      const set = response.headers?.['set-cookie']
      if (typeof set === 'string') cookie = set.split(';')[0] ?? ''
      if (answered?.csrf) csrf = answered.csrf
      return { status: response.status, headers: response.headers ?? {}, body: response.body }
    }
    return {
      raw,
      get: (path: string, headers = {}) => call('GET', path, undefined, headers),
      post: (path: string, body: unknown = {}, headers = {}) => call('POST', path, body, headers),
      login: (login: string, password = 'とても長い合言葉です2026') => call('POST', 'login', { login, password }),
      /** Opens the event stream; `take(n)` reads the next n events. */
      events: async (lastEventId?: string) => {
        const abort = new AbortController()
        const response = await raw('GET', '/desk/api/events', {
          headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
          signal: abort.signal,
        })
        const iterator = response.events?.[Symbol.asyncIterator]()
        return {
          status: response.status,
          take: async (count: number): Promise<ServerSentEvent[]> => {
            const taken: ServerSentEvent[] = []
            while (taken.length < count) {
              const step = await iterator?.next()
              if (step === undefined || step.done) break
              taken.push(step.value)
            }
            return taken
          },
          close: async () => {
            abort.abort()
            await iterator?.return?.()
          },
        }
      },
      get cookie() {
        return cookie
      },
    }
  }
  return { routes, operations, browser }
}
