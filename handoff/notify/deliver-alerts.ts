import { type AlertRow, finishAlert, hasPendingAlert, leaseAlert } from '../../storage/alerts.ts'
import { backoffMs } from '../../storage/backoff.ts'
import { findCase } from '../../storage/cases.ts'
import { findConversation } from '../../storage/conversations.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import { readSetting } from '../settings/desk-settings.ts'
import { unansweredSince } from '../timers/state-timers.ts'
import type { AlertFacts } from './alert-words.ts'
import type { AlertKind } from './raise-alert.ts'
import { postWebhook, sendMail } from './send-alert.ts'

const LEASE_MS = 60_000
const TRIES = 8
const LONGEST_PAUSE_MS = 600_000

export interface AlertHouse {
  store: Store
  logger: Logger
  operator: string
  publicUrl?: string | undefined
}

export async function takeAlert({ store }: AlertHouse): Promise<AlertRow | undefined> {
  const now = store.clock.now()
  if (!(await hasPendingAlert(store.database, now))) return undefined
  return store.transaction((unit) => leaseAlert(unit, now, LEASE_MS))
}

async function factsOf(house: AlertHouse, alert: AlertRow): Promise<AlertFacts> {
  const { database, clock } = house.store
  const row = alert.case_id === null ? undefined : await findCase(database, alert.case_id)
  const conversation = row && (await findConversation(database, row.conversation_id))
  const path = alert.case_id === null ? '/desk' : `/desk#case/${alert.case_id}`
  return {
    kind: alert.kind as AlertKind,
    operator: house.operator,
    topic: row?.topic,
    door: conversation?.door,
    waitingMinutes: row === undefined ? 0 : Math.floor((clock.now() - unansweredSince(row)) / 60_000),
    link: house.publicUrl === undefined ? undefined : `${house.publicUrl}${path}`,
  }
}

/** Sends an alert by its channel and records how it went; tried eight times over half an hour, then given up. */
export async function deliverAlert(house: AlertHouse, alert: AlertRow): Promise<void> {
  const { store, logger } = house
  const { mail, webhook } = await readSetting(store.database, 'notifications')
  const facts = await factsOf(house, alert)
  let error: string | null = null
  try {
    if (alert.channel === 'mail' && mail !== null) await sendMail(mail, facts)
    else if (alert.channel === 'webhook' && webhook !== null) await postWebhook(webhook, facts)
    else error = 'no longer set up'
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message.slice(0, 200) : 'unknown'
    logger.warn({ alert: alert.id, channel: alert.channel, tries: alert.attempts }, 'an alert was not sent')
  }
  const at = store.clock.now()
  const givenUp = alert.attempts >= TRIES || error === 'no longer set up'
  const status = error === null ? 'sent' : givenUp ? 'failed' : 'pending'
  const again = status === 'pending' ? { again: at + backoffMs(alert.attempts, LONGEST_PAUSE_MS) } : {}
  await store.transaction((unit) => finishAlert(unit, alert, { status, error, at, ...again }))
}
