import type { Clock } from '../../storage/ground/clock.ts'
import type { Route } from '../../storage/ground/http-route.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import type { Deliverer } from '../../storage/types.ts'
import type { CrossOriginRule } from '../http/cross-origin.ts'
import { createOriginCheck } from '../http/origins.ts'
import type { UpgradeRoute } from '../http/upgrade.ts'
import { createAccess } from './access.ts'
import { bundleWidget } from './bundle.ts'
import { createContinuation } from './continue-here.ts'
import { conversationRoutes } from './conversation-routes.ts'
import { createWebDeliverer } from './delivery.ts'
import { lineLinkRoute } from './line-link-route.ts'
import { pageRoutes } from './page-routes.ts'
import { createQueueTeller } from './queue-teller.ts'
import { createRateLimit, type Rate } from './rate-limit.ts'
import { createSecureLinks, type SecureLinks } from './secure-links.ts'
import { readSigningKey } from './signing-key.ts'
import { showStaffTyping } from './staff-typing.ts'
import { createStreamHub } from './stream-hub.ts'
import { createStream } from './stream-upgrade.ts'
import { tokenRoutes } from './token-routes.ts'
import { createTokens } from './tokens.ts'
import { createVisitors } from './visitors.ts'

export interface WebDoorOptions {
  store: Store
  clock: Clock
  identifiers: Identifiers
  logger: Logger
  /** Where the world finds us, such as `https://madoguchi.example.jp`; needed behind a proxy. */
  publicUrl?: string
  directLineSecret?: string
  allowedOrigins: readonly string[]
  operatorName: string
  rates?: Partial<WebRates>
}

/**
 * How much one visitor and one address may ask. The rates of an address are wide: a company behind its router has one,
 * and so have all visitors behind a proxy that names no client.
 */
export interface WebRates {
  postsOfConversation: Rate
  postsOfAddress: Rate
  tokensOfAddress: Rate
}

const defaultRates: WebRates = {
  postsOfConversation: { burst: 10, perSecond: 0.5 },
  postsOfAddress: { burst: 200, perSecond: 10 },
  tokensOfAddress: { burst: 200, perSecond: 5 },
}

export interface WebDoor {
  routes: Route[]
  upgrades: UpgradeRoute[]
  /** For the HTTP server: whose pages may ask Direct Line. */
  crossOrigin: CrossOriginRule
  deliverer: Deliverer
  /** A one-time address at which a conversation of another door goes on here. */
  securePage: SecureLinks['create']
  /** Ends the open streams. */
  stop(): Promise<void>
}

/** The web door: Direct Line 3.0, the page with the widget, and the way answers reach them. */
export async function createWebDoor(options: WebDoorOptions): Promise<WebDoor> {
  const { store, clock, identifiers, logger, publicUrl, directLineSecret } = options
  const rates = { ...defaultRates, ...options.rates }
  const [bundle, key] = await Promise.all([bundleWidget(), readSigningKey(store, identifiers)])
  const allowsOrigin = createOriginCheck(options.allowedOrigins, publicUrl)
  const tokens = createTokens(key, clock)
  const access = createAccess({ database: store.database, tokens, secret: directLineSecret, allowsOrigin })
  const hub = createStreamHub(store.database, logger)
  const stream = createStream({ database: store.database, tokens, hub, allowsOrigin, logger })
  const visitors = createVisitors({ store, clock, hub })
  const queue = createQueueTeller({ store, hub, logger })
  const stopTyping = showStaffTyping({ store, hub, logger })
  const links = createSecureLinks({ store, key, identifiers, publicUrl })
  const limitTokens = createRateLimit(rates.tokensOfAddress, clock)
  return {
    routes: [
      ...tokenRoutes({
        access,
        tokens,
        identifiers,
        hasSecret: directLineSecret !== undefined,
        allowsOrigin,
        limit: limitTokens,
        continueHere: createContinuation({ store, identifiers, visitors, links }),
      }),
      lineLinkRoute({ store, access, identifiers }),
      ...conversationRoutes({
        store,
        access,
        tokens,
        visitors,
        queue,
        identifiers,
        logger,
        publicUrl,
        limitStarts: limitTokens,
        limitPosts: createRateLimit(rates.postsOfConversation, clock),
        limitPostsOfAddress: createRateLimit(rates.postsOfAddress, clock),
      }),
      ...pageRoutes({ bundle, identifiers, operatorName: options.operatorName, publicUrl }),
    ],
    upgrades: [stream.route],
    crossOrigin: { prefix: '/v3/directline', allows: allowsOrigin },
    deliverer: createWebDeliverer({ adapter: visitors.adapter, database: store.database, logger }),
    securePage: links.create,
    async stop() {
      hub.stop()
      queue.stop()
      stopTyping()
      await stream.stop()
    },
  }
}
