export interface PaceOptions {
  now(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** Least time between two requests to one host, milliseconds. */
  intervalMs: number
}

export interface HostPace {
  /** Waits until the host may be asked again, and counts the request. `leastMs` is what the host itself asks for. */
  waitTurn(host: string, signal: AbortSignal, leastMs?: number): Promise<void>
}

/** One request after the other to a host, each at its time: counted from when the last one truly began. */
export function createHostPace({ now, sleep, intervalMs }: PaceOptions): HostPace {
  const freeAt = new Map<string, number>()
  const queues = new Map<string, Promise<void>>()
  return {
    waitTurn(host, signal, leastMs = 0) {
      const turn = async () => {
        const waitMs = (freeAt.get(host) ?? 0) - now()
        if (waitMs > 0) await sleep(waitMs, signal)
        freeAt.set(host, now() + Math.max(intervalMs, leastMs))
      }
      const mine = (queues.get(host) ?? Promise.resolve()).then(turn)
      // One who was called off while waiting does not keep back those behind.
      queues.set(
        host,
        mine.catch(() => {}),
      )
      return mine
    },
  }
}
