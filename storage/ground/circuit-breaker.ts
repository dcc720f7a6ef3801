import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker as createPolicy,
  ExponentialBackoff,
  handleWhen,
} from 'cockatiel'

export interface CircuitBreakerOptions {
  /** Failures in a row after which a server is left alone. */
  failures: number
  /** Milliseconds it is left alone at first; longer each time that one try in between fails, up to `longestRest`. */
  rest: number
  longestRest: number
  onRest(): void
  onReturn(): void
}

/** Thrown instead of a call while the server is left alone. */
export { BrokenCircuitError }

/**
 * Leaves a server alone that keeps failing; after a rest one call finds out whether it answers again. `run` rethrows what
 * `work` throws, and counts it where `isFault` says so: what its caller gave up says nothing about the server.
 */
export function createCircuitBreaker({ failures, rest, longestRest, onRest, onReturn }: CircuitBreakerOptions) {
  const faults = new WeakSet<Error>()
  const policy = createPolicy(
    handleWhen((thrown) => thrown instanceof Error && faults.has(thrown)),
    {
      halfOpenAfter: new ExponentialBackoff({ initialDelay: rest, maxDelay: longestRest }),
      breaker: new ConsecutiveBreaker(failures),
    },
  )
  let resting = false
  policy.onBreak(() => {
    // Each failed try in between opens it anew: told once.
    if (!resting) onRest()
    resting = true
  })
  policy.onReset(() => {
    resting = false
    onReturn()
  })
  return {
    run: <Result>(work: () => Promise<Result>, isFault: () => boolean): Promise<Result> =>
      policy.execute(() =>
        work().catch((thrown: unknown) => {
          // The one try in between that came to no end tells nothing good: the rest goes on.
          const isProbe = policy.state === CircuitState.HalfOpen
          if (thrown instanceof Error && (isProbe || isFault())) faults.add(thrown)
          throw thrown
        }),
      ),
  }
}
