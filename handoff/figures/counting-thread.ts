import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { goBehind } from '../../storage/ground/thread-priority.ts'
import { openStore } from '../../storage/open-store.ts'
import type { CountingTask } from './count-aside.ts'
import { countFigures } from './report.ts'

/** The thread of count-aside.ts: counts one report and ends. */
const { url, period } = workerData as CountingTask
goBehind()
const store = await openStore({ url, clock: systemClock, identifiers: randomIdentifiers, logger: silentLogger })
try {
  parentPort?.postMessage(await countFigures(store, period))
} finally {
  await store.close()
}
