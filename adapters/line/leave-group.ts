import { HTTPFetchError } from '@line/bot-sdk'
import type { Deliverer, DeliveryResult, OutboxItem } from '../../storage/types.ts'
import type { LineCalls } from './line-calls.ts'
import { readReplyToken, tokenIsFresh } from './reply-token.ts'

/** The one line said in a group, and the way out of it. Only a reply is tried: `inner` pushes nothing to a group. */
export function createGroupLeaver(inner: Deliverer, calls: Pick<LineCalls, 'ask'>, now: () => number): Deliverer {
  async function speak(item: OutboxItem, signal: AbortSignal): Promise<DeliveryResult> {
    const token = readReplyToken(item.replyTo)
    const mayStillReply = token && item.plan?.way === 'reply' && (item.attempts > 0 || tokenIsFresh(token, now()))
    return mayStillReply ? inner.deliver(item, signal) : { status: 'dropped', reason: 'line-too-late' }
  }

  async function leave(item: OutboxItem): Promise<void> {
    const id = item.conversationKey
    const call = item.replyTo.leave === 'group' ? 'leaveGroup' : 'leaveRoom'
    await calls
      .ask('leave', (client) => client[call](id))
      .catch((thrown: unknown) => {
        // We are out already.
        if (thrown instanceof HTTPFetchError && thrown.status >= 400 && thrown.status < 429 && thrown.status !== 401)
          return
        throw thrown
      })
  }

  return {
    ...(inner.plan && { plan: inner.plan }),
    async deliver(item, signal) {
      if (item.replyTo.leave === undefined) return inner.deliver(item, signal)
      const said = await speak(item, signal)
      if (said.status === 'retry') return said
      // A throw is tried again; the line itself is not said twice, its token is used up.
      await leave(item)
      return said.status === 'sent' ? said : { status: 'dropped', reason: 'line-left' }
    },
  }
}
