import { forgetKeys, hasKeysToForget } from '../storage/erasure.ts'
import type { Logger } from '../storage/ground/logger.ts'
import type { Store } from '../storage/store.ts'
import { createTicker, type Ticker } from '../storage/ticker.ts'

const EVERY_MS = 5_000

/** What has to go by itself, at whatever door it came in: runs wherever the office serves. */
export const createHousekeeping = ({ store, logger }: { store: Store; logger: Logger }): Ticker =>
  createTicker({
    name: 'housekeeping',
    everyMs: EVERY_MS,
    logger,
    async work() {
      if (await hasKeysToForget(store.database)) await store.transaction(forgetKeys)
    },
  })
