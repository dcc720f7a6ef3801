import type { Clock } from '../../storage/ground/clock.ts'
import type { Route } from '../../storage/ground/http-route.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import type { Deliverer } from '../../storage/types.ts'
import type { Worker } from '../../storage/worker-pool.ts'
import { openLineAccount } from './line-account.ts'
import { createLineCalls } from './line-calls.ts'
import { createLineDeliverer } from './line-deliverer.ts'
import { createMenuKeeper } from './menus/menu-keeper.ts'
import { webhookRoute } from './webhook.ts'

export interface LineDoorOptions {
  store: Store
  clock: Clock
  logger: Logger
  channelSecret: string
  channelAccessToken: string
  /** `https://api.line.me`, or a stand-in: scheme, host and port, no path. */
  apiBaseUrl: string
  /** `https://api-data.line.me`, or a stand-in. */
  dataApiBaseUrl: string
}

/**
 * The door to LINE: takes webhooks into the inbox, carries outbox rows of the door `line` to the Messaging API, and keeps
 * the menu under each chat right.
 */
export function createLineDoor(options: LineDoorOptions): { routes: Route[]; deliverer: Deliverer; menus: Worker } {
  const { store, clock, logger } = options
  return {
    routes: [webhookRoute(options)],
    deliverer: createLineDeliverer({ store, clock, logger, calls: createLineCalls(options) }),
    menus: createMenuKeeper({ store, clock, logger, account: openLineAccount(options) }),
  }
}
