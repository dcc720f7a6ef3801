import type { ServerResponse } from 'node:http'
import type { ServerSentEvent } from '../../storage/ground/http-route.ts'

const singleLine = (value: string): string => {
  if (/[\r\n\0]/.test(value)) throw new Error('a line break in the id or name of a server-sent event')
  return value
}

/** One event in the wire form of the HTML standard, §9.2; data is JSON, which never holds a bare line break. */
export function formatEvent({ id, event, data }: ServerSentEvent): string {
  const lines = [
    ...(id === undefined ? [] : [`id: ${singleLine(id)}`]),
    ...(event === undefined ? [] : [`event: ${singleLine(event)}`]),
    `data: ${JSON.stringify(data ?? null)}`,
  ]
  return `${lines.join('\n')}\n\n`
}

/** Writes events until they end or `signal` is aborted. A comment every `heartbeatMs` keeps proxies from hanging up. */
export async function sendEvents(
  response: ServerResponse,
  events: AsyncIterable<ServerSentEvent>,
  signal: AbortSignal,
  heartbeatMs: number,
): Promise<void> {
  const iterator = events[Symbol.asyncIterator]()
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs)
  let stop = () => {}
  const stopped = new Promise<{ done: true; value: undefined }>((resolve) => {
    stop = () => resolve({ done: true, value: undefined })
  })
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    response.flushHeaders()
    for (;;) {
      const step = await Promise.race([iterator.next(), stopped])
      if (step.done) return
      if (!response.write(formatEvent(step.value))) {
        const drained = new Promise<void>((resolve) => response.once('drain', resolve))
        await Promise.race([drained, stopped])
      }
    }
  } finally {
    clearInterval(heartbeat)
    signal.removeEventListener('abort', stop)
    // Not awaited: a generator that waits for its next event returns only when it wakes.
    void Promise.resolve(iterator.return?.()).catch(() => {})
    response.end()
  }
}
