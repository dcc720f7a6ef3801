/** Memory for both sides, to be handed to each of the threads. */
export const newDoorMemory = (): SharedArrayBuffer => new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)

/** How long a thread stands back at a time. */
const LONGEST_MS = 2

/** Of the thread that the doors are in: tells the others how many wait there for us. */
export function createDoorCount(memory: SharedArrayBuffer): (change: 1 | -1) => void {
  const waiting = new Int32Array(memory)
  return (change) => {
    Atomics.add(waiting, 0, change)
    Atomics.notify(waiting, 0)
  }
}

/**
 * Of a thread behind the doors: called between two pieces of work, it stands still while somebody waits at a door, for two
 * milliseconds at most and never for more than half of its time. Where there are fewer processors than threads the system
 * lets a thread finish its slice, some milliseconds, before one that was woken may run: whoever waits would wait for that.
 */
export function createStandBack(memory: SharedArrayBuffer, longestMs = LONGEST_MS): () => void {
  const waiting = new Int32Array(memory)
  let [stoodMs, ended] = [0, 0]
  return () => {
    if (Atomics.load(waiting, 0) <= 0) return
    const began = performance.now()
    if (began - ended < stoodMs) return
    for (let left = longestMs; left > 0; left = began + longestMs - performance.now()) {
      const count = Atomics.load(waiting, 0)
      if (count <= 0) break
      Atomics.wait(waiting, 0, count, left)
    }
    ended = performance.now()
    stoodMs = ended - began
  }
}
