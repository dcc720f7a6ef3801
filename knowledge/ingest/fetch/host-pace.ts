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

/** One request after the other to a host, each at its time. */
export function createHostPace({ now, sleep, intervalMs }: PaceOptions): HostPace {
  const nextAt = new Map<string, number>()
  return {
    async waitTurn(host, signal, leastMs = 0) {
      const at = Math.max(now(), nextAt.get(host) ?? 0)
      // Taken before the wait, so that two who ask together do not both get it.
      nextAt.set(host, at + Math.max(intervalMs, leastMs))
      if (at > now()) await sleep(at - now(), signal)
    },
  }
}
