import { createTransport } from 'nodemailer'
import type { Notifications } from '../settings/shapes.ts'
import { type AlertFacts, alertSubject, alertText } from './alert-words.ts'

const DEADLINE_MS = 10_000

/** Sends one alert by mail. Rejects with the server's answer; the caller tries again. */
export async function sendMail(mail: NonNullable<Notifications['mail']>, facts: AlertFacts): Promise<void> {
  const transport = createTransport({
    host: mail.host,
    port: mail.port,
    secure: mail.secure,
    ...(mail.user === '' ? {} : { auth: { user: mail.user, pass: mail.password } }),
    connectionTimeout: DEADLINE_MS,
    greetingTimeout: DEADLINE_MS,
    socketTimeout: DEADLINE_MS,
    // What is sent is ours alone; nothing is fetched from a disk or an address for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({ from: mail.from, to: mail.to, subject: alertSubject(facts), text: alertText(facts) })
  } finally {
    transport.close()
  }
}

/** The body of an incoming webhook: Slack's text, or the Adaptive Card that Teams' workflows take. */
export function webhookBody(format: 'slack' | 'teams', facts: AlertFacts): object {
  if (format === 'slack') return { text: alertText(facts) }
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [{ type: 'TextBlock', text: alertText({ ...facts, link: undefined }), wrap: true }],
          ...(facts.link === undefined
            ? {}
            : { actions: [{ type: 'Action.OpenUrl', title: '職員画面を開く', url: facts.link }] }),
        },
      },
    ],
  }
}

/** Posts one alert to a chat. Rejects for any answer but 2xx. */
export async function postWebhook(webhook: NonNullable<Notifications['webhook']>, facts: AlertFacts): Promise<void> {
  const response = await fetch(webhook.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(webhookBody(webhook.format, facts)),
    redirect: 'error',
    signal: AbortSignal.timeout(DEADLINE_MS),
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
}
