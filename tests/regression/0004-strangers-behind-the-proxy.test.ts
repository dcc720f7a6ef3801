// Nobody could log in at the desk: behind the proxy a stranger's forty guesses had used up the tries of everybody.
import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { remoteAddressOf } from '../../adapters/http/remote-address.ts'
import { createHttpServer } from '../../adapters/http/server.ts'
import { silentLogger } from '../../storage/ground/logger.ts'

test('visitors behind a proxy on this machine are told apart', async () => {
  const server = createHttpServer({
    routes: [
      {
        method: 'GET',
        path: '/address',
        handler: async ({ remoteAddress }) => ({ status: 200, body: { remoteAddress } }),
      },
    ],
    upgrades: [],
    logger: silentLogger,
  })
  const { port } = await server.listen(0, '127.0.0.1')
  const seen = async (forwarded?: string): Promise<unknown> => {
    const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    return (await fetch(`http://127.0.0.1:${port}/address`, { headers })).json()
  }
  expect(await seen('203.0.113.7')).toEqual({ remoteAddress: '203.0.113.7' })
  // The proxy adds its client at the end; what stands before came from the client itself.
  expect(await seen('10.0.0.1, 2001:db8::1')).toEqual({ remoteAddress: '2001:db8::1' })
  for (const garbage of [undefined, '', 'unknown', '203.0.113.7,']) {
    expect(await seen(garbage)).toEqual({ remoteAddress: '127.0.0.1' })
  }
  await server.stop()
})

test('who comes without a proxy cannot name another address', () => {
  const request = { socket: { remoteAddress: '198.51.100.1' }, headers: { 'x-forwarded-for': '203.0.113.7' } }
  expect(remoteAddressOf(request as unknown as IncomingMessage)).toBe('198.51.100.1')
})
