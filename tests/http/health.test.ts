import { Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { createHttpObserver, healthRoutes } from '../../adapters/http/health.ts'
import type { HttpRequest, HttpResponse } from '../../storage/ground/http-route.ts'
import { silentLogger } from '../../storage/ground/logger.ts'

const request: HttpRequest = {
  method: 'GET',
  path: '/',
  params: {},
  query: new URLSearchParams(),
  headers: {},
  raw: Buffer.alloc(0),
  remoteAddress: '127.0.0.1',
  signal: new AbortController().signal,
}

const ask = (
  path: string,
  checks: Record<string, () => Promise<unknown>>,
  registry = new Registry(),
): Promise<HttpResponse> => {
  const route = healthRoutes({ checks, registry, logger: silentLogger, checkDeadlineMs: 30 }).find(
    (one) => one.path === path,
  )
  if (!route) throw new Error(`no route ${path}`)
  return route.handler(request)
}

it('the house is ready only when every check holds', async () => {
  expect(await ask('/readyz', { store: async () => {} })).toMatchObject({ status: 200 })
})

it('a failed check is named, and its reason is kept in the log', async () => {
  const answer = await ask('/readyz', {
    store: () => Promise.reject(new Error('disk full at /secret')),
    library: async () => {},
  })
  expect(answer).toEqual({
    status: 503,
    body: { status: 'not ready', checks: { store: 'failed', library: 'ok' } },
  })
})

it('a check that never ends counts as failed', async () => {
  expect(await ask('/readyz', { store: () => new Promise(() => {}) })).toMatchObject({ status: 503 })
})

it('the process is alive even when it is not ready', async () => {
  expect(await ask('/healthz', { store: () => Promise.reject(new Error('x')) })).toMatchObject({ status: 200 })
})

it('answers are counted by the declared route', async () => {
  const registry = new Registry()
  createHttpObserver(registry)({ method: 'GET', route: '/x/:id', status: 200, seconds: 0.01 })
  const { body } = await ask('/metrics', {}, registry)
  expect(body).toContain('http_request_duration_seconds_count{method="GET",route="/x/:id",status="200"} 1')
})
