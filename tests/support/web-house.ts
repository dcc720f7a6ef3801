import { createHttpServer } from '../../adapters/http/server.ts'
import { createWebDoor, type WebDoorOptions } from '../../adapters/web/web-door.ts'
import { type DeliveryPayload, writePayload } from '../../bot/delivery.ts'
import type { Reply } from '../../bot/outcome.ts'
import { createDispatcher } from '../../storage/dispatcher.ts'
import { type Clock, systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createLaneRunner } from '../../storage/lane-runner.ts'
import { openStore } from '../../storage/open-store.ts'
import { enqueueDelivery } from '../../storage/outbox.ts'
import type { Store } from '../../storage/store.ts'
import type { LeasedEvent } from '../../storage/types.ts'

export interface WebHouse {
  base: string
  port: number
  store: Store
  clock: Clock
  /** Says something nobody asked for, as staff do. */
  say(conversationKey: string, payload: Omit<DeliveryPayload, 'messageId'>): Promise<void>
  stop(): Promise<void>
}

export interface WebHouseOptions
  extends Partial<Pick<WebDoorOptions, 'directLineSecret' | 'allowedOrigins' | 'rates'>> {
  url?: string
  port?: number
  clock?: Clock
  /** How the reception of this house answers; an echo with a source and a card unless told otherwise. */
  answer?: (text: string) => Reply[] | Promise<Reply[]>
}

export const greeting: Reply = {
  text: 'こんにちは。補助金や知財のご相談にお答えします。',
  citations: [],
  suggestions: ['使える補助金を探したい', '特許の出願について知りたい', '相談員と話したい'],
}

const echo = (text: string): Reply[] => [
  {
    text: `「${text}」についてお答えします。`,
    citations: [
      { id: 'gotech-r8', title: 'Go-Tech事業 公募要領', url: 'https://www.chusho.meti.go.jp/', date: '2026-04-17' },
    ],
    suggestions: ['いつまで？'],
    card: {
      recordId: 'gotech-r8',
      title: 'Go-Tech事業',
      badge: '受付終了',
      badgeTone: 'closed',
      rows: [{ label: '補助上限', value: '4,500万円' }],
    },
  },
]

/** The web door with real storage, lanes, dispatcher and HTTP server; only the reception is made up. */
export async function openWebHouse(options: WebHouseOptions = {}): Promise<WebHouse> {
  const clock = options.clock ?? systemClock
  const shared = { clock, identifiers: randomIdentifiers, logger: silentLogger }
  const store = await openStore({ url: options.url ?? 'sqlite::memory:', ...shared })
  const door = await createWebDoor({
    store,
    ...shared,
    allowedOrigins: options.allowedOrigins ?? [],
    operatorName: '試験区 産学連携相談窓口',
    ...(options.directLineSecret === undefined ? {} : { directLineSecret: options.directLineSecret }),
    ...(options.rates === undefined ? {} : { rates: options.rates }),
  })
  const handle = async (leased: LeasedEvent): Promise<void> => {
    const { event, conversation } = leased
    const replies = event.kind === 'joined' ? [greeting] : await (options.answer ?? echo)(event.text)
    await store.completeEvent(leased, async (unit) => {
      if (replies.length === 0) return
      const payload = writePayload({ replies, sender: 'bot', messageId: event.eventId })
      await enqueueDelivery(unit, { conversationId: conversation.id, payload, replyTo: event.replyTo })
    })
  }
  const lanes = createLaneRunner({ store, handle, onDead: async () => {}, logger: silentLogger })
  const dispatcher = createDispatcher({ store, deliverers: { web: door.deliverer }, logger: silentLogger })
  const server = createHttpServer({
    routes: door.routes,
    upgrades: door.upgrades,
    crossOrigin: door.crossOrigin,
    logger: silentLogger,
    drainMs: 500,
  })
  const { port } = await server.listen(options.port ?? 0, '127.0.0.1')
  lanes.start()
  dispatcher.start()
  return {
    base: `http://127.0.0.1:${port}`,
    port,
    store,
    clock,
    async say(conversationKey, payload) {
      const row = await store.database
        .selectFrom('conversations')
        .select('id')
        .where('conversation_key', '=', conversationKey)
        .executeTakeFirstOrThrow()
      await store.transaction(async (unit) => {
        const written = writePayload({ ...payload, messageId: randomIdentifiers.uuid() })
        await enqueueDelivery(unit, { conversationId: row.id, payload: written, replyTo: {} })
      })
    },
    async stop() {
      await door.stop()
      await server.stop()
      await lanes.stop()
      await dispatcher.stop()
      await store.close()
    },
  }
}
