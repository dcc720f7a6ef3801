import { parentPort, workerData } from 'node:worker_threads'
import { consultAside } from '../../bot/aside/consult-aside.ts'
import { originOf } from '../../storage/error-origin.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { createLogger } from '../../storage/ground/logger.ts'
import { once } from '../../storage/ground/once.ts'
import { createThreadCalls, type ThreadPort } from '../../storage/ground/thread-calls.ts'
import { goBehind } from '../../storage/ground/thread-priority.ts'
import { addModelUsage, tokensUsedOn } from '../../storage/model-usage.ts'
import { joinNeighbourhood } from '../../storage/neighbours.ts'
import { listPublishedRecords, publishedVersion } from '../../storage/published-records.ts'
import type { HouseOffers, PlacedTask, ThreadOffers } from './back-office-task.ts'

/** The thread of back-office-aside.ts: everything that nobody waits for at a door. */
const { databaseUrl, consultant: consultantTask, settings, place } = workerData as PlacedTask
const [clock, identifiers, logger] = [systemClock, randomIdentifiers, createLogger(consultantTask.logLevel)]

// What the consultant learns at its start takes the longest: its thread begins before the rest is loaded.
async function openGround() {
  const [{ openStore }] = await Promise.all([import('../../storage/open-store.ts'), house.call('ground', undefined)])
  return openStore({ url: databaseUrl, clock, identifiers, logger, neighbourhood: joinNeighbourhood(place) })
}

const opened = once(async () => {
  const ground = openGround()
  const consulting = consultAside(
    { ...consultantTask, doorMemory: place.doorMemory },
    {
      published: () => ground.then(({ database }) => listPublishedRecords(database)),
      publishedVersion: () => ground.then(({ database }) => publishedVersion(database)),
      tokensUsedOn: (day) => ground.then(({ database }) => tokensUsedOn(database, day)),
      addTokens: ({ day, model, used }) => ground.then(({ database }) => addModelUsage(database, day, model, used)),
      served: (records) => void house.call('served', records),
    },
    logger,
  )
  const rooms = import('./open-back-office.ts')
  const [store, aside, { openBackOffice }] = await Promise.all([ground, consulting, rooms])
  const office = await openBackOffice({
    ...{ settings, store, consultant: aside.consultant, clock, identifiers, logger },
    onOwnId: (ownId) => void house.call('lineAccount', ownId),
  })
  // From now on somebody may wait at a door.
  goBehind()
  return { store, aside, office }
})

const offers: ThreadOffers = {
  async open() {
    try {
      await opened()
    } catch (thrown) {
      // What was not foreseen: the other side hears that it failed, not where. The rest it tells the operator in words.
      if (!(thrown instanceof AppError)) {
        logger.error({ origin: originOf(thrown) }, 'the back office could not be opened')
      }
      throw thrown
    }
  },
  start: async () => (await opened()).office.start(),
  turn: async (input, signal) => (await opened()).aside.consultant.turn({ ...input, signal }),
  summarise: async (talk, signal) => (await opened()).aside.consultant.summarise?.(talk, signal),
  reload: async (reason) => (await opened()).aside.reload(reason),
  ping: async () => (await opened()).aside.isThere(),
  markRead: async (replyTo) => (await opened()).office.markRead(replyTo),
  async close() {
    const { store, aside, office } = await opened()
    await office.stop()
    await aside.close()
    await store.close()
  },
}
const house = createThreadCalls<HouseOffers>(parentPort as ThreadPort, offers)
