import { EventEmitter } from 'node:events'
import type { Topic } from './store.ts'

/** Wakes those who wait in this process; a lost hint costs a moment, never a message. */
export interface Hints {
  notify(topic: Topic, ids?: readonly string[]): void
  listen(topic: Topic, listener: (ids?: readonly string[]) => void): () => void
}

export function createHints(): Hints {
  const emitter = new EventEmitter()
  // Each open event stream listens.
  emitter.setMaxListeners(0)
  return {
    notify: (topic, ids) => {
      emitter.emit(topic, ids)
    },
    listen: (topic, listener) => {
      // A listener of its own for each call: the same function may listen twice and stop once.
      const own = (ids?: readonly string[]) => listener(ids)
      emitter.on(topic, own)
      return () => {
        emitter.off(topic, own)
      }
    },
  }
}
