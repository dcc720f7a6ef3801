import { createHttpServer } from '../../adapters/http/server.ts'
import { createLineDoor } from '../../adapters/line/line-door.ts'
import type { Consultant } from '../../bot/consultant.ts'
import type { Reply } from '../../bot/outcome.ts'
import { createReception } from '../../handoff/reception.ts'
import { createDispatcher } from '../../storage/dispatcher.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { type Logger, silentLogger } from '../../storage/ground/logger.ts'
import { createLaneRunner } from '../../storage/lane-runner.ts'
import { openStore } from '../../storage/open-store.ts'
import type { Store } from '../../storage/store.ts'
import type { Deliverer } from '../../storage/types.ts'

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
}

export interface LineHouse {
  webhookUrl: string
  store: Store
  deliverer: Deliverer
  stop(): Promise<void>
}

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
  const door = createLineDoor({
    store,
    clock,
    logger,
    channelSecret: lineSecret,
    channelAccessToken: lineToken,
    apiBaseUrl: options.apiBaseUrl,
    dataApiBaseUrl: options.apiBaseUrl,
  })
  const consultant = echoConsultant(thinkingMs)
  const reception = createReception({ store, consultant, clock, identifiers: randomIdentifiers, logger })
  const lanes = createLaneRunner({ store, handle: reception.handle, onDead: reception.onDead, logger })
  const dispatcher = createDispatcher({ store, deliverers: { line: door.deliverer }, logger })
  const server = createHttpServer({ routes: door.routes, upgrades: [], logger, drainMs: 200 })
  const { port } = await server.listen(0, '127.0.0.1')
  if (working) {
    lanes.start()
    dispatcher.start()
  }
  return {
    webhookUrl: `http://127.0.0.1:${port}/line/webhook`,
    store,
    deliverer: door.deliverer,
    async stop() {
      await server.stop()
      if (working) {
        await lanes.stop()
        await dispatcher.stop()
      }
      await store.close()
    },
  }
}
