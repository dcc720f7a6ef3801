import type { Place } from '../support/place.ts'
import { createStoreBench } from './store-bench.ts'
import { conversationsContract } from './store-conversations.contract.ts'
import { inboxContract } from './store-inbox.contract.ts'
import { lanesContract } from './store-lanes.contract.ts'
import { modelUsageContract } from './store-model-usage.contract.ts'
import { outboxContract } from './store-outbox.contract.ts'
import { processesContract } from './store-processes.contract.ts'
import { unitOfWorkContract } from './store-unit-of-work.contract.ts'

/** What every Store must do, whatever database it stands on. `createPlace` gives an empty database for each test. */
export function storeContract(createPlace: () => Promise<Place>): void {
  const bench = createStoreBench(createPlace)
  inboxContract(bench)
  lanesContract(bench)
  processesContract(bench)
  outboxContract(bench)
  unitOfWorkContract(bench)
  conversationsContract(bench)
  modelUsageContract(bench)
}
