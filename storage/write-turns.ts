/** Whose turn it is to write, among the threads of one process that hold connections to one SQLite database. */
export interface WriteTurns {
  /** Resolves when the turn is ours, or when we have waited so long that the lock of SQLite is to decide. */
  take(): Promise<void>
  giveBack(): void
}

/** Where one thread alone writes, or the database orders its writers by itself. */
export const noTurns: WriteTurns = { take: async () => {}, giveBack() {} }

/** A thread that has ended in the midst of its turn gives nothing back; its lock has gone with its connection. */
const PATIENCE_MS = 50
/** How long the thread of those who go first stands still for a turn. */
const MOMENT_MS = 2

/** Places in the shared memory: whether the turn is taken, and how many of those wait who go first. */
const [taken, firstOnes] = [0, 1]

/** Memory for `createWriteTurns`, to be handed to each of the threads. */
export const newTurnMemory = (): SharedArrayBuffer => new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)

/**
 * SQLite has its waiting writers ask again after a pause; the turns wake them at once, and whom somebody outside waits for
 * goes first. They are an order of politeness: the lock of SQLite alone says who may write, also to other processes.
 */
export function createWriteTurns(memory: SharedArrayBuffer, { first }: { first: boolean }): WriteTurns {
  const places = new Int32Array(memory)
  const tryToTake = () =>
    (first || Atomics.load(places, firstOnes) === 0) && Atomics.compareExchange(places, taken, 0, 1) === 0

  /** Until the turn may have become free: what is seen as changed already needs no waiting. */
  async function change(patienceMs: number): Promise<void> {
    const [place, seen] =
      Atomics.load(places, taken) === 1 || first ? [taken, 1] : [firstOnes, Atomics.load(places, firstOnes)]
    if (place === firstOnes && seen === 0) return
    const waiting = Atomics.waitAsync(places, place, seen, patienceMs)
    if (!waiting.async) return
    // By itself such a wait does not keep the process alive.
    const keepsAlive = setTimeout(() => {}, patienceMs)
    await waiting.value
    clearTimeout(keepsAlive)
  }

  async function wait(): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS
    while (!tryToTake()) {
      const left = deadline - performance.now()
      if (left <= 0) {
        Atomics.store(places, taken, 1)
        return
      }
      await change(left)
    }
  }

  return {
    async take() {
      if (tryToTake()) return
      if (!first) return wait()
      Atomics.add(places, firstOnes, 1)
      try {
        // Most turns are over sooner than the event loop would come round.
        Atomics.wait(places, taken, 1, MOMENT_MS)
        if (!tryToTake()) await wait()
      } finally {
        Atomics.sub(places, firstOnes, 1)
        Atomics.notify(places, firstOnes)
      }
    },
    giveBack() {
      Atomics.store(places, taken, 0)
      Atomics.notify(places, taken)
    },
  }
}
