import { parentPort, workerData } from 'node:worker_threads'
import { serveLibrary } from '../../knowledge/serve-library.ts'
import { createStandBack } from '../../storage/door-courtesy.ts'
import { originOf } from '../../storage/error-origin.ts'
import { createLogger } from '../../storage/ground/logger.ts'
import { once } from '../../storage/ground/once.ts'
import { createThreadCalls, type ThreadPort } from '../../storage/ground/thread-calls.ts'
import { goBehind } from '../../storage/ground/thread-priority.ts'
import { createConsultant } from '../create-consultant.ts'
import { openDependencies } from '../open-dependencies.ts'
import { learn } from '../understand/learn.ts'
import type { ConsultantTask, HouseOffers, ThreadOffers } from './consultant-task.ts'

/** The thread of consult-aside.ts: it holds the library and takes the turns. */
const { operator, model, logLevel, doorMemory, ...folders } = workerData as ConsultantTask
const logger = createLogger(logLevel)

const opened = once(async () => {
  const live = await serveLibrary({
    ...folders,
    logger,
    published: () => house.call('published', undefined),
    publishedVersion: () => house.call('publishedVersion', undefined),
    // On a start the index is built in another thread meanwhile.
    onRecords: learn,
    onExchange: ({ records }) => void house.call('served', records),
  })
  const tokens = {
    usedOn: (day: string) => house.call('tokensUsedOn', day),
    add: (
      day: string,
      name: string,
      { calls, inputTokens, outputTokens }: Record<'calls' | 'inputTokens' | 'outputTokens', number>,
    ) => house.call('addTokens', { day, model: name, used: { calls, inputTokens, outputTokens } }),
  }
  const consultant = createConsultant(
    await openDependencies(
      () => live.current,
      { operator, model },
      { logger, tokens, ...(doorMemory ? { betweenSteps: createStandBack(doorMemory) } : {}) },
    ),
  )
  live.watch()
  // What is learnt at the start is waited for; a turn lets the doors go first.
  goBehind()
  return { live, consultant }
})

const offers: ThreadOffers = {
  open: async () => (await opened()).live.current.records,
  async turn(input, signal) {
    try {
      return await (await opened()).consultant.turn({ ...input, signal })
    } catch (thrown) {
      // The other side hears that it failed, not where.
      logger.error({ origin: originOf(thrown) }, 'a turn failed in the thread of the consultant')
      throw thrown
    }
  },
  summarise: async (talk, signal) => (await opened()).consultant.summarise?.(talk, signal),
  reload: async (reason) => (await opened()).live.reload(reason),
  ping() {},
  close: async () => (await opened()).live.close(),
}
const house = createThreadCalls<HouseOffers>(parentPort as ThreadPort, offers)
