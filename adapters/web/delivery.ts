import { readPayload } from '../../bot/delivery.ts'
import { originOf } from '../../storage/error-origin.ts'
import { toAppError } from '../../storage/ground/errors.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Queryable } from '../../storage/schema.ts'
import type { Deliverer } from '../../storage/types.ts'
import { toWebActivities } from '../botframework/reply-activities.ts'
import { speakerNames } from '../botframework/texts.ts'
import { hasActivity } from './activity-log.ts'
import type { DirectLineAdapter } from './direct-line-adapter.ts'

/** Delivers to the web: into the activity log, from which every screen of the conversation reads. */
export function createWebDeliverer(options: {
  adapter: DirectLineAdapter
  database: Queryable
  logger: Logger
}): Deliverer {
  const { adapter, database, logger } = options
  return {
    async deliver(item) {
      try {
        const payload = readPayload(item.payload)
        const senderName = payload.senderName ?? speakerNames[payload.sender]
        const asked = typeof item.replyTo.activityId === 'string' ? item.replyTo.activityId : undefined
        // Web Chat waits five seconds for a message it was told to stand behind and does not have.
        const has = asked !== undefined && (await hasActivity(database, item.conversationKey, asked))
        const externalIds = await adapter.deliver({
          conversationKey: item.conversationKey,
          deliveryId: item.id,
          senderName,
          replyToId: has ? asked : undefined,
          activities: toWebActivities(payload, senderName),
        })
        return { status: 'sent', externalIds }
      } catch (thrown) {
        const error = toAppError(thrown)
        if (error.code === 'not_found') return { status: 'failed', reason: 'conversation-gone' }
        logger.warn({ delivery: item.id, code: error.code, at: originOf(thrown) }, 'a web delivery failed')
        return { status: 'retry', reason: error.code }
      }
    },
  }
}
