import { EventEmitter } from 'node:events'
import type { MessagePort } from 'node:worker_threads'
import type { Topic } from './store.ts'

/** Wakes those who wait in this process; a lost hint costs a moment, never a message. */
export interface Hints {
  notify(topic: Topic, ids?: readonly string[]): void
  listen(topic: Topic, listener: (ids?: readonly string[]) => void): () => void
  /** Shares hints with another thread, whose `relay` has the other end; for as long as that is open. */
  relay(port: MessagePort): void
}

/** Between threads: what a side listens to, and hints of what the other listens to. */
type Relayed = { wants: Topic } | { hints: readonly Hint[] }

interface Hint {
  topic: Topic
  ids?: readonly string[] | undefined
}

interface Neighbour {
  port: MessagePort
  wants: Set<Topic>
  /** Told together, once whoever hinted has come to their end: an answer goes out before the other thread is woken. */
  hints: Hint[]
}

export function createHints(): Hints {
  const emitter = new EventEmitter()
  // Each open event stream listens.
  emitter.setMaxListeners(0)
  const heard = new Set<Topic>()
  const neighbours = new Set<Neighbour>()
  const tell = ({ port }: Neighbour, relayed: Relayed) => port.postMessage(relayed)
  const tellSoon = (neighbour: Neighbour, hint: Hint) => {
    if (neighbour.hints.push(hint) > 1) return
    setImmediate(() => tell(neighbour, { hints: neighbour.hints.splice(0) }))
  }
  return {
    notify(topic, ids) {
      emitter.emit(topic, ids)
      for (const neighbour of neighbours) if (neighbour.wants.has(topic)) tellSoon(neighbour, { topic, ids })
    },
    listen(topic, listener) {
      if (!heard.has(topic)) {
        heard.add(topic)
        for (const neighbour of neighbours) tell(neighbour, { wants: topic })
      }
      // A listener of its own for each call: the same function may listen twice and stop once.
      const own = (ids?: readonly string[]) => listener(ids)
      emitter.on(topic, own)
      return () => {
        emitter.off(topic, own)
      }
    },
    relay(port) {
      const neighbour: Neighbour = { port, wants: new Set(), hints: [] }
      neighbours.add(neighbour)
      port.on('message', (relayed: Relayed) => {
        if ('wants' in relayed) neighbour.wants.add(relayed.wants)
        else for (const { topic, ids } of relayed.hints) emitter.emit(topic, ids)
      })
      port.once('close', () => neighbours.delete(neighbour))
      // What else is open keeps the thread alive.
      port.unref()
      for (const topic of heard) tell(neighbour, { wants: topic })
    },
  }
}
