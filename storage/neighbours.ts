import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createDoorCount, createStandBack, newDoorMemory } from './door-courtesy.ts'
import { createHints, type Hints } from './hints.ts'
import { createWriteTurns, newTurnMemory, noTurns, type WriteTurns } from './write-turns.ts'

/** What the stores of several threads over one database share. */
export interface Neighbourhood {
  hints: Hints
  /** Whose turn it is to write. */
  turns: WriteTurns
  /** The doors are in this thread: somebody outside waits for what it writes. SQLite's log is tidied by another. */
  first: boolean
  /** Tells the others that somebody at a door began or ended to wait. */
  atTheDoor(change: 1 | -1): void
  /** Lets those at the doors of another thread go first. */
  standBack(): void
}

/** A place beside the first thread: plain data, its port to be transferred. */
export interface Place {
  port: MessagePort
  turnMemory: SharedArrayBuffer
  doorMemory: SharedArrayBuffer
}

/** Of a thread that has its database for itself. */
export const alone = (): Neighbourhood => ({
  hints: createHints(),
  turns: noTurns,
  first: false,
  atTheDoor() {},
  standBack() {},
})

/** Of the thread that the doors are in; each call of `place` lets another thread in beside it. */
export function createNeighbourhood(): Neighbourhood & { place(): Place } {
  const [turnMemory, doorMemory] = [newTurnMemory(), newDoorMemory()]
  const hints = createHints()
  return {
    hints,
    turns: createWriteTurns(turnMemory, { first: true }),
    first: true,
    atTheDoor: createDoorCount(doorMemory),
    standBack() {},
    place() {
      const { port1, port2 } = new MessageChannel()
      hints.relay(port1)
      return { port: port2, turnMemory, doorMemory }
    },
  }
}

/** Of a thread that was given a place. */
export function joinNeighbourhood({ port, turnMemory, doorMemory }: Place): Neighbourhood {
  const hints = createHints()
  hints.relay(port)
  return {
    hints,
    turns: createWriteTurns(turnMemory, { first: false }),
    first: false,
    atTheDoor() {},
    standBack: createStandBack(doorMemory),
  }
}
