/** The server said nothing for too long. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError'
}

/**
 * A `fetch` that gives up on a server which sends nothing for `silenceMs`: neither headers, nor the next part of a body.
 * The clients' own timeouts end with the headers, and undici waits five minutes for a part. Ends the connection then, as
 * when the caller's signal is aborted or the body is cancelled.
 */
export function createGuardedFetch(silenceMs: number): typeof fetch {
  return async (resource, init) => {
    const silence = new AbortController()
    const timer = setTimeout(() => silence.abort(new SilenceError('the server fell silent')), silenceMs)
    timer.unref()
    const { signal } = init ?? {}
    try {
      const response = await fetch(resource, {
        ...init,
        signal: signal ? AbortSignal.any([signal, silence.signal]) : silence.signal,
      })
      if (!response.body) {
        clearTimeout(timer)
        return response
      }
      const watched = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          start: () => void timer.refresh(),
          transform(part, controller) {
            timer.refresh()
            controller.enqueue(part)
          },
          // Of a body that is given up the timer finds nothing left to end.
          flush: () => clearTimeout(timer),
        }),
      )
      return new Response(watched, response)
    } catch (thrown) {
      clearTimeout(timer)
      throw thrown
    }
  }
}
