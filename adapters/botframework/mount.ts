import { createHash } from 'node:crypto'
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  TurnContext,
} from 'botbuilder'
import { z } from 'zod'
import { readPayload } from '../../bot/delivery.ts'
import { originOf } from '../../storage/error-origin.ts'
import { readFact, referenceFact, writeFact } from '../../storage/facts.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import { AppError, toAppError } from '../../storage/ground/errors.ts'
import { type Route, readJsonBody } from '../../storage/ground/http-route.ts'
import { type JsonObject, parseJson } from '../../storage/ground/json.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import type { Deliverer } from '../../storage/types.ts'
import { createActivityHandler } from './activity-handler.ts'
import { toTextActivities } from './reply-activities.ts'
import { createResponseShim, toSdkRequest } from './request-shim.ts'
import { isTrustedServiceUrl } from './service-url.ts'
import { speakerNames } from './texts.ts'

export interface BotFrameworkOptions {
  store: Store
  clock: Clock
  logger: Logger
  /** Both are needed: without them the SDK takes anybody's word and answers to any address. */
  appId: string
  appPassword: string
  tenantId?: string
  /** For tests; Microsoft's own adapter otherwise. */
  adapter?: Pick<CloudAdapter, 'process' | 'continueConversationAsync'>
}

const bodySchema = z.record(z.string(), z.json())
const keyOf = (activity: Activity) => `${activity.channelId}|${activity.conversation.id}`

/** Channels number activities within a conversation; hashed, because the id of a conversation may be that of a person. */
const eventIdOf = (conversationKey: string, activityId: string) =>
  createHash('sha256')
    .update(JSON.stringify([conversationKey, activityId]))
    .digest('base64url')

/** What came in place of words, in the terms of the reception; nothing for a message with words. */
function wordlessKind({ type, text, attachments }: Activity): { unsupported?: string } {
  if (type !== 'message' || text?.trim()) return {}
  const kind = /^(image|video|audio)\//.exec(attachments?.[0]?.contentType ?? '')?.[1]
  return { unsupported: kind ?? 'file' }
}

/** Where an answer goes. Of the sender only the id is kept: a name is not needed to answer. */
function referenceOf(activity: Activity): JsonObject {
  const reference = TurnContext.getConversationReference(activity)
  return JSON.parse(JSON.stringify({ ...reference, user: { id: activity.from.id } }))
}

/** `/api/messages` for the channels of Azure Bot Service, and the way answers reach them. */
export function createBotFrameworkDoor(options: BotFrameworkOptions): { routes: Route[]; deliverer: Deliverer } {
  const { store, clock, logger, appId, appPassword, tenantId } = options
  if (appId === '' || appPassword === '') throw new AppError('misuse', 'an app id and its password are both needed')
  const adapter =
    options.adapter ??
    new CloudAdapter(
      new ConfigurationBotFrameworkAuthentication({
        MicrosoftAppId: appId,
        MicrosoftAppPassword: appPassword,
        MicrosoftAppType: tenantId === undefined ? 'MultiTenant' : 'SingleTenant',
        ...(tenantId === undefined ? {} : { MicrosoftAppTenantId: tenantId }),
      }),
    )

  const handler = createActivityHandler({
    door: 'botframework',
    conversationKeyOf: keyOf,
    replyToOf: (activity) => ({ reference: referenceOf(activity), ...wordlessKind(activity) }),
    now: () => clock.now(),
    async accept(event, activity) {
      const { conversationKey } = event
      const unique = { ...event, eventId: eventIdOf(conversationKey, event.eventId) }
      // Kept with the conversation too, for words that answer nothing: those of staff.
      await store.acceptEvents([unique], (unit) =>
        writeFact(unit, referenceFact(conversationKey), JSON.stringify(referenceOf(activity))),
      )
    },
  })

  const route: Route = {
    method: 'POST',
    path: '/api/messages',
    maxBodyBytes: 256 * 1024,
    async handler(request) {
      const body = readJsonBody(request, bodySchema)
      // The SDK prints a stack for each; what cannot be a signed token need not get so far.
      if (!/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/.test(request.headers.authorization ?? '')) {
        throw new AppError('unauthorized', 'no bearer token')
      }
      // Before the SDK sees it: an answer goes to this address.
      if (!isTrustedServiceUrl(body.serviceUrl)) throw new AppError('forbidden', 'serviceUrl is not of Microsoft')
      const shim = createResponseShim()
      try {
        await adapter.process(toSdkRequest(request, body), shim, (context) => handler.run(context))
      } catch (thrown) {
        const error = toAppError(thrown)
        logger.warn({ code: error.code, at: originOf(thrown) }, 'a Bot Framework turn failed')
        throw new AppError('unavailable', 'the turn failed', { cause: error })
      }
      const answer = shim.answer()
      if (answer.status === 401) throw new AppError('unauthorized', 'not signed by Bot Framework')
      if (answer.status >= 400) throw new AppError('unavailable', `the SDK answered ${answer.status}`)
      return answer
    },
  }

  const deliverer: Deliverer = {
    async deliver(item) {
      try {
        const kept =
          item.replyTo.reference ??
          parseJson((await readFact(store.database, referenceFact(item.conversationKey))) ?? '')
        if (kept === undefined) return { status: 'failed', reason: 'no-reference' }
        const reference = kept as Partial<ConversationReference>
        if (!isTrustedServiceUrl(reference.serviceUrl)) return { status: 'failed', reason: 'untrusted-address' }
        const payload = readPayload(item.payload)
        const activities = toTextActivities(payload, payload.senderName ?? speakerNames[payload.sender])
        const externalIds: string[] = []
        await adapter.continueConversationAsync(appId, reference, async (context) => {
          const sent = await context.sendActivities(activities as Partial<Activity>[])
          externalIds.push(...sent.flatMap((response) => (response?.id ? [response.id] : [])))
        })
        return { status: 'sent', externalIds }
      } catch (thrown) {
        const status = (thrown as { statusCode?: unknown }).statusCode
        // The SDK's errors carry the whole request: they stay out of the log.
        logger.warn({ delivery: item.id, status, at: originOf(thrown) }, 'a Bot Framework delivery failed')
        const final = typeof status === 'number' && status >= 400 && status < 500 && status !== 408 && status !== 429
        return final ? { status: 'failed', reason: `http-${status}` } : { status: 'retry', reason: 'botframework' }
      }
    },
  }
  return { routes: [route], deliverer }
}
