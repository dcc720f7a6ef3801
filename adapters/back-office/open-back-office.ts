import type { Consultant } from '../../bot/consultant.ts'
import { createDeskWorkers } from '../../handoff/desk-workers.ts'
import { createReception } from '../../handoff/reception.ts'
import { createDispatcher } from '../../storage/dispatcher.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { createLaneRunner } from '../../storage/lane-runner.ts'
import type { Store } from '../../storage/store.ts'
import type { InboundEvent } from '../../storage/types.ts'
import type { Worker } from '../../storage/worker-pool.ts'
import type { LineSettings } from '../line/access-token.ts'
import { createSecureLinks } from '../web/secure-links.ts'
import { readSigningKey } from '../web/signing-key.ts'

/** What the back office must know of the doors: plain data. */
export interface BackOfficeSettings {
  operatorName: string
  publicUrl: string | undefined
  line: (LineSettings & { apiBaseUrl: string; dataApiBaseUrl: string }) | undefined
}

export interface BackOffice extends Worker {
  /** Tells LINE that the message with this way back was really read. */
  markRead(replyTo: InboundEvent['replyTo']): void
}

/** The work behind the doors: lanes with the reception, what the desk does by itself, and what goes out to LINE. */
export async function openBackOffice(options: {
  settings: BackOfficeSettings
  store: Store
  consultant: Consultant
  clock: Clock
  identifiers: Identifiers
  logger: Logger
  /** Told the user id of the LINE account once LINE has told it. */
  onOwnId: (ownId: string) => void
}): Promise<BackOffice> {
  const { settings, store, identifiers, logger } = options
  const { operatorName, publicUrl } = settings
  const key = await readSigningKey(store, identifiers)
  const securePage = createSecureLinks({ store, key, identifiers, publicUrl }).create
  // Loaded only where configured: it brings an SDK that takes its time to start.
  const line =
    settings.line &&
    (await import('../line/line-workers.ts')).createLineWorkers({
      ...options,
      ...settings.line,
      publicUrl,
    })
  const reception = createReception({
    ...options,
    // The page of the web chat says it beside the chat.
    firstContactAt: ['line'],
    securePage,
    ...(line ? { accountLink: line.accountLink } : {}),
  })
  const lanes = createLaneRunner({
    store,
    handle: async (leased, signal) => {
      const enriched = leased.event.door === 'line' && line ? await line.enrich(leased.event) : leased.event
      return reception.handle({ ...leased, event: enriched }, signal)
    },
    onDead: reception.onDead,
    logger,
  })
  const desk = createDeskWorkers({ store, identifiers, logger, operator: operatorName, publicUrl, securePage })
  const dispatcher = line && createDispatcher({ store, logger, deliverers: { line: line.deliverer } })

  return {
    start() {
      for (const worker of [line?.intake, lanes, dispatcher, desk, line, line?.menus]) worker?.start()
    },
    async stop() {
      await Promise.all([line?.intake?.stop(), line?.stop(), line?.menus.stop(), desk.stop(), lanes.stop()])
      // Last: what the last turns say still goes out.
      await dispatcher?.stop()
    },
    markRead: (replyTo) => line?.markRead(replyTo),
  }
}
