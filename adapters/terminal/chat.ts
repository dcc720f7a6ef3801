import { createInterface } from 'node:readline'
import type { Consultant } from '../../bot/consultant.ts'
import { createReception } from '../../handoff/reception.ts'
import { createDispatcher } from '../../storage/dispatcher.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { createLaneRunner } from '../../storage/lane-runner.ts'
import type { Store } from '../../storage/store.ts'
import { createTerminalDoor } from './terminal-door.ts'

const DRAIN_MS = 20_000

/**
 * Holds one conversation at the terminal until the input ends; staff can pick it up in the desk of a running server on
 * the same database. Lines given before the input ended are all answered.
 */
export async function chatAtTerminal(options: {
  store: Store
  consultant: Consultant
  clock: Clock
  identifiers: Identifiers
  logger: Logger
  input: NodeJS.ReadableStream
  print(text: string): void
}): Promise<void> {
  const { store, clock, identifiers, logger, print } = options
  const door = createTerminalDoor({ store, clock, identifiers, print })
  const reception = createReception(options)
  const runner = createLaneRunner({ store, handle: reception.handle, onDead: reception.onDead, logger })
  const dispatcher = createDispatcher({ store, deliverers: { terminal: door.deliverer }, logger })
  runner.start()
  dispatcher.start()
  const settled = async () => {
    const until = clock.now() + DRAIN_MS
    while ((await door.busy()) && clock.now() < until) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  try {
    await door.open()
    await settled()
    for await (const line of createInterface({ input: options.input })) {
      if (line.trim() === '') continue
      await door.say(line)
      await settled()
    }
  } finally {
    await runner.stop()
    await dispatcher.stop()
  }
}
