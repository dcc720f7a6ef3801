/**
 * One signal that is aborted with the first of `signals`, with its reason, until `letGo`. Unlike `AbortSignal.any` it
 * holds nothing afterwards: a listener that a library leaves behind on a signal of that kind lives, with all that it
 * refers to, for as long as the longest-lived of the signals.
 */
export function followSignals(signals: readonly (AbortSignal | undefined)[]): { signal: AbortSignal; letGo(): void } {
  const own = new AbortController()
  const watched = signals.flatMap((signal) => (signal ? [{ signal, onAbort: () => own.abort(signal.reason) }] : []))
  for (const { signal, onAbort } of watched) {
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort)
  }
  return {
    signal: own.signal,
    letGo() {
      for (const { signal, onAbort } of watched) signal.removeEventListener('abort', onAbort)
    },
  }
}
