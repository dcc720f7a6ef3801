import { readPayload } from '../../bot/delivery.ts'
import { raiseAlert } from '../../handoff/notify/raise-alert.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { releaseDue } from '../../storage/held.ts'
import type { Store } from '../../storage/store.ts'
import { createTicker, type Ticker } from '../../storage/ticker.ts'
import type { Conversation, Deliverer, InboundEvent } from '../../storage/types.ts'
import type { Worker } from '../../storage/worker-pool.ts'
import { createAccessTokens, credentialsOf, type LineSettings } from './access-token.ts'
import { createAccount } from './account.ts'
import { createContentWorker } from './content-worker.ts'
import { createGroupLeaver } from './leave-group.ts'
import { openLineAccount } from './line-account.ts'
import { createLineCalls } from './line-calls.ts'
import { createLineDeliverer } from './line-deliverer.ts'
import { createLoadRoom } from './load-messages.ts'
import { createMenuKeeper } from './menus/menu-keeper.ts'
import { createPostbackSeal } from './postback-seal.ts'
import { createQuotaWatch } from './quota.ts'
import { createQuotaRelease } from './release-quota.ts'
import { createIntake } from './take-in.ts'
import { createWaitingWatch } from './waiting-watch.ts'

export interface LineWorkersOptions extends LineSettings {
  store: Store
  clock: Clock
  identifiers: Identifiers
  logger: Logger
  /** `https://api.line.me`, or a stand-in: scheme, host and port, no path. */
  apiBaseUrl: string
  /** `https://api-data.line.me`, or a stand-in. */
  dataApiBaseUrl: string
  /** Where LINE fetches the senders' pictures: https only. */
  publicUrl?: string | undefined
  /** Told the account's own user id once LINE has told it. */
  onOwnId?: ((ownId: string) => void) | undefined
}

export interface LineWorkers {
  deliverer: Deliverer
  /** Puts what the door has taken into the inbox; undefined where the door does. */
  intake: Ticker | undefined
  /** Keeps the menu under each chat right. */
  menus: Worker
  /** What the platform knows of an event and did not tell with it, asked for only where it is needed. */
  enrich(event: InboundEvent): Promise<InboundEvent>
  /** Tells LINE that the message with this way back was really read. */
  markRead(replyTo: InboundEvent['replyTo']): void
  /** Where the user links this conversation with one on our own page; undefined while the page has no address. */
  accountLink(conversation: Pick<Conversation, 'conversationKey'>): Promise<string | undefined>
  start(): void
  stop(): Promise<void>
}

const every = { waiting: 1_000, held: 5_000, quota: 5_000, account: 60 * 60_000 }

/**
 * What lies behind the door to LINE: puts what it has taken into the inbox, carries outbox rows of the door `line` to the
 * Messaging API, fetches what users sent, watches the quota and who waits, and keeps the menu under each chat right.
 */
export function createLineWorkers(options: LineWorkersOptions): LineWorkers {
  const { store, clock, identifiers, logger, channelSecret, apiBaseUrl, dataApiBaseUrl, publicUrl } = options
  const seal = createPostbackSeal(channelSecret)
  const accessTokens = createAccessTokens({ credentials: credentialsOf(options), apiBaseUrl, clock, logger })
  const calls = createLineCalls({ accessTokens, apiBaseUrl, dataApiBaseUrl, logger })
  const account = createAccount({ calls, logger, onOwnId: options.onOwnId })
  const quota = createQuotaWatch({
    store,
    clock,
    logger,
    calls,
    onStep: (unit, step) => raiseAlert(unit, `line-quota-${step}`, null, clock.now()),
  })
  const load = createLoadRoom(store, { seal, publicUrl })
  const sender = createLineDeliverer({ store, clock, logger, calls, quota, load })
  const leaver = createGroupLeaver(sender, calls, () => clock.now())

  const ticker = (name: keyof typeof every, work: () => Promise<void>) =>
    createTicker({ name, everyMs: every[name], logger, work })
  const tickers = [
    ticker('account', account.refresh),
    ticker('quota', createQuotaRelease({ store, clock, quota })),
    ticker('waiting', createWaitingWatch({ store, clock, identifiers, calls })),
    ticker('held', async () => {
      await store.transaction((unit) => releaseDue(unit, { way: 'push' }))
    }),
  ]

  const contents = createContentWorker({ store, identifiers, logger, accessTokens, dataApiBaseUrl })
  const menus = createMenuKeeper({
    store,
    clock,
    logger,
    account: openLineAccount({ accessTokens, apiBaseUrl, dataApiBaseUrl }),
  })

  return {
    deliverer: {
      ...leaver,
      async deliver(item, signal) {
        const result = await leaver.deliver(item, signal)
        // Answered, so read; 「準備中」 is no answer.
        if (result.status === 'sent' && !readPayload(item.payload).preparing) account.markRead(item.replyTo)
        return result
      },
    },
    intake: createIntake(store, logger),
    menus,
    enrich: account.enrich,
    markRead: account.markRead,
    async accountLink({ conversationKey }) {
      if (publicUrl === undefined) return undefined
      const { linkToken } = await calls.ask('linkToken', (client) => client.issueLinkToken(conversationKey))
      return `${publicUrl}/#line-link=${linkToken}`
    },
    start() {
      for (const one of tickers) one.start()
      contents.start()
    },
    async stop() {
      await Promise.all([...tickers, contents].map((one) => one.stop()))
    },
  }
}
