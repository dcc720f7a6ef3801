import { AppError, type ErrorCode, toAppError } from './errors.ts'

type Offers = Readonly<Record<string, (argument: never, signal: AbortSignal) => unknown>>

type ArgumentOf<Offer> = Offer extends (argument: infer Argument, ...rest: never[]) => unknown ? Argument : undefined
type ResultOf<Offer> = Offer extends (...of: never[]) => infer Result ? Awaited<Result> : never

/** Either end of a thread: a `Worker`, or the `parentPort` within it. */
export interface ThreadPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: Message) => void): unknown
}

type Message =
  | { kind: 'call'; id: number; name: string; argument: unknown }
  | { kind: 'abort'; id: number }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; error: { code: ErrorCode; message: string; publicText: string; retryable: boolean } }

export interface ThreadCalls<Theirs> {
  /** Has the other side do it; rejects with an AppError of the code that it failed with there. */
  call<Name extends keyof Theirs & string>(
    name: Name,
    argument: ArgumentOf<Theirs[Name]>,
    signal?: AbortSignal,
  ): Promise<ResultOf<Theirs[Name]>>
  /** The other side is gone: ends all calls with `reason`, those to come too. */
  end(reason: AppError): void
}

/**
 * Calls from thread to thread, both ways. `offers` are the functions that the other side may call: one argument of plain
 * data, the signal of the call, plain data back. What is thrown arrives as an AppError; a signal is heeded on the other
 * side.
 */
export function createThreadCalls<Theirs>(port: ThreadPort, offers: object): ThreadCalls<Theirs> {
  const ours = offers as Offers
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const working = new Map<number, AbortController>()
  let last = 0
  let ended: AppError | undefined

  async function serve({ id, name, argument }: Extract<Message, { kind: 'call' }>): Promise<void> {
    const abort = new AbortController()
    working.set(id, abort)
    try {
      const value = await ours[name]?.(argument as never, abort.signal)
      port.postMessage({ kind: 'answer', id, value } satisfies Message)
    } catch (thrown) {
      const { code, message, publicText, retryable } = toAppError(thrown)
      port.postMessage({ kind: 'failure', id, error: { code, message, publicText, retryable } } satisfies Message)
    } finally {
      working.delete(id)
    }
  }

  port.on('message', (message) => {
    switch (message.kind) {
      case 'call':
        void serve(message)
        return
      case 'abort':
        working.get(message.id)?.abort()
        return
      case 'answer':
        waiting.get(message.id)?.resolve(message.value)
        return
      case 'failure': {
        const { code, message: words, ...rest } = message.error
        waiting.get(message.id)?.reject(new AppError(code, words, rest))
      }
    }
  })

  return {
    async call(name, argument, signal) {
      if (ended) throw ended
      signal?.throwIfAborted()
      last += 1
      const id = last
      const answer = Promise.withResolvers<unknown>()
      waiting.set(id, answer)
      const abort = () => port.postMessage({ kind: 'abort', id } satisfies Message)
      signal?.addEventListener('abort', abort)
      try {
        port.postMessage({ kind: 'call', id, name, argument } satisfies Message)
        return (await answer.promise) as never
      } finally {
        signal?.removeEventListener('abort', abort)
        waiting.delete(id)
      }
    },
    end(reason) {
      ended = reason
      for (const { reject } of waiting.values()) reject(reason)
    },
  }
}
