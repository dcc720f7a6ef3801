import { channelAccessToken } from '@line/bot-sdk'
import { withinDeadline } from '../../storage/deadline.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { Logger } from '../../storage/ground/logger.ts'

/** A long-lived token as it stands, or the channel's id and secret, for which LINE gives tokens of 15 minutes. */
export type LineCredentials = { channelAccessToken: string } | { channelId: string; channelSecret: string }

/** The settings that hold them: secret, and one of the other two. */
export interface LineSettings {
  channelSecret: string
  channelAccessToken?: string | undefined
  channelId?: string | undefined
}

/** The long-lived token where there is one. */
export function credentialsOf({ channelAccessToken, channelId, channelSecret }: LineSettings): LineCredentials {
  return channelAccessToken ? { channelAccessToken } : { channelId: channelId ?? '', channelSecret }
}

export interface AccessTokens {
  /** The token to use now. Throws when none can be had. */
  current(): Promise<string>
  /** Says that LINE did not take `token`: another one is asked for, or the log says that one is needed. */
  refused(token: string): void
}

export interface AccessTokensOptions {
  credentials: LineCredentials
  /** Scheme, host and port only: the SDK drops a path. */
  apiBaseUrl: string
  clock: Clock
  logger: Logger
}

const CALL_DEADLINE_MS = 8_000
/** Renewed when this share of its life is over; while that fails the rest of the life is used. */
const RENEW_AT = 0.7
/** Kept from the end of the life, for the call that is under way. */
const MARGIN_MS = 30_000

interface Held {
  token: string
  renewAt: number
  endsAt: number
}

/** Where calls get their token: one token for many calls, renewed ahead of its end, by one request at a time. */
export function createAccessTokens({ credentials, apiBaseUrl, clock, logger }: AccessTokensOptions): AccessTokens {
  if ('channelAccessToken' in credentials) {
    return {
      current: async () => credentials.channelAccessToken,
      refused: () => logger.error({}, 'LINE does not take the channel access token'),
    }
  }
  const { channelId, channelSecret } = credentials
  const client = new channelAccessToken.ChannelAccessTokenClient({ baseURL: apiBaseUrl })
  let held: Held | undefined
  let asking: Promise<Held> | undefined

  async function ask(): Promise<Held> {
    const issued = await withinDeadline(
      () => client.issueStatelessChannelTokenByClientSecret(channelId, channelSecret),
      CALL_DEADLINE_MS,
    )
    const lifeMs = issued.expires_in * 1_000
    const now = clock.now()
    held = { token: issued.access_token, renewAt: now + lifeMs * RENEW_AT, endsAt: now + lifeMs - MARGIN_MS }
    logger.info({ seconds: issued.expires_in }, 'LINE issued an access token')
    return held
  }

  const renew = (): Promise<Held> => {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }

  return {
    async current() {
      const now = clock.now()
      if (!held || now >= held.endsAt) return (await renew()).token
      if (now >= held.renewAt) {
        void renew().catch(() => logger.warn({}, 'LINE issued no access token; the old one is still good'))
      }
      return held.token
    },
    refused(token) {
      logger.warn({}, 'LINE did not take an access token')
      if (held?.token === token) held = undefined
    },
  }
}
