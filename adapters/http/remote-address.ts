import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

const loopback = /^(?:::ffff:)?127\.|^::1$/

/**
 * The address by which limits count. A proxy on this machine names its client last in X-Forwarded-For; anybody else
 * could write there what they like, and is known by the address of the connection.
 */
export function remoteAddressOf(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? ''
  const named = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  return named && isIP(named) !== 0 && loopback.test(peer) ? named : peer
}
