import { expectedWait } from '../../handoff/routing/expected-wait.ts'
import { readSetting } from '../../handoff/settings/desk-settings.ts'
import { originOf } from '../../storage/error-origin.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import { waitingPlaces } from '../../storage/waiting-line.ts'
import { BOT_ID } from './direct-line-adapter.ts'
import type { StreamHub } from './stream-hub.ts'

/** How a conversation waits: its place, and the wait in coarse words where any can be given; no place, no waiting. */
export interface Waiting {
  place: number | null
  wait: string | null
}

/** The event that tells it. Never stored: it is true only now. */
export const WAITING = 'madoguchi/waiting'

const notWaiting: Waiting = { place: null, wait: null }
const GATHER_MS = 300

export const waitingActivity = (conversationKey: string, waiting: Waiting): JsonObject => ({
  type: 'event',
  name: WAITING,
  value: { ...waiting },
  channelId: 'directline',
  conversation: { id: conversationKey },
  from: { id: BOT_ID, role: 'bot' },
})

export interface QueueTeller {
  /** How one conversation waits now; for who asks by polling. */
  waitingOf(conversationKey: string): Promise<Waiting>
  stop(): void
}

/**
 * Tells every open page that waits for staff its place and the expected wait, as they change: when the desk moves, when
 * a page (re)connects, and every `sweepMs` for what other processes did.
 */
export function createQueueTeller(house: {
  store: Store
  hub: StreamHub
  logger: Logger
  sweepMs?: number
}): QueueTeller {
  const { store, hub, logger, sweepMs = 5_000 } = house
  /** What each page was told last. */
  const told = new Map<string, string>()
  let soon: NodeJS.Timeout | undefined

  const line = async () => {
    const { database, clock } = store
    const places = await waitingPlaces(database, 'web')
    const wait =
      places.size === 0
        ? null
        : ((await expectedWait(database, await readSetting(database, 'hours'), clock.now())) ?? null)
    return (key: string): Waiting => {
      const place = places.get(key)
      return place === undefined ? notWaiting : { place, wait }
    }
  }

  const look = async () => {
    const keys = hub.keys()
    for (const key of told.keys()) if (!keys.includes(key)) told.delete(key)
    if (keys.length === 0) return
    const waitingOf = await line()
    for (const key of keys) {
      const waiting = waitingOf(key)
      const text = JSON.stringify(waiting)
      const before = told.get(key)
      if (before === text || (before === undefined && waiting.place === null)) continue
      told.set(key, text)
      hub.whisper(key, waitingActivity(key, waiting))
    }
  }
  const lookSafely = () =>
    look().catch((error: unknown) => logger.warn({ at: originOf(error) }, 'the places in the queue could not be told'))
  const lookSoon = () => {
    soon ??= setTimeout(() => {
      soon = undefined
      void lookSafely()
    }, GATHER_MS).unref()
  }

  const stops = [
    store.listen('desk', lookSoon),
    hub.onJoin((key) => {
      told.delete(key)
      lookSoon()
    }),
  ]
  const timer = setInterval(() => void lookSafely(), sweepMs).unref()

  return {
    waitingOf: async (key) => (await line())(key),
    stop() {
      for (const stop of stops) stop()
      clearTimeout(soon)
      clearInterval(timer)
    },
  }
}
