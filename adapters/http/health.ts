import { Histogram, type Registry } from 'prom-client'
import { originOf } from '../../storage/error-origin.ts'
import type { Route } from '../../storage/ground/http-route.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { HttpServerOptions } from './server.ts'

export interface HealthOptions {
  /** What must hold before messages can be taken and answered; each rejects when it does not. */
  checks: Readonly<Record<string, () => Promise<unknown>>>
  registry: Registry
  logger: Logger
  /** How long one check may take (default 2 s). */
  checkDeadlineMs?: number
}

/** `/healthz`: the process lives. `/readyz`: 200 only when every check holds, else 503 naming what failed. `/metrics`. */
export function healthRoutes({ checks, registry, logger, checkDeadlineMs = 2_000 }: HealthOptions): Route[] {
  const run = async (name: string, check: () => Promise<unknown>): Promise<[string, 'ok' | 'failed']> => {
    let timer: NodeJS.Timeout | undefined
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('deadline passed')), checkDeadlineMs)
    })
    try {
      await Promise.race([check(), deadline])
      return [name, 'ok']
    } catch (error) {
      logger.warn({ check: name, at: originOf(error) }, 'not ready')
      return [name, 'failed']
    } finally {
      clearTimeout(timer)
    }
  }
  return [
    { method: 'GET', path: '/healthz', handler: async () => ({ status: 200, body: { status: 'ok' } }) },
    {
      method: 'GET',
      path: '/readyz',
      async handler() {
        const results = await Promise.all(Object.entries(checks).map(([name, check]) => run(name, check)))
        const ready = results.every(([, result]) => result === 'ok')
        return {
          status: ready ? 200 : 503,
          body: { status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(results) },
        }
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      handler: async () => ({
        status: 200,
        headers: { 'content-type': registry.contentType },
        body: await registry.metrics(),
      }),
    },
  ]
}

/** Counts every answer of the server by method, route and status; pass it as `observe`. */
export function createHttpObserver(registry: Registry): NonNullable<HttpServerOptions['observe']> {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Seconds from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  return ({ method, route, status, seconds }) => durations.observe({ method, route, status: String(status) }, seconds)
}
