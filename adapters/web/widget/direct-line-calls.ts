import type { Arrival } from './arrival.ts'
import { type ActivitySet, Refusal, type Session } from './protocol.ts'
import type { SessionStore } from './session-store.ts'
import { texts } from './texts.ts'

const CALL_MS = 15_000

export interface DirectLineCalls {
  /** Opens the conversation; with a watermark, again. Resolves with the path and query of the stream. */
  open(watermark: string | undefined): Promise<string>
  poll(watermark: string): Promise<ActivitySet>
  post(activity: object): Promise<void>
}

/** The calls of Direct Line this widget makes. A token the server no longer takes is renewed, once a call. */
export function createCalls(base: string, sessions: SessionStore, arrival: Arrival = {}): DirectLineCalls {
  let { carry, lineLink } = arrival

  const call = async (method: string, path: string, body: unknown, token?: string): Promise<unknown> => {
    const response = await fetch(`${base}/v3/directline${path}`, {
      method,
      signal: AbortSignal.timeout(CALL_MS),
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = (await response.json().catch(() => ({}))) as { error?: { message?: string } }
    if (!response.ok) throw new Refusal(response.status, answer.error?.message ?? texts.failed)
    return answer
  }

  // Two callers without a token must get the same one, else each would have a conversation of its own.
  let renewing: Promise<Session> | undefined
  const renew = (): Promise<Session> => {
    renewing ??= call(
      'POST',
      '/tokens/web',
      carry === undefined ? { token: sessions.read()?.token } : { continue: carry },
    )
      .then((answer) => {
        carry = undefined
        const { token, conversationId } = answer as Session
        sessions.write({ token, conversationId })
        return { token, conversationId }
      })
      .finally(() => {
        renewing = undefined
      })
    return renewing
  }

  const withToken = async <T>(work: (session: Session) => Promise<unknown>): Promise<T> => {
    const session = (carry === undefined ? sessions.read() : undefined) ?? (await renew())
    try {
      return (await work(session)) as T
    } catch (error) {
      if (!(error instanceof Refusal) || (error.status !== 401 && error.status !== 403)) throw error
      return (await work(await renew())) as T
    }
  }

  /** LINE asks its user whether the two are one person; it brings them back to their chat by itself. */
  const goToLine = async ({ conversationId, token }: Session): Promise<void> => {
    const linkToken = lineLink
    lineLink = undefined
    if (linkToken === undefined) return
    const path = `/conversations/${conversationId}/line-link`
    const { url } = (await call('POST', path, { linkToken }, token)) as { url: string }
    location.assign(url)
  }

  return {
    async open(watermark) {
      const opened = await withToken<Session & { streamUrl: string }>(({ conversationId, token }) =>
        watermark === undefined
          ? call('POST', '/conversations', {}, token)
          : call(
              'GET',
              `/conversations/${conversationId}?watermark=${encodeURIComponent(watermark)}`,
              undefined,
              token,
            ),
      )
      sessions.write({ token: opened.token, conversationId: opened.conversationId })
      await goToLine(opened)
      const stream = new URL(opened.streamUrl)
      return stream.pathname + stream.search
    },
    poll: (watermark) =>
      withToken(({ conversationId, token }) =>
        call('GET', `/conversations/${conversationId}/activities?waiting=1&watermark=${watermark}`, undefined, token),
      ),
    async post(activity) {
      await withToken(({ conversationId, token }) =>
        call('POST', `/conversations/${conversationId}/activities`, activity, token),
      )
    },
  }
}
