import type { Route } from '../../storage/ground/http-route.ts'
import type { Store } from '../../storage/store.ts'
import { createPostbackSeal } from './postback-seal.ts'
import { iconRoutes } from './sender-icons.ts'
import { createTakeIn } from './take-in.ts'
import { type WebhookOptions, webhookRoute } from './webhook.ts'

/** The door to LINE: takes webhooks in. What becomes of them and what goes out to LINE is the work of line-workers.ts. */
export const lineRoutes = (options: Omit<WebhookOptions, 'seal' | 'takeIn'> & { store: Store }): Route[] => [
  webhookRoute({
    ...options,
    seal: createPostbackSeal(options.channelSecret),
    takeIn: createTakeIn(options.store, options.logger),
  }),
  ...iconRoutes(),
]
