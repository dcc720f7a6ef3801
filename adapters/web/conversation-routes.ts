import { z } from 'zod'
import { originOf } from '../../storage/error-origin.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { type HttpRequest, type HttpResponse, type Route, readJsonBody } from '../../storage/ground/http-route.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import type { Access } from './access.ts'
import { parseWatermark, readActivities } from './activity-log.ts'
import { asFeedback } from './feedback-forms.ts'
import { inboundActivitySchema, toBotActivity } from './inbound-activity.ts'
import { type QueueTeller, waitingActivity } from './queue-teller.ts'
import type { RateLimit } from './rate-limit.ts'
import { streamAddress } from './stream-address.ts'
import { webTexts } from './texts.ts'
import { newVisitor } from './token-routes.ts'
import { TOKEN_SECONDS, type Tokens, type Visitor } from './tokens.ts'
import { lastPosition, type Visitors } from './visitors.ts'

export interface ConversationRoutesOptions {
  store: Store
  access: Access
  tokens: Tokens
  visitors: Visitors
  queue: QueueTeller
  identifiers: Identifiers
  logger: Logger
  publicUrl: string | undefined
  limitStarts: RateLimit
  limitPosts: RateLimit
  limitPostsOfAddress: RateLimit
}

/** Starts name a user only when a server starts them with the secret. */
const startSchema = z.object({ user: z.object({ id: z.string().optional() }).nullish().catch(undefined) })

const base = '/v3/directline/conversations'
const idOf = (request: HttpRequest): string => request.params.id ?? ''

/** The conversations of Direct Line 3.0, but for the stream. */
export function conversationRoutes(options: ConversationRoutesOptions): Route[] {
  const { store, access, tokens, visitors, queue, identifiers, logger, publicUrl } = options

  const describe = async (
    visitor: Visitor,
    request: HttpRequest,
    status: number,
    watermark?: string,
  ): Promise<HttpResponse> => ({
    status,
    body: {
      conversationId: visitor.conversationId,
      token: await tokens.issue(visitor),
      expires_in: TOKEN_SECONDS,
      streamUrl: streamAddress({
        publicUrl,
        host: request.headers.host,
        conversationId: visitor.conversationId,
        ticket: await tokens.issue(visitor, 'stream'),
        watermark,
      }),
    },
  })

  return [
    {
      method: 'POST',
      path: base,
      async handler(request) {
        const { user } = readJsonBody(request, startSchema)
        const bySecret = access.bySecret(request)
        const visitor = bySecret ? newVisitor(identifiers, user?.id) : await access.visitor(request)
        options.limitStarts(request.remoteAddress)
        return describe(visitor, request, (await visitors.open(visitor)) ? 201 : 200)
      },
    },
    {
      method: 'GET',
      path: `${base}/:id`,
      async handler(request) {
        const visitor = await access.visitor(request, idOf(request))
        await visitors.open(visitor)
        // Without a watermark the client has nothing: it is told everything, and knows twins by their id.
        return describe(visitor, request, 200, request.query.get('watermark') ?? '')
      },
    },
    {
      method: 'GET',
      path: `${base}/:id/activities`,
      async handler(request) {
        const { conversationId } = await access.visitor(request, idOf(request))
        const given = request.query.get('watermark')
        try {
          const from = parseWatermark(given, await lastPosition(store, conversationId))
          const page = await readActivities(store.database, conversationId, from)
          const watermark = String(page.at(-1)?.position ?? from)
          const activities = page.map(({ activity }) => activity)
          if (request.query.get('waiting') === '1') {
            // For our widget where no stream comes through; other clients would keep each of these for ever.
            activities.push(waitingActivity(conversationId, await queue.waitingOf(conversationId)))
          }
          return { status: 200, body: { activities, watermark } }
        } catch (error) {
          // One failed poll ends polling for good in DirectLineJS: rather nothing new than an error.
          logger.warn({ at: originOf(error) }, 'activities could not be read for a poll')
          return { status: 200, body: { activities: [], watermark: given ?? '' } }
        }
      },
    },
    {
      method: 'POST',
      path: `${base}/:id/activities`,
      async handler(request) {
        const visitor = await access.visitor(request, idOf(request))
        options.limitPostsOfAddress(request.remoteAddress)
        const given = readJsonBody(request, inboundActivitySchema)
        if (given.type !== 'typing') options.limitPosts(visitor.conversationId)
        const activity = toBotActivity(asFeedback(given), visitor, identifiers)
        if (activity.type === 'typing') await visitors.typing(visitor)
        // All else a client may tell is taken and forgotten: nobody reads it.
        if (activity.type === 'message' || activity.type === 'event') await visitors.post(visitor, activity)
        return { status: 200, body: { id: activity.id } }
      },
    },
    {
      method: 'POST',
      path: `${base}/:id/upload`,
      maxBodyBytes: 4 * 1024 * 1024,
      async handler() {
        throw new AppError('unsupported_media', 'upload', { publicText: webTexts.noUpload })
      },
    },
    {
      method: 'GET',
      path: '/v3/directline/session/getsessionid',
      // Only sign-in cards need a session; clients take any answer.
      handler: async () => ({ status: 200, body: { sessionId: '' } }),
    },
  ]
}
