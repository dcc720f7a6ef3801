/** A process of its own on a database. Arguments: what to do, the database address. Each line on stdout is a fact. */
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import type { Store } from '../../storage/store.ts'
import { eventOf, sayOnce } from './store-steps.ts'

const [task = '', url = ''] = process.argv.slice(2)
const store = await openStore({ url, clock: systemClock, identifiers: randomIdentifiers, logger: silentLogger })
const tell = (line: string) => process.stdout.write(`${line}\n`)

const tasks: Record<string, (store: Store) => Promise<void>> = {
  open: async () => {
    tell('opened')
  },

  /** Accepts without end, telling each event after it was accepted. */
  accept: async () => {
    for (let count = 1; ; count += 1) {
      const [accepted] = await store.acceptEvents([eventOf({ eventId: `event-${count}`, occurredAt: count })])
      tell(accepted ?? '')
    }
  },

  /** Takes one event and never ends its turn. */
  hold: async () => {
    const leased = await store.claimEvent(1_000)
    tell(leased?.event.eventId ?? '')
    await new Promise(() => setInterval(() => {}, 1_000))
  },

  /** Works until nothing is left. */
  drain: async () => {
    for (;;) {
      const leased = await store.claimEvent(30_000)
      if (!leased) break
      await sayOnce(store, leased)
      tell(leased.event.eventId)
    }
  },
}

await tasks[task]?.(store)
await store.close()
