import { lookup } from 'node:dns/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { type ApiGet, createApiGet } from './fetch/api-get.ts'
import { createHostPace } from './fetch/host-pace.ts'
import { createFetcher, type Fetcher } from './fetch/polite-fetcher.ts'
import { createRobotsRules } from './fetch/robots.ts'

/** The name by which robots.txt may speak to us. */
export const robotName = 'MadoguchiBot'

const limits = { headMs: 20_000, idleMs: 20_000, totalMs: 120_000, maxBytes: 15 * 1024 * 1024 }

const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
  await wait(ms, undefined, { signal })
}

/** The ways of one run to the real network: one request a second to a host, by whichever of them. */
export function openFetchers(contact?: string): { fetcher: Fetcher; get: ApiGet } {
  const now = () => Date.now()
  const network = {
    userAgent: `${robotName}/1.0${contact === undefined ? '' : ` (${contact.replace(/[^\x20-\x7e]/g, '')})`}`,
    limits,
    resolveName: (hostname: string) => lookup(hostname, { all: true }),
    pace: createHostPace({ now, sleep, intervalMs: 1_000 }),
  }
  const robots = createRobotsRules(robotName)
  return { fetcher: createFetcher({ ...network, robots, sleep, now }), get: createApiGet(network) }
}
