import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const address = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''))
/** Scheme, host and port. A path behind them would be dropped in silence. */
const origin = address.refine((value) => {
  const url = URL.parse(value)
  return url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
}, 'https://ホスト名 の形で、パスを付けずに指定してください')
const secret = z.string().min(1)
/** What an identity provider says over plain http could be anybody's word, except on this machine. */
const isSafeIssuer = (value: string): boolean =>
  /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(value)

/** Every setting of the house. All are optional; this file is the only reader of the environment. */
export const settingsSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3978),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: origin.optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    // What stands in memory is seen by one thread alone.
    .regex(/^(sqlite:(?!:memory:).+|postgres(ql)?:\/\/.+)$/, 'sqlite:<path> または postgres://… を指定してください')
    .optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  OPERATOR_NAME: z.string().min(1).default('産学官金連携ワンストップ相談窓口'),
  OPERATOR_AREA: z.string().min(1).optional(),
  LINE_CHANNEL_SECRET: secret.optional(),
  LINE_CHANNEL_ACCESS_TOKEN: secret.optional(),
  LINE_CHANNEL_ID: z.string().regex(/^\d+$/, '数字で指定してください').optional(),
  LINE_API_BASE_URL: origin.default('https://api.line.me'),
  LINE_DATA_API_BASE_URL: origin.default('https://api-data.line.me'),
  DIRECT_LINE_SECRET: z.string().min(32, '32文字以上にしてください').optional(),
  WEB_ALLOWED_ORIGINS: z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .pipe(z.array(origin))
    .default([]),
  MICROSOFT_APP_ID: secret.optional(),
  MICROSOFT_APP_PASSWORD: secret.optional(),
  MICROSOFT_APP_TENANT_ID: secret.optional(),
  OPENAI_API_KEY: secret.optional(),
  OPENAI_BASE_URL: address.optional(),
  CHAT_MODEL: z.string().min(1).optional(),
  EMBEDDING_MODEL: z.string().min(1).optional(),
  CHAT_DAILY_TOKENS: z.coerce.number().int().positive().default(2_000_000),
  CHAT_INPUT_PRICE: z.coerce.number().nonnegative().optional(),
  CHAT_OUTPUT_PRICE: z.coerce.number().nonnegative().optional(),
  // As it stands: a slash at the end belongs to the name of an issuer.
  OIDC_ISSUER: z.url().refine(isSafeIssuer, 'https:// の URL を指定してください').optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: secret.optional(),
})

/** Settings that only make sense together. */
const groups: readonly (readonly string[])[] = [
  ['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD'],
  ['CHAT_INPUT_PRICE', 'CHAT_OUTPUT_PRICE'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
]

/** Settings that need another beside them: one of the named. */
const needs: readonly (readonly [name: string, oneOf: readonly string[]])[] = [
  // The token is a long-lived one, or is asked for with id and secret.
  ['LINE_CHANNEL_SECRET', ['LINE_CHANNEL_ACCESS_TOKEN', 'LINE_CHANNEL_ID']],
  ['LINE_CHANNEL_ACCESS_TOKEN', ['LINE_CHANNEL_SECRET']],
  ['LINE_CHANNEL_ID', ['LINE_CHANNEL_SECRET']],
  ['MICROSOFT_APP_TENANT_ID', ['MICROSOFT_APP_ID']],
  ['OIDC_ISSUER', ['PUBLIC_URL']],
  ['OPENAI_API_KEY', ['CHAT_MODEL', 'EMBEDDING_MODEL']],
  ['CHAT_MODEL', ['OPENAI_API_KEY', 'OPENAI_BASE_URL']],
  ['CHAT_INPUT_PRICE', ['CHAT_MODEL']],
  ['EMBEDDING_MODEL', ['OPENAI_API_KEY', 'OPENAI_BASE_URL']],
]

/** Faults of settings that stand or fall together, judged by which of them are given. */
function groupFaults(given: ReadonlySet<string>): string[] {
  const halves = groups
    .filter((group) => group.some((name) => given.has(name)))
    .flatMap((group) =>
      group
        .filter((name) => !given.has(name))
        .map((name) => `${name}: ${group.join('・')} はそろえて設定してください（${name} がありません）`),
    )
  const lonely = needs
    .filter(([name, oneOf]) => given.has(name) && !oneOf.some((other) => given.has(other)))
    .map(([name, oneOf]) => `${oneOf.join('・')}: ${name} を使うには ${oneOf.join(' か ')} が要ります`)
  return [...halves, ...lonely]
}

export type Settings = z.infer<typeof settingsSchema> & { DATABASE_URL: string }

/** Faults of the settings, one line each, for the person who starts the server. */
export class SettingsError extends Error {
  readonly faults: string[]

  constructor(faults: string[]) {
    super(`設定に誤りがあります:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.name = 'SettingsError'
    this.faults = faults
  }
}

/** The environment of the process, with what a file `.env` in the working directory adds to it. */
export function processEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}

/**
 * Reads the settings from an environment. An empty value counts as absent. Throws a SettingsError that names every
 * fault at once: a half-set group, a value out of range.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.keys(settingsSchema.shape)
      .map((name) => [name, environment[name]?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = settingsSchema.safeParse(given)
  const faults = [
    ...(result.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...groupFaults(new Set(Object.keys(given))),
  ]
  if (!result.success || faults.length > 0) throw new SettingsError(faults)
  const settings = result.data
  return { ...settings, DATABASE_URL: settings.DATABASE_URL ?? `sqlite:${join(settings.DATA_DIR, 'madoguchi.sqlite')}` }
}
