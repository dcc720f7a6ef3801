import type { Route } from '../../storage/ground/http-route.ts'
import { createPostbackSeal } from './postback-seal.ts'
import { iconRoutes } from './sender-icons.ts'
import { type WebhookOptions, webhookRoute } from './webhook.ts'

/** The door to LINE: takes webhooks into the inbox. What goes out to LINE is the work of line-workers.ts. */
export const lineRoutes = (options: Omit<WebhookOptions, 'seal'>): Route[] => [
  webhookRoute({ ...options, seal: createPostbackSeal(options.channelSecret) }),
  ...iconRoutes(),
]
