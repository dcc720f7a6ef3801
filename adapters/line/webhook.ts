import { validateSignature } from '@line/bot-sdk'
import type { z } from 'zod'
import type { Clock } from '../../storage/ground/clock.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { HttpRequest, HttpResponse, Route } from '../../storage/ground/http-route.ts'
import { parseJson } from '../../storage/ground/json.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { PostbackSeal } from './postback-seal.ts'
import type { TakeIn } from './take-in.ts'
import { lineTexts } from './texts.ts'
import { eventTypeName, isRedelivery, readEvent, webhookSchema } from './webhook-events.ts'

export interface WebhookOptions {
  takeIn: TakeIn
  clock: Clock
  logger: Logger
  channelSecret: string
  seal: PostbackSeal
  /** The account's own user id, once it is known: what is meant for another account is not ours. */
  ownId?: () => string | undefined
}

/**
 * `POST /line/webhook`: 401 without a signature over the very bytes, 400 for a signed body of another shape, 503 when
 * nothing could be stored (LINE then delivers again), 200 once every event is durable. All that follows happens later:
 * LINE gives up waiting after two seconds.
 */
export function webhookRoute({ takeIn, clock, logger, channelSecret, seal, ownId }: WebhookOptions): Route {
  async function handler(request: HttpRequest): Promise<HttpResponse> {
    const receivedAt = clock.now()
    const signature = request.headers['x-line-signature']
    if (!signature || request.raw.length === 0 || !validateSignature(request.raw, channelSecret, signature)) {
      throw new AppError('unauthorized', 'LINE signature missing or wrong', { publicText: lineTexts.signatureFault })
    }
    const { destination, events: values } = readBody(request.raw)
    const own = ownId?.()
    if (own !== undefined && destination !== undefined && destination !== own) {
      logger.error({}, 'a LINE webhook for another account: two channels share one secret or one address')
      throw new AppError('bad_request', 'another destination', { publicText: lineTexts.destinationFault })
    }
    const redelivered: string[] = []
    const events = values.flatMap((value) => {
      const event = readEvent(value, receivedAt, seal)
      if (!event) logger.debug({ type: eventTypeName(value) }, 'LINE event not served')
      if (event && isRedelivery(value)) redelivered.push(event.eventId)
      return event ? [event] : []
    })
    if (events.length > 0) {
      await takeIn({ events, redelivered }).catch((cause: unknown) => {
        throw new AppError('unavailable', 'LINE events not stored', { publicText: lineTexts.storeFault, cause })
      })
      logger.info({ received: events.length }, 'LINE events taken in')
    }
    return { status: 200, body: {} }
  }
  return { method: 'POST', path: '/line/webhook', maxBodyBytes: 2 * 1024 * 1024, goesFirst: true, handler }
}

function readBody(raw: Buffer): z.infer<typeof webhookSchema> {
  const value = parseJson(raw.toString('utf8'))
  if (value === undefined) {
    throw new AppError('bad_request', 'webhook is not JSON', { publicText: lineTexts.bodyFault })
  }
  const result = webhookSchema.safeParse(value)
  if (!result.success) {
    throw new AppError('bad_request', 'webhook of another shape', { publicText: lineTexts.shapeFault })
  }
  return result.data
}
