import { type LineAccount, openLineAccount } from '../../adapters/line/line-account.ts'
import { lineToken } from './line-house.ts'

/** The account at the stand-in behind `url`. */
export const lineAccountAt = (url: string, channelAccessToken = lineToken): LineAccount =>
  openLineAccount({
    accessTokens: { current: async () => channelAccessToken, refused: () => {} },
    apiBaseUrl: url,
    dataApiBaseUrl: url,
  })
