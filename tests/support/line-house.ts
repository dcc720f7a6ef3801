import { createHttpServer } from '../../adapters/http/server.ts'
import { lineRoutes } from '../../adapters/line/line-door.ts'
import { createLineWorkers, type LineWorkers } from '../../adapters/line/line-workers.ts'
import { createPostbackSeal } from '../../adapters/line/postback-seal.ts'
import type { Consultant } from '../../bot/consultant.ts'
import type { Reply } from '../../bot/outcome.ts'
import { createHousekeeping } from '../../handoff/housekeeping.ts'
import type { ReceptionContext } from '../../handoff/reception/context.ts'
import { createReception } from '../../handoff/reception.ts'
import { createDispatcher } from '../../storage/dispatcher.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { type Logger, silentLogger } from '../../storage/ground/logger.ts'
import { createLaneRunner } from '../../storage/lane-runner.ts'
import { openStore } from '../../storage/open-store.ts'
import type { Store } from '../../storage/store.ts'
import type { Deliverer, LeasedEvent } from '../../storage/types.ts'

export const lineSecret = 'a-channel-secret-for-tests'
export const lineToken = 'a-channel-access-token-for-tests'

export interface LineHouseOptions {
  databaseUrl: string
  /** The stand-in's address. */
  apiBaseUrl: string
  clock: Clock
  /** How long the consultant thinks about each question. */
  thinkingMs?: number
  /** False leaves inbox and outbox as they are: nothing is answered or sent. */
  working?: boolean
  logger?: Logger
  /** Asks for tokens of 15 minutes instead of holding one for good. */
  channelId?: string
  /** More of the reception, such as its notice at the first contact. */
  reception?: Partial<ReceptionContext>
  consultant?: Consultant
  publicUrl?: string
}

export interface LineHouse {
  webhookUrl: string
  store: Store
  deliverer: Deliverer
  workers: LineWorkers
  stop(): Promise<void>
}

/** What a button of ours in the chat of `userId` carries. */
export const sealed = (userId: string, data: object, at = Date.now()): string =>
  createPostbackSeal(lineSecret).write(JSON.stringify(data), userId, at)

/** The answer of the tests' consultant to `text`. */
export const echoOf = (text: string): string => `「${text}」についてのご案内です。`

const replyOf = (text: string): Reply => ({ text, citations: [], suggestions: [] })

function echoConsultant(thinkingMs: number): Consultant {
  return {
    greeting: () => replyOf('こんにちは。'),
    async turn({ text }) {
      await new Promise((resolve) => setTimeout(resolve, thinkingMs))
      return {
        outcome: { outcome: 'answered', reason: 'record' },
        reply: replyOf(echoOf(text)),
        effects: [],
        state: {},
        trail: { intent: 'test', facet: null, records: [], passages: [], ledger: { checked: 0, dropped: [] } },
      }
    },
  }
}

/** The way of a LINE message, whole: HTTP, door, store, lanes, reception, dispatcher. Only the consultant is simple. */
export async function startLineHouse(options: LineHouseOptions): Promise<LineHouse> {
  const { clock, thinkingMs = 0, working = true, logger = silentLogger } = options
  const store = await openStore({ url: options.databaseUrl, clock, identifiers: randomIdentifiers, logger })
  let ownId: string | undefined
  const workers = createLineWorkers({
    store,
    clock,
    logger,
    identifiers: randomIdentifiers,
    publicUrl: options.publicUrl,
    channelSecret: lineSecret,
    ...(options.channelId === undefined ? { channelAccessToken: lineToken } : { channelId: options.channelId }),
    apiBaseUrl: options.apiBaseUrl,
    dataApiBaseUrl: options.apiBaseUrl,
    onOwnId(told) {
      ownId = told
    },
  })
  const routes = lineRoutes({ store, clock, logger, channelSecret: lineSecret, ownId: () => ownId })
  const consultant = options.consultant ?? echoConsultant(thinkingMs)
  const identifiers = randomIdentifiers
  const reception = createReception({ store, consultant, clock, identifiers, logger, ...options.reception })
  const handle = async (leased: LeasedEvent, signal: AbortSignal) =>
    reception.handle({ ...leased, event: await workers.enrich(leased.event) }, signal)
  const lanes = createLaneRunner({ store, handle, onDead: reception.onDead, logger })
  const dispatcher = createDispatcher({ store, deliverers: { line: workers.deliverer }, logger })
  const housekeeping = createHousekeeping({ store, logger })
  const server = createHttpServer({ routes, upgrades: [], logger, drainMs: 200 })
  const { port } = await server.listen(0, '127.0.0.1')
  workers.intake?.start()
  if (working) {
    lanes.start()
    dispatcher.start()
    workers.start()
    housekeeping.start()
  }
  return {
    webhookUrl: `http://127.0.0.1:${port}/line/webhook`,
    store,
    deliverer: workers.deliverer,
    workers,
    async stop() {
      await server.stop()
      await workers.intake?.stop()
      if (working) {
        await workers.stop()
        await housekeeping.stop()
        await lanes.stop()
        await dispatcher.stop()
      }
      await store.close()
    },
  }
}
