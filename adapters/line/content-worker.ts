import { tellRefusedFile } from '../../handoff/reception/refused-file.ts'
import { claimAttachment, finishAttachment, hasWaitingAttachment } from '../../storage/attachments.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import { createWorkerPool, type Worker } from '../../storage/worker-pool.ts'
import { type FetchContentOptions, fetchContent } from './fetch-content.ts'

/** Longer than a try may take. */
const LEASE_MS = 60_000
/** Each holds a file in memory. */
const CONCURRENCY = 2
const DRAIN_MS = 2_000
/** Each turn of the bot hints at the desk, and few of them bring a file. */
const GATHER_MS = 50

/** Fetches the files that came while a person held the conversation, so that staff can look at them. */
export function createContentWorker(
  options: FetchContentOptions & { store: Store; identifiers: Identifiers; logger: Logger },
): Worker {
  const { store, identifiers, logger } = options
  return createWorkerPool({
    name: 'line-contents',
    store,
    topics: ['desk'],
    gatherMs: GATHER_MS,
    concurrency: CONCURRENCY,
    drainMs: DRAIN_MS,
    async claim() {
      if (!(await hasWaitingAttachment(store.database, 'line', store.clock.now()))) return undefined
      return store.transaction((unit) => claimAttachment(unit, 'line', LEASE_MS))
    },
    async run(row, stopping) {
      const fetched = await fetchContent(row, options, stopping)
      logger.info({ attachment: row.id, status: fetched.status, tries: row.attempts }, 'a file was asked for')
      await store.transaction(async (unit) => {
        const isKept = await finishAttachment(unit, row.id, fetched)
        if (!isKept || fetched.status === 'stored' || fetched.status === 'waiting') return
        const { reason } = fetched
        await tellRefusedFile(unit, identifiers, { conversationId: row.conversation_id, reason })
      })
    },
    logger,
  })
}
