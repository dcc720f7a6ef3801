import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  type IDToken,
  type UserInfoResponse,
} from 'openid-client'
import { BACK_PATH, type IdentityProvider } from './sign-on.ts'

/** Seconds for each request to the provider. */
const TIMEOUT_S = 10
/** Seconds since the person typed their password there, where a fresh proof is asked for. */
const FRESH_S = 60

export interface ProviderSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** The house's own address from outside; the way back is `<publicUrl>/desk/sign-on/back`. */
  publicUrl: string
}

/** Basic, as OpenID Connect has it by default, unless the provider takes the secret in the body only. */
const authentication =
  (secret: string): ClientAuth =>
  (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const use = methods.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost
    return use(secret)(server, ...rest)
  }

const verified = (claims: IDToken | UserInfoResponse): string | undefined =>
  claims.email_verified === true && typeof claims.email === 'string' ? claims.email : undefined

const isLoopback = (issuer: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname)

/**
 * The identity provider of the operator: OpenID Connect, authorization code with PKCE. Its metadata is read at the
 * first sign-on, and again as long as that fails: a provider that is down does not keep the house from opening.
 */
export function createIdentityProvider(settings: ProviderSettings): IdentityProvider {
  const redirectUri = `${settings.publicUrl}${BACK_PATH}`
  const issuer = new URL(settings.issuer)
  let found: Promise<Configuration> | undefined

  const configuration = (): Promise<Configuration> => {
    found ??= discovery(issuer, settings.clientId, undefined, authentication(settings.clientSecret), {
      timeout: TIMEOUT_S,
      // The ID token's own signature is checked too, not only the connection it came by.
      execute: [enableNonRepudiationChecks, ...(isLoopback(issuer) ? [allowInsecureRequests] : [])],
    }).catch((thrown: unknown) => {
      found = undefined
      throw thrown
    })
    return found
  }

  return {
    async addressFor(state, { nonce, verifier, again }) {
      return buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(again ? { prompt: 'login', max_age: String(FRESH_S) } : {}),
      })
    },
    async finish(query, state, { nonce, verifier, again }) {
      const tokens = await authorizationCodeGrant(await configuration(), new URL(`${redirectUri}?${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
        ...(again ? { maxAge: FRESH_S } : {}),
      })
      const claims = tokens.claims()
      if (claims === undefined) throw new Error('no ID token')
      return {
        issuer: claims.iss,
        subject: claims.sub,
        async verifiedEmail() {
          if (claims.email !== undefined) return verified(claims)
          const server = await configuration()
          if (server.serverMetadata().userinfo_endpoint === undefined) return undefined
          return verified(await fetchUserInfo(server, tokens.access_token, claims.sub))
        },
      }
    },
  }
}
