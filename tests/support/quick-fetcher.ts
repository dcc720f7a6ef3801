import { lookup } from 'node:dns/promises'
import { type ApiGet, createApiGet } from '../../knowledge/ingest/fetch/api-get.ts'
import { createHostPace, type PaceOptions } from '../../knowledge/ingest/fetch/host-pace.ts'
import { createFetcher, type Fetcher, type FetcherOptions } from '../../knowledge/ingest/fetch/polite-fetcher.ts'
import { createRobotsRules } from '../../knowledge/ingest/fetch/robots.ts'

const limits = { headMs: 1_000, idleMs: 300, totalMs: 2_000, maxBytes: 15 * 1024 * 1024 }

/** The fetcher of the house with short deadlines, and without the wait between requests. */
export function quickFetcher(changes: Partial<FetcherOptions> & { pacing?: Partial<PaceOptions> } = {}): Fetcher {
  const { pacing, ...options } = changes
  const sleep = async () => {}
  const now = () => Date.now()
  return createFetcher({
    userAgent: 'MadoguchiBot/1.0',
    limits,
    resolveName: (hostname) => lookup(hostname, { all: true }),
    pace: createHostPace({ now, sleep, intervalMs: 0, ...pacing }),
    robots: createRobotsRules('MadoguchiBot'),
    sleep,
    now,
    ...options,
  })
}

/** The same for an interface made for programs. */
export function quickGet(): ApiGet {
  return createApiGet({
    userAgent: 'MadoguchiBot/1.0',
    limits,
    resolveName: (hostname) => lookup(hostname, { all: true }),
    pace: createHostPace({ now: () => Date.now(), sleep: async () => {}, intervalMs: 0 }),
  })
}
