import { HTTPFetchError, LineBotClient, type messagingApi } from '@line/bot-sdk'
import { withinDeadline } from '../../storage/deadline.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { AccessTokens } from './access-token.ts'
import { lineTexts } from './texts.ts'

export interface LineAccountOptions {
  accessTokens: AccessTokens
  /** Scheme, host and port only: the SDK drops a path. */
  apiBaseUrl: string
  dataApiBaseUrl: string
}

/** The SDK has no deadline of its own. */
const CALL_DEADLINE_MS = 10_000

/**
 * The account's own settings and menus at LINE. Every call ends within ten seconds; a refusal is an AppError whose
 * `details.status` is LINE's, `retryable` where trying again can help. What LINE does not have reads as undefined.
 */
export function openLineAccount({ accessTokens, apiBaseUrl, dataApiBaseUrl }: LineAccountOptions) {
  const bases = { apiBaseURL: apiBaseUrl, dataApiBaseURL: dataApiBaseUrl }

  /** With the token at hand, and with a new one where LINE does not take that. */
  async function withToken<T>(work: (client: LineBotClient) => Promise<T>): Promise<T> {
    const channelAccessToken = await accessTokens.current()
    try {
      return await work(LineBotClient.fromChannelAccessToken({ channelAccessToken, ...bases }))
    } catch (thrown) {
      if (!(thrown instanceof HTTPFetchError) || thrown.status !== 401) throw thrown
      accessTokens.refused(channelAccessToken)
      const another = await accessTokens.current()
      if (another === channelAccessToken) throw thrown
      return work(LineBotClient.fromChannelAccessToken({ channelAccessToken: another, ...bases }))
    }
  }

  const call = <T>(work: (client: LineBotClient) => Promise<T>): Promise<T> =>
    withinDeadline(() => withToken(work), CALL_DEADLINE_MS).catch((thrown: unknown) => {
      throw toLineError(thrown)
    })
  const orUndefined = <T>(work: (client: LineBotClient) => Promise<T>): Promise<T | undefined> =>
    call(work).catch((thrown: unknown) => {
      if (statusOf(thrown) === 404) return undefined
      throw thrown
    })
  const done = async (work: (client: LineBotClient) => Promise<unknown>): Promise<void> => {
    await call(work)
  }

  return {
    info: () => call((client) => client.getBotInfo()),
    webhook: () => orUndefined((client) => client.getWebhookEndpoint()),
    setWebhook: (endpoint: string) => done((client) => client.setWebhookEndpoint({ endpoint })),
    /** LINE sends `events: []` to the address it has. */
    testWebhook: () => call((client) => client.testWebhookEndpoint({})),
    /** Messages a month (undefined: no limit), and how many are used. */
    async quota(): Promise<{ limit: number | undefined; used: number }> {
      const [{ value }, { totalUsage }] = await Promise.all([
        call((client) => client.getMessageQuota()),
        call((client) => client.getMessageQuotaConsumption()),
      ])
      return { limit: value, used: totalUsage }
    },
    menus: () => call((client) => client.getRichMenuList()).then(({ richmenus }) => richmenus),
    createMenu: (menu: messagingApi.RichMenuRequest) =>
      call((client) => client.createRichMenu(menu)).then(({ richMenuId }) => richMenuId),
    setPicture: (id: string, png: Buffer) =>
      done((client) => client.setRichMenuImage(id, new Blob([new Uint8Array(png)], { type: 'image/png' }))),
    deleteMenu: (id: string) => done((client) => client.deleteRichMenu(id)),
    /** The menu that an alias points to. */
    menuOf: (alias: string) =>
      orUndefined((client) => client.getRichMenuAlias(alias)).then((found) => found?.richMenuId),
    createAlias: (richMenuAliasId: string, richMenuId: string) =>
      done((client) => client.createRichMenuAlias({ richMenuAliasId, richMenuId })),
    moveAlias: (alias: string, richMenuId: string) =>
      done((client) => client.updateRichMenuAlias(alias, { richMenuId })),
    defaultMenu: () => orUndefined((client) => client.getDefaultRichMenuId()).then((found) => found?.richMenuId),
    setDefaultMenu: (id: string) => done((client) => client.setDefaultRichMenu(id)),
    link: (userId: string, id: string) => done((client) => client.linkRichMenuIdToUser(userId, id)),
    unlink: (userId: string) => done((client) => client.unlinkRichMenuIdFromUser(userId)),
  }
}

export type LineAccount = ReturnType<typeof openLineAccount>

function toLineError(thrown: unknown): AppError {
  if (!(thrown instanceof HTTPFetchError)) {
    return new AppError('unavailable', 'LINE did not answer', { publicText: lineTexts.noAnswer, cause: thrown })
  }
  const { status } = thrown
  const retryable = status === 429 || status >= 500
  return new AppError(retryable ? 'unavailable' : 'bad_request', `LINE answered ${status}`, {
    publicText: status === 401 ? lineTexts.wrongToken : lineTexts.refused(status),
    details: { status },
  })
}

/** LINE's status in an error of `openLineAccount`; undefined for any other error. */
export function statusOf(thrown: unknown): number | undefined {
  const status = thrown instanceof AppError ? thrown.details.status : undefined
  return typeof status === 'number' ? status : undefined
}
