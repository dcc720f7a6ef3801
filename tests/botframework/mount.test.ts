import { type Activity, type ConversationReference, TurnContext } from 'botbuilder'
import { afterEach, describe, expect, it } from 'vitest'
import { type BotFrameworkOptions, createBotFrameworkDoor } from '../../adapters/botframework/mount.ts'
import { isTrustedServiceUrl } from '../../adapters/botframework/service-url.ts'
import { writePayload } from '../../bot/delivery.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { HttpRequest } from '../../storage/ground/http-route.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import type { Store } from '../../storage/store.ts'
import type { OutboxItem } from '../../storage/types.ts'

const stores: Store[] = []
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
})

const incoming = {
  type: 'message',
  id: 'a1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/jp/',
  conversation: { id: 'conv-1' },
  from: { id: 'user-1' },
  recipient: { id: 'bot-1' },
  text: '補助金はありますか',
}

const requestOf = (body: object, authorization = 'Bearer a.b.c'): HttpRequest => ({
  method: 'POST',
  path: '/api/messages',
  params: {},
  query: new URLSearchParams(),
  headers: { 'content-type': 'application/json', authorization },
  raw: Buffer.from(JSON.stringify(body)),
  remoteAddress: '127.0.0.1',
  signal: new AbortController().signal,
})

async function door(adapter?: BotFrameworkOptions['adapter']) {
  const store = await openStore({
    url: 'sqlite::memory:',
    clock: systemClock,
    identifiers: randomIdentifiers,
    logger: silentLogger,
  })
  stores.push(store)
  const { routes, deliverer } = createBotFrameworkDoor({
    store,
    clock: systemClock,
    logger: silentLogger,
    appId: 'app',
    appPassword: 'password',
    ...(adapter ? { adapter } : {}),
  })
  const post = async (body: object, authorization?: string) => {
    const route = routes[0]
    if (!route) throw new Error('no route')
    return route.handler(requestOf(body, authorization)).catch((error: AppError) => error)
  }
  return { store, post, deliverer }
}

/** Stands in for Microsoft's adapter: takes every request as signed, and records what is said where. */
function fakeAdapter(said: { reference: Partial<ConversationReference>; activities: Partial<Activity>[] }[]) {
  const adapter = {
    async process(
      request: { body?: unknown },
      response: { status(code: number): unknown },
      logic: (context: TurnContext) => Promise<void>,
    ) {
      await logic(new TurnContext({} as never, request.body as Activity))
      response.status(200)
    },
    async continueConversationAsync(
      _: string,
      reference: Partial<ConversationReference>,
      logic: (context: TurnContext) => Promise<void>,
    ) {
      const sendActivities = async (activities: Partial<Activity>[]) => {
        said.push({ reference, activities })
        return activities.map((_, index) => ({ id: `sent-${index}` }))
      }
      await logic({ sendActivities } as unknown as TurnContext)
    },
  }
  return adapter as unknown as NonNullable<BotFrameworkOptions['adapter']>
}

const item = (replyTo: OutboxItem['replyTo']): OutboxItem => ({
  id: 'o1',
  conversationId: 'c1',
  door: 'botframework',
  conversationKey: 'msteams|conv-1',
  payload: writePayload({
    replies: [
      {
        text: '答え',
        citations: [{ id: 'x', title: '要領', url: 'https://a.example/', date: '2026-04-01' }],
        suggestions: [],
      },
    ],
    sender: 'staff',
    senderName: '相談員',
    messageId: 'm1',
  }),
  replyTo,
  retryKey: 'r',
  plan: undefined,
  attempts: 0,
  sequence: 1,
  createdAt: 0,
  firstAttemptAt: undefined,
})

describe('/api/messages', () => {
  it('takes nothing that is not signed by Bot Framework, and stores nothing of it', async () => {
    const { store, post } = await door()
    expect(await post(incoming, '')).toMatchObject({ status: 401 })
    expect(await post(incoming, 'Bearer garbage')).toMatchObject({ status: 401 })
    expect(await post(incoming, 'Bearer a.b.c')).not.toMatchObject({ status: 200 })
    expect(await store.database.selectFrom('inbox').select('id').execute()).toEqual([])
  })

  it('refuses an address of answers that is not of Microsoft before anything else happens', async () => {
    const { post } = await door(fakeAdapter([]))
    expect(await post({ ...incoming, serviceUrl: 'https://evil.example/' })).toMatchObject({ status: 403 })
    expect(await post({ ...incoming, serviceUrl: undefined })).toMatchObject({ status: 403 })
  })

  it('stores a message once and answers it, as it answers words of staff, where it came from', async () => {
    const said: { reference: Partial<ConversationReference>; activities: Partial<Activity>[] }[] = []
    const { store, post, deliverer } = await door(fakeAdapter(said))
    expect(await post(incoming)).toMatchObject({ status: 200 })
    await post(incoming)
    const rows = await store.database.selectFrom('inbox').select(['id', 'kind']).execute()
    expect(rows).toEqual([{ id: expect.stringMatching(/^botframework:/), kind: 'message' }])
    const leased = await store.claimEvent(1_000)
    const signal = new AbortController().signal
    for (const replyTo of [leased?.event.replyTo ?? {}, {}]) {
      expect(await deliverer.deliver(item(replyTo), signal)).toEqual({ status: 'sent', externalIds: ['sent-0'] })
    }
    expect(said).toHaveLength(2)
    expect(said[1]).toMatchObject({
      reference: { serviceUrl: 'https://smba.trafficmanager.net/jp/', conversation: { id: 'conv-1' } },
      activities: [{ type: 'message', text: '【相談員】\n答え\n\n出典\n・要領 2026-04-01 https://a.example/' }],
    })
  })

  it('words for a conversation nobody wrote from fail for good', async () => {
    const { deliverer } = await door(fakeAdapter([]))
    const result = await deliverer.deliver(item({}), new AbortController().signal)
    expect(result).toEqual({ status: 'failed', reason: 'no-reference' })
  })

  it('half a configuration does not start', () => {
    const half = { store: {} as Store, clock: systemClock, logger: silentLogger, appId: 'app', appPassword: '' }
    expect(() => createBotFrameworkDoor(half)).toThrow(AppError)
  })
})

it.each([
  ['https://smba.trafficmanager.net/jp/', true],
  ['https://directline.botframework.com/', true],
  ['https://webchat.botframework.com/', true],
  ['http://directline.botframework.com/', false],
  ['https://botframework.com.evil.example/', false],
  ['https://evilbotframework.com/', false],
  ['https://evil.trafficmanager.net/', false],
  ['https://user@directline.botframework.com/', false],
  ['https://directline.botframework.com:8443/', false],
  ['urn:x', false],
  [undefined, false],
])('answers to %s are sent: %s', (address, trusted) => {
  expect(isTrustedServiceUrl(address)).toBe(trusted)
})
