import { lookup } from 'node:dns/promises'
import { createHostPace, type PaceOptions } from '../../knowledge/ingest/fetch/host-pace.ts'
import { createFetcher, type Fetcher, type FetcherOptions } from '../../knowledge/ingest/fetch/polite-fetcher.ts'
import { createRobotsRules } from '../../knowledge/ingest/fetch/robots.ts'

/** The fetcher of the house with short deadlines, and without the wait between requests. */
export function quickFetcher(changes: Partial<FetcherOptions> & { pacing?: Partial<PaceOptions> } = {}): Fetcher {
  const { pacing, ...options } = changes
  const sleep = async () => {}
  const now = () => Date.now()
  return createFetcher({
    userAgent: 'MadoguchiBot/1.0',
    limits: { headMs: 1_000, idleMs: 300, totalMs: 2_000, maxBytes: 15 * 1024 * 1024 },
    resolveName: (hostname) => lookup(hostname, { all: true }),
    pace: createHostPace({ now, sleep, intervalMs: 0, ...pacing }),
    robots: createRobotsRules('MadoguchiBot'),
    sleep,
    now,
    ...options,
  })
}
