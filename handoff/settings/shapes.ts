import { z } from 'zod'

/** What the desk is set to, edited by staff and kept in the database. Every value has a default, so that nothing need be set. */

const clockTime = z.string().regex(/^(?:[01]\d|2[0-4]):[0-5]\d$/, 'HH:MM の形で指定してください')
const day = z.iso.date()
const minutes = (most: number) => z.number().int().min(1).max(most)

const range = z
  .strictObject({ open: clockTime, close: clockTime })
  .refine(({ open, close }) => open < close && close <= '24:00', '終了は開始より後にしてください')

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

export const hoursSetting = z.strictObject({
  weekly: z
    .partialRecord(z.enum(weekdays), z.array(range).max(4))
    .nullable()
    .default(null)
    .describe('曜日ごとの受付時間。null なら決めていない（いつでも受け付ける）'),
  holidays: z.boolean().default(true).describe('国民の祝日・休日は休む'),
  closures: z
    .array(
      z
        .strictObject({ from: day, to: day, label: z.string().max(60) })
        .refine(({ from, to }) => from <= to, '終わりの日は始まりの日以後にしてください'),
    )
    .max(200)
    .default([])
    .describe('臨時の休み（年末年始など）。両端を含む'),
})

const perDoor = (live: number, lasting: number) =>
  z
    .strictObject({
      live: minutes(20_160).default(live).describe('ウェブの画面（分）'),
      lasting: minutes(43_200).default(lasting).describe('LINEなど残るトーク（分）'),
    })
    .prefault({})

export const limitsSetting = z.strictObject({
  offerMinutes: minutes(1_440).default(10).describe('相談員の提案に答えがないまま取り下げるまで'),
  waitMinutes: minutes(1_440).default(15).describe('待ちが長いことを利用者に伝えるまで'),
  ownerSilentMinutes: minutes(1_440).default(10).describe('担当者の返信がないとき、未対応に戻すまで'),
  ownerAwayMinutes: minutes(1_440).default(5).describe('担当者が席にいないとき、未対応に戻すまで'),
  acceptMinutes: minutes(1_440).default(3).describe('自動で割り当てた相談を受けないとき、未対応に戻すまで'),
  transferMinutes: minutes(1_440).default(3).describe('引き継ぎ先が受けないとき、元の担当へ戻すまで'),
  userSilentMinutes: perDoor(10, 60).describe('利用者の返信待ちに移すまで'),
  reminderMinutes: perDoor(10, 1_440).describe('返信待ちの利用者に一度声をかけるまで'),
  idleMinutes: perDoor(30, 4_320).describe('返信待ちのまま完了にするまで'),
  wrapUpMinutes: minutes(1_440).default(15).describe('後処理を自動で完了にするまで'),
  unreachableDays: z.number().int().min(1).max(90).default(7).describe('届かない相談を完了にするまで'),
  awayMinutes: minutes(240).default(10).describe('操作がない職員を離席とするまで'),
  reopenHours: z.number().int().min(1).max(720).default(72).describe('続きの相談とみなす時間'),
  messagesAMinute: z.number().int().min(5).max(600).default(20).describe('AIが1人に1分間で応答するメッセージの数'),
})

export const doorNames = ['line', 'web', 'botframework', 'terminal'] as const
const doorSwitch = z.strictObject({
  bot: z.boolean().default(true).describe('false: AIの応答を止める'),
  staff: z.boolean().default(true).describe('false: 相談員への取り次ぎを止める'),
  banner: z.string().max(300).default('').describe('利用者に一度ずつ見せる緊急のお知らせ'),
})
export const doorsSetting = z.strictObject({
  line: doorSwitch.prefault({}),
  web: doorSwitch.prefault({}),
  botframework: doorSwitch.prefault({}),
  terminal: doorSwitch.prefault({}),
})

export const readingSetting = z.strictObject({
  ownTeamsOnly: z.boolean().default(false).describe('true: 相談員は、自分の班と班のない相談だけを読める'),
})

export const notificationsSetting = z.strictObject({
  waitingMinutes: minutes(1_440).default(10).describe('待ちがこの長さになったら知らせる'),
  mail: z
    .strictObject({
      host: z.string().min(1).max(255),
      port: z.number().int().min(1).max(65_535),
      secure: z.boolean().describe('true: はじめからTLS（465番）。false: STARTTLSがあれば使う'),
      user: z.string().max(255).default(''),
      password: z.string().max(255).default(''),
      from: z.email(),
      to: z.array(z.email()).min(1).max(20),
    })
    .nullable()
    .default(null),
  webhook: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }),
      format: z.enum(['slack', 'teams']),
    })
    .nullable()
    .default(null),
})

export const settingShapes = {
  hours: hoursSetting,
  limits: limitsSetting,
  doors: doorsSetting,
  notifications: notificationsSetting,
  reading: readingSetting,
} as const

export type SettingName = keyof typeof settingShapes
export type DeskSettings = { [Name in SettingName]: z.output<(typeof settingShapes)[Name]> }
export type Hours = DeskSettings['hours']
export type Limits = DeskSettings['limits']
export type Doors = DeskSettings['doors']
export type Notifications = DeskSettings['notifications']
