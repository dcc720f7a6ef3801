import type { LineAccount } from '../line-account.ts'
import { setupTexts as texts } from './texts.ts'

export interface Finding {
  severity: 'ok' | 'warning'
  message: string
}

const ok = (message: string): Finding => ({ severity: 'ok', message })
const warning = (message: string): Finding => ({ severity: 'warning', message })

/** From this share of the month's messages on. */
const QUOTA_WARNING = 0.8

/**
 * What of the account's settings can be read, each right or wrong, in plain words. LINE tells nobody whether greeting,
 * auto-reply and redelivery are on: `setupTexts.byEye` names them for the person who runs the command.
 * `expectedWebhook` is where LINE should send; undefined while PUBLIC_URL is not set.
 */
export async function examineAccount(account: LineAccount, expectedWebhook: string | undefined): Promise<Finding[]> {
  const info = await account.info()
  const webhook = await account.webhook()
  const tested = webhook?.active ? await account.testWebhook() : undefined
  const { limit, used } = await account.quota()
  return [
    ok(texts.account(info.displayName, info.basicId)),
    info.chatMode === 'chat' ? warning(texts.chatOn) : ok(texts.chatOff),
    webhookFinding(webhook?.endpoint, expectedWebhook),
    ...(webhook ? [webhook.active ? ok(texts.webhookOn) : warning(texts.webhookOff)] : []),
    ...(tested ? [testFinding(tested)] : []),
    quotaFinding(limit, used),
  ]
}

function webhookFinding(endpoint: string | undefined, expected: string | undefined): Finding {
  if (endpoint === undefined) return warning(texts.noWebhook)
  if (expected === undefined) return warning(texts.noPublicUrl(endpoint))
  return endpoint === expected ? ok(texts.webhook(endpoint)) : warning(texts.otherWebhook(endpoint, expected))
}

/** What LINE's own test says: https://developers.line.biz/en/reference/messaging-api/#test-webhook-endpoint */
function testFinding({
  success,
  statusCode,
  reason,
}: {
  success?: boolean
  statusCode: number
  reason: string
}): Finding {
  if (success) return ok(texts.testPassed)
  // The house answers 401 to a signature of another channel: secret and token do not belong together.
  if (statusCode === 401) return warning(texts.otherSecret)
  if (statusCode === 404) return warning(texts.testNotFound)
  return warning(texts.testFailed(reason, statusCode))
}

function quotaFinding(limit: number | undefined, used: number): Finding {
  if (limit === undefined) return ok(texts.quotaNone(used))
  return used >= limit * QUOTA_WARNING ? warning(texts.quotaNear(used, limit)) : ok(texts.quota(used, limit))
}
