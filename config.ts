import { join } from 'node:path'
import { z } from 'zod'

const origin = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''))
const secret = z.string().min(1)

/** Every setting of the house. All are optional; this file is the only reader of the environment. */
export const settingsSchema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65535).default(3978),
    HOST: z.string().min(1).default('127.0.0.1'),
    PUBLIC_URL: origin.optional(),
    DATA_DIR: z.string().min(1).default('./data'),
    DATABASE_URL: z
      .string()
      .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'sqlite:<path> または postgres://… を指定してください')
      .optional(),
    LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    OPERATOR_NAME: z.string().min(1).default('産学官金連携ワンストップ相談窓口'),
    OPERATOR_AREA: z.string().min(1).optional(),
    LINE_CHANNEL_SECRET: secret.optional(),
    LINE_CHANNEL_ACCESS_TOKEN: secret.optional(),
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
    OPENAI_BASE_URL: origin.optional(),
    CHAT_MODEL: z.string().min(1).optional(),
    EMBEDDING_MODEL: z.string().min(1).optional(),
    OIDC_ISSUER: origin.optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: secret.optional(),
  })
  .superRefine((settings, context) => {
    const whole = (names: readonly (keyof typeof settings)[]) => {
      const missing = names.filter((name) => settings[name] === undefined)
      if (missing.length === 0 || missing.length === names.length) return
      for (const name of missing) {
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `${names.join('・')} はそろえて設定してください（${name} がありません）`,
        })
      }
    }
    whole(['LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN'])
    whole(['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD'])
    whole(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])
    const needs = (name: keyof typeof settings, needed: keyof typeof settings) => {
      if (settings[name] === undefined || settings[needed] !== undefined) return
      context.addIssue({ code: 'custom', path: [needed], message: `${name} を使うには ${needed} が要ります` })
    }
    needs('MICROSOFT_APP_TENANT_ID', 'MICROSOFT_APP_ID')
    needs('OPENAI_API_KEY', 'CHAT_MODEL')
    if (settings.CHAT_MODEL !== undefined || settings.EMBEDDING_MODEL !== undefined) {
      if (settings.OPENAI_API_KEY === undefined && settings.OPENAI_BASE_URL === undefined) {
        context.addIssue({
          code: 'custom',
          path: ['OPENAI_API_KEY'],
          message: 'CHAT_MODEL・EMBEDDING_MODEL を使うには OPENAI_API_KEY か OPENAI_BASE_URL が要ります',
        })
      }
    }
  })

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

/**
 * Reads the settings from an environment. An empty value counts as absent. Throws a SettingsError that names every
 * fault at once: a half-set group, a value out of range.
 */
export function readSettings(environment: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(
    Object.keys(settingsSchema.shape)
      .map((name) => [name, environment[name]?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = settingsSchema.safeParse(given)
  if (!result.success) {
    throw new SettingsError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  }
  const settings = result.data
  return { ...settings, DATABASE_URL: settings.DATABASE_URL ?? `sqlite:${join(settings.DATA_DIR, 'madoguchi.sqlite')}` }
}
