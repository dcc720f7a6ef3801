import { collectDefaultMetrics, type Registry } from 'prom-client'
import { deskRoutes } from '../handoff/desk/routes.ts'
import { prepareFirstStaff } from '../handoff/staff/setup.ts'
import { createDispatcher } from '../storage/dispatcher.ts'
import type { Clock } from '../storage/ground/clock.ts'
import type { Identifiers } from '../storage/ground/identifiers.ts'
import type { Logger } from '../storage/ground/logger.ts'
import type { Store } from '../storage/store.ts'
import type { BackOfficeAside } from './back-office/back-office-aside.ts'
import { createHttpObserver, healthRoutes } from './http/health.ts'
import { createHttpServer } from './http/server.ts'
import { previewWords } from './line/preview-words.ts'
import { readPushQuota } from './line/quota.ts'
import { createWebDoor } from './web/web-door.ts'

/** The settings the doors read. */
export interface DoorSettings {
  PORT: number
  HOST: string
  PUBLIC_URL?: string | undefined
  OPERATOR_NAME: string
  LINE_CHANNEL_SECRET?: string | undefined
  LINE_CHANNEL_ACCESS_TOKEN?: string | undefined
  LINE_CHANNEL_ID?: string | undefined
  LINE_API_BASE_URL: string
  LINE_DATA_API_BASE_URL: string
  DIRECT_LINE_SECRET?: string | undefined
  WEB_ALLOWED_ORIGINS: string[]
  MICROSOFT_APP_ID?: string | undefined
  MICROSOFT_APP_PASSWORD?: string | undefined
  MICROSOFT_APP_TENANT_ID?: string | undefined
  OIDC_ISSUER?: string | undefined
  OIDC_CLIENT_ID?: string | undefined
  OIDC_CLIENT_SECRET?: string | undefined
}

export interface Doors {
  /** Listens and has the back office begin. Resolves with where the house is reached, and the set-up path while there is no staff. */
  open(): Promise<{ url: string; setupPath: string | undefined }>
  /** Takes nothing new, lets what is under way end, then stops. */
  close(): Promise<void>
}

/** Puts the doors on the house: web, LINE and Bot Framework where configured, the desk, one HTTP server. */
export async function openDoors(options: {
  settings: DoorSettings
  store: Store
  /** Works on what the doors take in; it is closed with them. */
  office: Omit<BackOfficeAside, 'reload'>
  clock: Clock
  identifiers: Identifiers
  logger: Logger
  registry: Registry
}): Promise<Doors> {
  const { settings, store, office, clock, identifiers, logger, registry } = options
  const publicUrl = settings.PUBLIC_URL
  const openingWeb = createWebDoor({
    store,
    clock,
    identifiers,
    logger,
    ...(publicUrl ? { publicUrl } : {}),
    ...(settings.DIRECT_LINE_SECRET ? { directLineSecret: settings.DIRECT_LINE_SECRET } : {}),
    allowedOrigins: settings.WEB_ALLOWED_ORIGINS,
    operatorName: settings.OPERATOR_NAME,
  })
  // Loaded only where configured: each brings an SDK that takes its time to start.
  const signOn =
    settings.OIDC_ISSUER && settings.OIDC_CLIENT_ID && settings.OIDC_CLIENT_SECRET && publicUrl
      ? (await import('../handoff/staff/identity-provider.ts')).createIdentityProvider({
          issuer: settings.OIDC_ISSUER,
          clientId: settings.OIDC_CLIENT_ID,
          clientSecret: settings.OIDC_CLIENT_SECRET,
          publicUrl,
        })
      : undefined
  const channelSecret = settings.LINE_CHANNEL_SECRET
  const line =
    channelSecret === undefined
      ? undefined
      : (await import('./line/line-door.ts')).lineRoutes({
          ...{ store, clock, logger, channelSecret },
          ownId: office.lineAccount,
        })
  const [web, desk] = await Promise.all([
    openingWeb,
    deskRoutes({
      store,
      clock,
      identifiers,
      logger,
      publicUrl,
      library: office,
      consultant: office.consultant,
      signOn,
      // The door is still opening: it bundles its page meanwhile.
      securePage: async (...of) => (await openingWeb).securePage(...of),
      operatorName: settings.OPERATOR_NAME,
      onRead: line && office.markRead,
      previewLine: line && previewWords,
      readPushQuota: line && (() => readPushQuota(store.database, clock.now())),
    }),
  ])
  const botFramework =
    settings.MICROSOFT_APP_ID && settings.MICROSOFT_APP_PASSWORD
      ? (await import('./botframework/mount.ts')).createBotFrameworkDoor({
          store,
          clock,
          logger,
          appId: settings.MICROSOFT_APP_ID,
          appPassword: settings.MICROSOFT_APP_PASSWORD,
          ...(settings.MICROSOFT_APP_TENANT_ID ? { tenantId: settings.MICROSOFT_APP_TENANT_ID } : {}),
        })
      : undefined

  // What is said on the web is put before open streams, which end here; what goes out to LINE is sent by the back office.
  const dispatcher = createDispatcher({
    store,
    logger,
    deliverers: { web: web.deliverer, ...(botFramework ? { botframework: botFramework.deliverer } : {}) },
  })

  collectDefaultMetrics({ register: registry })
  let working = false
  const checks = {
    storage: () => store.probe(),
    backOffice: office.isThere,
    workers: async () => {
      if (!working) throw new Error('the workers have not started')
    },
  }
  const server = createHttpServer({
    routes: [
      ...healthRoutes({ checks, registry, logger }),
      ...web.routes,
      ...(line ?? []),
      ...(botFramework?.routes ?? []),
      ...desk,
    ],
    upgrades: web.upgrades,
    logger,
    publicUrl,
    crossOrigin: web.crossOrigin,
    goFirst: store.goFirst,
    observe: createHttpObserver(registry),
  })

  const close = async () => {
    working = false
    await web.stop()
    await server.stop()
    // What its last turns say on the web still goes out.
    await office.close()
    await dispatcher.stop()
  }
  const shownHost = { '0.0.0.0': 'localhost', '::': 'localhost' }[settings.HOST] ?? settings.HOST

  return {
    async open() {
      const { port } = await server.listen(settings.PORT, settings.HOST)
      const begin = async () => {
        dispatcher.start()
        await office.start()
        working = true
        // After the port is ours: a second start by mistake must not end the set-up address of the first.
        return prepareFirstStaff({ store, identifiers, clock })
      }
      const setupPath = await begin().catch(async (thrown: unknown) => {
        await close()
        throw thrown
      })
      // An IPv6 address stands in brackets.
      const host = shownHost.includes(':') ? `[${shownHost}]` : shownHost
      return { url: publicUrl ?? `http://${host}:${port}`, setupPath }
    },
    close,
  }
}
