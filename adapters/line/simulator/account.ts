import type { Operation } from './answers.ts'
import { notFound, readObject, refusal } from './answers.ts'

/** What an administrator sets in LINE's own screens, as `GET /v2/bot/info` and the webhook endpoint show it. */
export interface AccountSettings {
  userId: string
  basicId: string
  displayName: string
  /** `chat`: the chat of the Official Account Manager is on. */
  chatMode: 'chat' | 'bot'
  markAsReadMode: 'auto' | 'manual'
  webhookUrl: string | undefined
  /** The switch "Use webhook". */
  webhookActive: boolean
}

/** The ends LINE names when it tests a webhook. */
type TestReason = 'OK' | 'COULD_NOT_CONNECT' | 'REQUEST_TIMEOUT' | 'ERROR_STATUS_CODE' | 'UNCLASSIFIED'

export interface AccountOptions {
  settings: AccountSettings
  now(): number
  /** Posts `events: []`, signed; rejects when nothing answers. */
  testWebhook(url: string): Promise<{ status: number }>
}

/** The account's own settings: https://developers.line.biz/en/reference/messaging-api/#get-bot-info and #webhook-settings */
export function accountOperations({ settings, now, testWebhook }: AccountOptions): Operation[] {
  return [
    {
      method: 'GET',
      path: /^\/v2\/bot\/info$/,
      handle: () => {
        const { userId, basicId, displayName, chatMode, markAsReadMode } = settings
        return { status: 200, body: { userId, basicId, displayName, chatMode, markAsReadMode } }
      },
    },
    {
      method: 'GET',
      path: /^\/v2\/bot\/channel\/webhook\/endpoint$/,
      handle: () =>
        settings.webhookUrl === undefined
          ? notFound('Webhook endpoint not found')
          : { status: 200, body: { endpoint: settings.webhookUrl, active: settings.webhookActive } },
    },
    {
      method: 'PUT',
      path: /^\/v2\/bot\/channel\/webhook\/endpoint$/,
      handle: ({ raw }) => {
        const endpoint = readObject(raw)?.endpoint
        // LINE takes https alone; a stand-in serves the machine it runs on too.
        if (typeof endpoint !== 'string' || endpoint.length > 500 || !isReachable(endpoint)) {
          return refusal('Invalid webhook endpoint URL')
        }
        settings.webhookUrl = endpoint
        return { status: 200, body: {} }
      },
    },
    {
      method: 'POST',
      path: /^\/v2\/bot\/channel\/webhook\/test$/,
      handle: async ({ raw }) => {
        const named = readObject(raw)?.endpoint
        const url = typeof named === 'string' ? named : settings.webhookUrl
        if (url === undefined) return notFound('Webhook endpoint not found')
        const timestamp = new Date(now()).toISOString()
        const told = (reason: TestReason, statusCode: number, detail: string) => ({
          status: 200,
          body: { success: reason === 'OK', timestamp, statusCode, reason, detail },
        })
        try {
          const { status } = await testWebhook(url)
          return status >= 200 && status < 300
            ? told('OK', status, String(status))
            : told('ERROR_STATUS_CODE', status, String(status))
        } catch (thrown) {
          const late = thrown instanceof Error && thrown.name === 'TimeoutError'
          return told(late ? 'REQUEST_TIMEOUT' : 'COULD_NOT_CONNECT', 0, 'no answer')
        }
      },
    },
  ]
}

function isReachable(endpoint: string): boolean {
  const url = URL.parse(endpoint)
  return (
    url?.protocol === 'https:' || (url?.protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname))
  )
}
