import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { type BrowserFiles, bundleForBrowser } from '../../../handoff/console/bundle.ts'
import { AppError } from '../../../storage/ground/errors.ts'
import {
  type HttpRequest,
  type HttpResponse,
  type Route,
  readJsonBody,
  type ServerSentEvent,
} from '../../../storage/ground/http-route.ts'
import type { Identifiers } from '../../../storage/ground/identifiers.ts'
import type { Logger } from '../../../storage/ground/logger.ts'
import { createHttpServer } from '../../http/server.ts'
import { type Chat, createChat } from './chat.ts'
import { pageHeaders, pageHtml } from './page.ts'
import { type LinePlatform, startLinePlatform } from './platform.ts'
import { simulatorTexts } from './texts.ts'

export interface SimulatorOptions {
  /** Of the page; 0 for any that is free. */
  port: number
  channelSecret: string
  channelAccessToken: string
  accountName: string
  identifiers: Identifiers
  logger: Logger
}

export interface Simulator {
  /** Of the page. */
  url: string
  /** For LINE_API_BASE_URL and LINE_DATA_API_BASE_URL. */
  apiUrl: string
  platform: LinePlatform
  /** Where the page sends whoever wants to play the staff. */
  showDesk(url: string): void
  close(): Promise<void>
}

const actionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(5_000) }),
  z.strictObject({
    type: z.literal('postback'),
    data: z.string().max(300),
    displayText: z.string().max(300).optional(),
  }),
  z.strictObject({ type: z.literal('sticker') }),
  z.strictObject({ type: z.literal('unsend'), id: z.string() }),
  z.strictObject({ type: z.literal('follow') }),
  z.strictObject({ type: z.literal('block') }),
  z.strictObject({ type: z.literal('quota'), usedUp: z.boolean() }),
])

/** A stand-in for LINE with a page that shows one user's chat. Listens on this machine alone. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { port, accountName, identifiers, logger, ...credentials } = options
  const files = await bundleForBrowser(new URL('./app/app.tsx', import.meta.url))
  const platform = await startLinePlatform({ ...credentials, displayName: accountName })
  const userId = `U${identifiers.uuid().replaceAll('-', '')}`
  const chat = createChat(platform, userId)
  const server = createHttpServer({ routes: routesOf(platform, chat, files), upgrades: [], logger, drainMs: 200 })
  const opened = await server.listen(port, '127.0.0.1').catch(async (thrown: unknown) => {
    await platform.close()
    throw thrown
  })
  return {
    url: `http://127.0.0.1:${opened.port}`,
    apiUrl: platform.url,
    platform,
    showDesk: chat.showDesk,
    async close() {
      chat.close()
      await server.stop()
      await platform.close()
    },
  }
}

function routesOf(platform: LinePlatform, chat: Chat, { script, style }: BrowserFiles): Route[] {
  if (style === undefined) throw new Error('the simulator has lost its style sheet')
  const html = pageHtml({ script: script.name, style: style.name })
  const get = (path: string, handler: Route['handler']): Route => ({ method: 'GET', path, handler: locally(handler) })
  const file = (name: string, contentType: string, body: Buffer): Route =>
    get(`/${name}`, async () => ({ status: 200, headers: { 'content-type': contentType }, body }))
  return [
    get('/', async () => ({ status: 200, headers: pageHeaders, body: html })),
    file(script.name, script.contentType, script.body),
    file(style.name, style.contentType, style.body),
    get('/fonts/:weight', async ({ params }) => {
      const name = params.weight === 'bold' ? '700Bold/BIZUDPGothic_700Bold' : '400Regular/BIZUDPGothic_400Regular'
      const path = createRequire(import.meta.url).resolve(`@expo-google-fonts/biz-udpgothic/${name}.ttf`)
      return {
        status: 200,
        headers: { 'content-type': 'font/ttf', 'cache-control': 'max-age=86400' },
        body: await readFile(path),
      }
    }),
    get('/menus/:id', async ({ params }) => {
      const image = platform.richMenus.imageOf(params.id ?? '')
      if (!image) throw new AppError('not_found', 'no such menu')
      return { status: 200, headers: { 'content-type': image.type }, body: image.bytes }
    }),
    get('/state', async ({ signal }) => ({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      events: follow(chat, signal),
    })),
    {
      method: 'POST',
      path: '/act',
      handler: locally(async (request) => {
        await chat.act(readJsonBody(request, actionSchema))
        return { status: 200, body: {} }
      }),
    },
  ]
}

/** A page elsewhere that calls itself by another name of this machine gets nothing. */
const locally =
  (handler: Route['handler']): Route['handler'] =>
  async (request: HttpRequest): Promise<HttpResponse> => {
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) {
      throw new AppError('forbidden', 'foreign host', { publicText: simulatorTexts.foreignHost })
    }
    return handler(request)
  }

/** Looked at anew this often, for the dots that end by themselves. */
const POLL_MS = 1_000

/** The state of the chat now and after each change. */
async function* follow(chat: Chat, signal: AbortSignal): AsyncGenerator<ServerSentEvent> {
  let wake = () => {}
  let changed = true
  const ring = () => {
    changed = true
    wake()
  }
  const stop = chat.onChange(ring)
  signal.addEventListener('abort', ring, { once: true })
  let last = ''
  try {
    while (!signal.aborted) {
      const data = JSON.stringify(chat.state())
      if (data !== last) yield { event: 'state', data: JSON.parse(data) }
      last = data
      if (!changed) {
        const { promise, resolve } = Promise.withResolvers<void>()
        wake = resolve
        const timer = setTimeout(resolve, POLL_MS)
        await promise
        clearTimeout(timer)
      }
      changed = false
    }
  } finally {
    stop()
    signal.removeEventListener('abort', ring)
  }
}
