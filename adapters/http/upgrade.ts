import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { originOf } from '../../storage/error-origin.ts'
import { AppError, toAppError } from '../../storage/ground/errors.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { remoteAddressOf } from './remote-address.ts'

/** A path that takes WebSocket upgrades. Throw an AppError to refuse before the handshake. */
export interface UpgradeRoute {
  /** Matched against the path; its named groups are the parameters. */
  path: RegExp
  handle(upgrade: Upgrade): Promise<void>
}

export interface Upgrade {
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  remoteAddress: string
  /** For the WebSocket library alone. */
  request: IncomingMessage
  socket: Duplex
  head: Buffer
}

/** Ends a socket that asked for an upgrade, with a plain HTTP answer. */
function refuse(socket: Duplex, error: AppError): void {
  const body = JSON.stringify({ error: { code: error.code, message: error.publicText } })
  socket.end(
    [
      `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
  // end() alone leaves the socket half open when the other side never closes.
  setTimeout(() => socket.destroy(), 1_000).unref()
}

/**
 * The listener for `upgrade`. restify attaches one of its own, so Node never closes a socket nobody claims: every
 * unknown path must be ended here.
 */
export function createUpgradeListener(routes: readonly UpgradeRoute[], logger: Logger) {
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy())
    const dispatch = async () => {
      const url = URL.parse(request.url ?? '', 'http://localhost')
      for (const route of routes) {
        const match = url && request.method === 'GET' ? route.path.exec(url.pathname) : null
        if (!url || !match) continue
        await route.handle({
          params: { ...match.groups },
          query: url.searchParams,
          remoteAddress: remoteAddressOf(request),
          request,
          socket,
          head,
        })
        return
      }
      throw new AppError('not_found', 'no such upgrade path')
    }
    dispatch().catch((thrown: unknown) => {
      const error = toAppError(thrown)
      if (error.status >= 500) logger.error({ code: error.code, at: originOf(thrown) }, 'upgrade failed')
      refuse(socket, error)
    })
  }
}
