import { backoffMs } from '../storage/backoff.ts'
import { type Clock, systemClock } from '../storage/ground/clock.ts'
import type { Logger } from '../storage/ground/logger.ts'
import type { PublishedRecord } from './corpus-reader.ts'
import type { Library } from './library.ts'

export interface LiveLibraryOptions {
  /** Opens a library of the folder and the records given; builds what takes long aside. */
  open: (published: readonly PublishedRecord[], occasion: 'start' | 'reload') => Promise<Library>
  /** Records approved by staff, as they stand now. */
  published: () => Promise<readonly PublishedRecord[]>
  /** Changes whenever they do. */
  publishedVersion: () => Promise<string | undefined>
  /** Told of each library that has taken the place of another. */
  onExchange?: ((library: Library) => void) | undefined
  logger: Logger
  clock?: Clock
  /** Milliseconds between two looks at the version. */
  pollMs?: number
}

/** The library that serves now, and how it is exchanged. */
export interface LiveLibrary {
  /** A turn takes it once: a library that was exchanged meanwhile goes on answering for those who hold it. */
  readonly current: Library
  /**
   * Opens the library anew and puts it in the place of the one that serves. One that cannot be opened is logged, and the
   * former stays. A call while one is under way leads to one more behind it. Never throws.
   */
  reload(reason: string): Promise<void>
  /** Looks at the version of the published records from time to time, and reloads when it changed. */
  watch(): void
  /** Stops watching and waits for a reload under way. */
  close(): Promise<void>
}

const longestPauseMs = 5 * 60_000

/** Opens the library that `serve` answers from. Throws what the first opening throws. */
export async function openLiveLibrary(options: LiveLibraryOptions): Promise<LiveLibrary> {
  const { open, published, publishedVersion, onExchange, logger, clock = systemClock, pollMs = 5_000 } = options
  // The version is read before the rows: a change between the two is seen at the next look.
  let version = await publishedVersion()
  let current = await open(await published(), 'start')
  let running: Promise<void> | undefined
  let again: string | undefined
  let failures = 0
  let notBefore = 0
  let pollFailed = false
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const exchange = async (reason: string) => {
    const started = clock.now()
    try {
      const nextVersion = await publishedVersion()
      const next = await open(await published(), 'reload')
      current = next
      onExchange?.(next)
      version = nextVersion
      failures = 0
      notBefore = 0
      const fields = { reason, records: next.records.size, version: next.version, tookMs: clock.now() - started }
      logger.info(fields, 'the library was reloaded')
    } catch (thrown) {
      if (closed) return
      failures += 1
      notBefore = clock.now() + backoffMs(failures + 3, longestPauseMs)
      logger.error({ reason, err: thrown }, 'the library could not be reloaded; the former goes on serving')
    }
  }

  const reload = (reason: string): Promise<void> => {
    if (running) {
      again = reason
      return running
    }
    const work = async () => {
      for (let next: string | undefined = reason; next !== undefined && !closed; next = again) {
        again = undefined
        await exchange(next)
      }
      running = undefined
    }
    running = work()
    return running
  }

  const look = async () => {
    try {
      const now = await publishedVersion()
      pollFailed = false
      if (now !== version && clock.now() >= notBefore) await reload('published records changed')
    } catch (thrown) {
      if (!pollFailed) logger.warn({ err: thrown }, 'the version of the published records cannot be read')
      pollFailed = true
    }
  }
  const schedule = () => {
    if (closed) return
    timer = setTimeout(async () => {
      await look()
      schedule()
    }, pollMs)
    timer.unref()
  }

  return {
    get current() {
      return current
    },
    reload,
    watch: schedule,
    async close() {
      closed = true
      clearTimeout(timer)
      await running
    },
  }
}
