import { z } from 'zod'
import { recentAlerts } from '../../storage/alerts.ts'
import { recordAudit } from '../../storage/audit.ts'
import { findCase, lockConversation } from '../../storage/cases.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { casesWithTimer } from '../../storage/timers.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { closureOf, isOpen, nextOpening } from '../hours/hours.ts'
import { raiseAlert } from '../notify/raise-alert.ts'
import { readSetting, readSettingWithAuthor, writeSetting } from '../settings/desk-settings.ts'
import { type DeskSettings, type Notifications, type SettingName, settingShapes } from '../settings/shapes.ts'
import type { Permission } from '../staff/permissions.ts'
import { armTimers } from '../timers/arm-timers.ts'
import type { Access } from './guard.ts'
import { type Operation, staffOperation } from './operation.ts'
import { alertList, emptyBody, hoursPreview, testedAlert } from './shapes.ts'

const summaries: Record<SettingName, string> = {
  hours: '受付時間・祝日・臨時の休み',
  limits: '待ち時間などの上限',
  doors: '入口ごとのAI・取り次ぎの停止と緊急のお知らせ',
  notifications: 'メールとチャットへの通知',
  reading: '相談員が読める相談の範囲',
}

/**
 * Who may see and change what. Switching the bot or the staff off, telling everyone something, and changing who reads whose words is never done without
 * saying why and proving who one is; settings that hold a secret are for administrators.
 */
const rules: Record<SettingName, { read: Exclude<Access, 'public'>; write: Permission; guarded?: true }> = {
  hours: { read: 'session', write: 'team.arrange' },
  limits: { read: 'session', write: 'team.arrange' },
  doors: { read: 'session', write: 'service.switch', guarded: true },
  notifications: { read: 'team.arrange', write: 'staff.manage' },
  reading: { read: 'session', write: 'staff.manage', guarded: true },
}

/** A password goes in and never comes out. */
function withoutSecrets<Name extends SettingName>(name: Name, value: DeskSettings[Name]): DeskSettings[Name] {
  if (name !== 'notifications') return value
  const { mail, ...rest } = value as Notifications
  return { ...rest, mail: mail && { ...mail, password: '' } } as DeskSettings[Name]
}

/** An empty password means the one that is kept, as long as it goes to the same server. */
function withKeptSecrets(before: Notifications, after: Notifications): Notifications {
  const same = before.mail?.host === after.mail?.host && before.mail?.user === after.mail?.user
  if (after.mail === null || after.mail.password !== '' || !same) return after
  return { ...after, mail: { ...after.mail, password: before.mail?.password ?? '' } }
}

/** Cases that wait for the desk to open wait for the new hours. */
async function moveOpenings(unit: UnitOfWork, at: number): Promise<void> {
  for (const caseId of await casesWithTimer(unit, 'opening')) {
    const row = await findCase(unit, caseId)
    if (row === undefined) continue
    await lockConversation(unit, row.conversation_id)
    const now = await findCase(unit, caseId)
    if (now?.state === 'AFTER_HOURS') await armTimers(unit, now, at)
  }
}

