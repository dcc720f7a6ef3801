import { validateSignature } from '@line/bot-sdk'
import type { Clock } from '../../storage/ground/clock.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { HttpRequest, HttpResponse, Route } from '../../storage/ground/http-route.ts'
import { parseJson } from '../../storage/ground/json.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import { lineTexts } from './texts.ts'
import { eventTypeName, readEvent, webhookSchema } from './webhook-events.ts'

export interface WebhookOptions {
  store: Store
  clock: Clock
  logger: Logger
  channelSecret: string
}

/**
 * `POST /line/webhook`: 401 without a signature over the very bytes, 400 for a signed body of another shape, 503 when
 * nothing could be stored (LINE then delivers again), 200 once every event is durable. All that follows happens later:
 * LINE gives up waiting after two seconds.
 */
export function webhookRoute({ store, clock, logger, channelSecret }: WebhookOptions): Route {
  async function handler(request: HttpRequest): Promise<HttpResponse> {
    const receivedAt = clock.now()
    const signature = request.headers['x-line-signature']
    if (!signature || request.raw.length === 0 || !validateSignature(request.raw, channelSecret, signature)) {
      throw new AppError('unauthorized', 'LINE signature missing or wrong', { publicText: lineTexts.signatureFault })
    }
    const events = readEvents(request.raw).flatMap((value) => {
      const event = readEvent(value, receivedAt)
      if (!event) logger.debug({ type: eventTypeName(value) }, 'LINE event not served')
      return event ? [event] : []
    })
    if (events.length > 0) {
      // The id decides what is new, never `isRedelivery`: the first copy may not have been stored.
      const accepted = await store.acceptEvents(events).catch((cause: unknown) => {
        throw new AppError('unavailable', 'LINE events not stored', { publicText: lineTexts.storeFault, cause })
      })
      logger.info({ received: events.length, accepted: accepted.length }, 'LINE events stored')
      store.notify('inbox')
    }
    return { status: 200, body: {} }
  }
  return { method: 'POST', path: '/line/webhook', maxBodyBytes: 2 * 1024 * 1024, handler }
}

function readEvents(raw: Buffer): unknown[] {
  const value = parseJson(raw.toString('utf8'))
  if (value === undefined) {
    throw new AppError('bad_request', 'webhook is not JSON', { publicText: lineTexts.bodyFault })
  }
  const result = webhookSchema.safeParse(value)
  if (!result.success) {
    throw new AppError('bad_request', 'webhook of another shape', { publicText: lineTexts.shapeFault })
  }
  return result.data.events
}
