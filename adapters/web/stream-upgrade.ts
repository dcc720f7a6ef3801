import { WebSocketServer } from 'ws'
import { AppError } from '../../storage/ground/errors.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Queryable } from '../../storage/schema.ts'
import type { OriginCheck } from '../http/origins.ts'
import type { UpgradeRoute } from '../http/upgrade.ts'
import { refusals } from './access.ts'
import { lastPositions, parseWatermark } from './activity-log.ts'
import { SOCKETS_IN_ALL, SOCKETS_PER_CONVERSATION } from './limits.ts'
import type { StreamHub } from './stream-hub.ts'
import { webTexts } from './texts.ts'
import type { Tokens } from './tokens.ts'

export interface StreamOptions {
  database: Queryable
  tokens: Tokens
  hub: StreamHub
  allowsOrigin: OriginCheck
  logger: Logger
  /** How often a silent stream says that it lives (default 15 s). */
  heartbeatMs?: number
}

/** More unsent bytes than this, and the client is taken for gone. */
const BACKLOG_BYTES = 1_000_000

/**
 * `…/stream?watermark=W&t=TICKET`: the stream of a conversation over WebSocket. It takes a ticket and never a bearer
 * token, and frames go one way: what a client sends is not read. `stop` ends every stream.
 */
export function createStream(options: StreamOptions): { route: UpgradeRoute; stop(): Promise<void> } {
  const { database, tokens, hub, allowsOrigin, heartbeatMs = 15_000 } = options
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 4_096,
  })
  // Sockets that have not answered the last ping.
  const silent = new WeakSet<object>()
  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) {
        socket.terminate()
        continue
      }
      silent.add(socket)
      socket.ping()
      socket.send('')
    }
  }, heartbeatMs)
  heartbeat.unref()

  const route: UpgradeRoute = {
    path: /^\/v3\/directline\/conversations\/(?<id>[\w-]{1,80})\/stream$/,
    async handle({ params, query, request, socket, head }) {
      const { origin, host } = request.headers
      const visitor = await tokens.verify(query.get('t') ?? '', 'stream')
      if (typeof visitor === 'string' || visitor.conversationId !== params.id) throw refusals.badToken()
      if (origin !== undefined && !visitor.origins.includes(origin) && !allowsOrigin(origin, host)) {
        throw refusals.otherOrigin()
      }
      const key = visitor.conversationId
      const last = (await lastPositions(database, [key])).get(key) ?? 0
      if (hub.count(key) >= SOCKETS_PER_CONVERSATION || hub.total() >= SOCKETS_IN_ALL) {
        throw new AppError('too_many_requests', 'too many sockets', { publicText: webTexts.tooManySockets })
      }
      if (socket.destroyed) return
      server.handleUpgrade(request, socket, head, (client) => {
        client.on('error', () => client.terminate())
        client.on('pong', () => silent.delete(client))
        const send = (frame: string) => {
          if (client.readyState !== client.OPEN) return
          if (client.bufferedAmount > BACKLOG_BYTES) client.terminate()
          else client.send(frame)
        }
        // The first frame tells the client that frames get through, even when there is nothing to say.
        send('')
        const leave = hub.join(key, { position: parseWatermark(query.get('watermark'), last), send })
        client.on('close', leave)
      })
    },
  }

  return {
    route,
    async stop() {
      clearInterval(heartbeat)
      const { clients } = server
      for (const client of clients) client.close(1001)
      const cut = setTimeout(() => {
        for (const client of clients) client.terminate()
      }, 500)
      await new Promise<void>((resolve) => server.close(() => resolve()))
      clearTimeout(cut)
    },
  }
}