function operationsOf<Name extends SettingName>(context: DeskContext, name: Name): Operation[] {
  const { store } = context
  const { read, write, guarded } = rules[name]
  const path = `/desk/api/settings/${name}`
  const shape = settingShapes[name] as unknown as z.ZodType<DeskSettings[Name]>
  const answer = z.strictObject({
    value: shape,
    version: z.number(),
    changedBy: z.string().nullable(),
    changedAt: z.iso.datetime().nullable(),
    reason: z.string().nullable(),
    passwordSet: z.boolean().optional(),
  })
  const reason = z.string().trim().min(1).max(300)
  const body = z.object({
    value: shape,
    version: z.number().int().optional().describe('編集を始めたときの version。ほかの人が先に変えていれば 409'),
    reason: guarded ? reason : reason.optional(),
  })
  const view = async () => {
    const setting = await readSettingWithAuthor(store.database, name)
    return {
      ...setting,
      value: withoutSecrets(name, setting.value),
      changedAt: setting.changedAt === null ? null : new Date(setting.changedAt).toISOString(),
      ...(name === 'notifications'
        ? { passwordSet: ((setting.value as Notifications).mail?.password ?? '') !== '' }
        : {}),
    }
  }
  return [
    staffOperation({
      method: 'GET',
      path,
      summary: summaries[name],
      access: read,
      body: emptyBody,
      response: answer,
      run: async () => ({ body: await view() }),
    }),
    staffOperation({
      method: 'POST',
      path,
      summary: `${summaries[name]}を変える`,
      access: write,
      ...(guarded ? { recentlyAuthenticated: guarded } : {}),
      body,
      response: answer,
      run: async ({ session, input }) => {
        const at = store.clock.now()
        await store.transaction(async (unit) => {
          const before = await readSetting(unit, name)
          const given = input.value as DeskSettings[Name]
          const value =
            name === 'notifications' ? withKeptSecrets(before as Notifications, given as Notifications) : given
          await writeSetting(unit, {
            name,
            value: value as DeskSettings[Name],
            by: session.actor.login,
            at,
            version: input.version,
            reason: input.reason,
          })
          recordAudit(unit, {
            actor: session.actor.login,
            action: `${name}.changed`,
            objectType: 'setting',
            objectId: name,
            before,
            after: value as object,
            reason: input.reason,
          })
          if (name === 'hours') await moveOpenings(unit, at)
        })
        store.notify('timers')
        store.notify('presence')
        return { body: await view() }
      },
    }),
  ]
}

/** What the desk is set to: hours, limits, switches of the doors, notifications. */
export function settingOperations(context: DeskContext): Operation[] {
  const { store } = context
  return [
    ...(Object.keys(settingShapes) as SettingName[]).flatMap((name) => operationsOf(context, name)),
    staffOperation({
      method: 'GET',
      path: '/desk/api/hours/preview',
      summary: 'これから60日の休みの日と、次に受け付ける時刻',
      access: 'session',
      body: emptyBody,
      response: hoursPreview,
      run: async () => {
        const hours = await readSetting(store.database, 'hours')
        const now = store.clock.now()
        const days = Array.from({ length: 60 }, (_, index) => new Date(now + index * 86_400_000 + 9 * 3_600_000))
        const closures = days
          .map((day) => day.toISOString().slice(0, 10))
          .map((day) => ({ day, label: closureOf(hours, day) }))
          .flatMap(({ day, label }) => (label === undefined ? [] : [{ day, label }]))
        const next = nextOpening(hours, now)
        return {
          body: {
            open: isOpen(hours, now),
            nextOpening: next === undefined ? null : new Date(next).toISOString(),
            closures,
          },
        }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/notifications/test',
      summary: '通知を試しに送る（管理者）',
      access: 'staff.manage',
      body: emptyBody,
      response: testedAlert,
      run: async () => {
        const at = store.clock.now()
        const channels = await store.transaction((unit) => raiseAlert(unit, 'test', null, at))
        return { body: { channels } }
      },
    }),
    staffOperation({
      method: 'GET',
      path: '/desk/api/notifications/recent',
      summary: '最近の通知と、その送信の結果',
      access: 'team.arrange',
      body: emptyBody,
      response: alertList,
      run: async () => {
        const rows = await recentAlerts(store.database, 50)
        const alerts = rows.map((row) => ({
          id: row.id,
          kind: row.kind,
          caseId: row.case_id,
          channel: row.channel as 'mail' | 'webhook',
          status: row.status as 'pending' | 'sent' | 'failed',
          error: row.last_error,
          at: new Date(row.created_at).toISOString(),
        }))
        return { body: { alerts } }
      },
    }),
  ]
}
