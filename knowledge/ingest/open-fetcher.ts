import { lookup } from 'node:dns/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { createHostPace } from './fetch/host-pace.ts'
import { createFetcher, type Fetcher } from './fetch/polite-fetcher.ts'
import { createRobotsRules } from './fetch/robots.ts'

/** The name by which robots.txt may speak to us. */
export const robotName = 'MadoguchiBot'

const limits = { headMs: 20_000, idleMs: 20_000, totalMs: 120_000, maxBytes: 15 * 1024 * 1024 }

const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
  await wait(ms, undefined, { signal })
}

/** The fetcher of one run over the real network: one request a second to a host. */
export function openFetcher(contact?: string): Fetcher {
  const now = () => Date.now()
  return createFetcher({
    userAgent: `${robotName}/1.0${contact === undefined ? '' : ` (${contact.replace(/[^\x20-\x7e]/g, '')})`}`,
    limits,
    resolveName: (hostname) => lookup(hostname, { all: true }),
    pace: createHostPace({ now, sleep, intervalMs: 1_000 }),
    robots: createRobotsRules(robotName),
    sleep,
    now,
  })
}
