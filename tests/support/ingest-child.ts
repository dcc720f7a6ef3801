import { ingestSource } from '../../knowledge/ingest/run-ingest.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import { sourceOf } from './ingest-house.ts'
import { quickFetcher, quickGet } from './quick-fetcher.ts'

// One run of one source in a process of its own, so that it can be killed: <database> <corpus> <source as JSON>
const [url = '', corpus = '', source = '{}'] = process.argv.slice(2)
const store = await openStore({ url, clock: systemClock, identifiers: randomIdentifiers, logger: silentLogger })
const report = await ingestSource(sourceOf(JSON.parse(source) as Record<string, unknown>), corpus, {
  store,
  identifiers: randomIdentifiers,
  fetcher: quickFetcher(),
  get: quickGet(),
  fresh: false,
  signal: new AbortController().signal,
  progress: (line) => console.log(line),
})
await store.close()
console.log(JSON.stringify(report))
