import { originOf } from '../../storage/error-origin.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Queryable } from '../../storage/schema.ts'
import { lastPositions, readActivities } from './activity-log.ts'
import { PAGE_SIZE } from './limits.ts'

/** A client's end of a stream. */
export interface StreamListener {
  /** The last position it has. */
  position: number
  send(frame: string): void
}

/** An activity, or one made for who has everything up to a position. */
export type Whispered = JsonObject | ((position: number) => JsonObject)

export interface StreamHub {
  /** Starts telling a listener all that lies behind its position; returns the way to stop. */
  join(conversationKey: string, listener: StreamListener): () => void
  count(conversationKey: string): number
  total(): number
  /** Tells listeners what is new; resolves when they have it. */
  wake(conversationKey: string): Promise<void>
  /** Tells what is never stored (a typing sign) to listeners, with `after` to those who have nothing newer. */
  whisper(conversationKey: string, activity: Whispered, after?: number): void
  /** The conversations that somebody has open. */
  keys(): string[]
  /** Calls `listener` whenever somebody opens one; returns the way to stop. */
  onJoin(listener: (conversationKey: string) => void): () => void
  stop(): void
}

interface Room {
  listeners: Set<StreamListener>
  pumping: Promise<void> | undefined
  again: boolean
}

/** Rooms looked up in one query of the sweep. */
const SWEEP_CHUNK = 400

/**
 * Passes the activity log on to open streams. Those who write wake it; every `sweepMs` it also looks for what other
 * processes wrote. The log is the truth: a listener's position says what it lacks, whatever woke us.
 */
export function createStreamHub(database: Queryable, logger: Logger, sweepMs = 1_000): StreamHub {
  const rooms = new Map<string, Room>()
  const joinListeners = new Set<(conversationKey: string) => void>()

  const deliver = async (conversationKey: string, room: Room): Promise<void> => {
    for (;;) {
      const behind = Math.min(...[...room.listeners].map(({ position }) => position))
      if (!Number.isFinite(behind)) return
      const page = await readActivities(database, conversationKey, behind)
      const last = page.at(-1)
      if (!last) return
      for (const listener of room.listeners) {
        const fresh = page.filter(({ position }) => position > listener.position)
        if (fresh.length === 0) continue
        listener.position = last.position
        const activities = fresh.map(({ activity }) => activity)
        listener.send(JSON.stringify({ activities, watermark: String(last.position) }))
      }
      if (page.length < PAGE_SIZE) return
    }
  }

  const pump = (conversationKey: string, room: Room): Promise<void> => {
    if (room.pumping) {
      room.again = true
      return room.pumping
    }
    const run = async () => {
      try {
        do {
          room.again = false
          await deliver(conversationKey, room)
        } while (room.again)
      } catch (error) {
        logger.warn({ at: originOf(error) }, 'activities could not be read; the next sweep tries again')
      } finally {
        room.pumping = undefined
      }
    }
    room.pumping = run()
    return room.pumping
  }

  let sweeping = false
  const sweep = async () => {
    if (sweeping) return
    sweeping = true
    try {
      const keys = [...rooms.keys()]
      for (let start = 0; start < keys.length; start += SWEEP_CHUNK) {
        const last = await lastPositions(database, keys.slice(start, start + SWEEP_CHUNK))
        for (const [key, position] of last) {
          const room = rooms.get(key)
          const lacks = room && [...room.listeners].some((listener) => listener.position < position)
          if (room && lacks) void pump(key, room)
        }
      }
    } catch (error) {
      logger.warn({ at: originOf(error) }, 'the sweep for new activities failed')
    } finally {
      sweeping = false
    }
  }
  const timer = setInterval(() => void sweep(), sweepMs)
  timer.unref()

  return {
    join(conversationKey, listener) {
      const room = rooms.get(conversationKey) ?? { listeners: new Set(), pumping: undefined, again: false }
      rooms.set(conversationKey, room)
      room.listeners.add(listener)
      for (const tell of joinListeners) tell(conversationKey)
      void pump(conversationKey, room)
      return () => {
        room.listeners.delete(listener)
        if (room.listeners.size === 0 && rooms.get(conversationKey) === room) rooms.delete(conversationKey)
      }
    },
    count: (conversationKey) => rooms.get(conversationKey)?.listeners.size ?? 0,
    total: () => [...rooms.values()].reduce((sum, room) => sum + room.listeners.size, 0),
    async wake(conversationKey) {
      const room = rooms.get(conversationKey)
      if (room) await pump(conversationKey, room)
    },
    keys: () => [...rooms.keys()],
    onJoin(listener) {
      joinListeners.add(listener)
      return () => joinListeners.delete(listener)
    },
    whisper(conversationKey, activity, after = Number.POSITIVE_INFINITY) {
      for (const listener of rooms.get(conversationKey)?.listeners ?? []) {
        if (listener.position > after) continue
        const told = typeof activity === 'function' ? activity(listener.position) : activity
        listener.send(JSON.stringify({ activities: [told] }))
      }
    },
    stop: () => clearInterval(timer),
  }
}
