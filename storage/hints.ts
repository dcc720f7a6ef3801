import { EventEmitter } from 'node:events'
import type { Topic } from './store.ts'

/** Wakes those who wait in this process; a lost hint costs a moment, never a message. */
export interface Hints {
  notify(topic: Topic): void
  listen(topic: Topic, listener: () => void): () => void
}

export function createHints(): Hints {
  const emitter = new EventEmitter()
  // Each open event stream listens.
  emitter.setMaxListeners(0)
  return {
    notify: (topic) => {
      emitter.emit(topic)
    },
    listen: (topic, listener) => {
      // A listener of its own for each call: the same function may listen twice and stop once.
      const own = () => listener()
      emitter.on(topic, own)
      return () => {
        emitter.off(topic, own)
      }
    },
  }
}
