import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import Provider from 'oidc-provider'
import { vi } from 'vitest'

export const client = { id: 'madoguchi', secret: 'a secret that only the two of them know' }

export interface TestPerson {
  email?: string
  email_verified?: boolean
}

/**
 * A real OpenID provider (oidc-provider) on loopback, with one client and its own pages for log-in and consent, where
 * any password is right. `people` are those it knows by subject. `alter` changes the claims of the next ID tokens,
 * which are then signed with the provider's own key, or with a stranger's.
 */
export async function startIdentityProvider(redirectUri: string, people: Record<string, TestPerson>) {
  const keys = await generateKeyPair('RS256', { extractable: true })
  const stranger = await generateKeyPair('RS256')
  const jwk: JWK = { ...(await exportJWK(keys.privateKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  let alter: ((claims: JWTPayload) => JWTPayload) | undefined
  let forged = false

  const server = createServer()
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  // It warns that its pages and its memory are for tests only, which is what they are for here.
  const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['cookies of the test provider'] },
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    renderError: (context, { error }) => {
      context.body = error
    },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ sub, ...people[sub] }) }),
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
  })
  warnings.mockRestore()
  provider.use(async (context, next) => {
    await next()
    const body = context.body as { id_token?: string } | undefined
    if (context.path !== '/token' || !body?.id_token || !(alter || forged)) return
    const claims = (alter ?? ((same: JWTPayload) => same))(decodeJwt(body.id_token))
    const key = forged ? stranger.privateKey : keys.privateKey
    body.id_token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key)
  })
  server.on('request', provider.callback())

  return {
    issuer,
    settings: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret },
    alterClaims: (change: ((claims: JWTPayload) => JWTPayload) | undefined) => {
      alter = change
    },
    signAsStranger: (wish: boolean) => {
      forged = wish
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export type TestIdentityProvider = Awaited<ReturnType<typeof startIdentityProvider>>
