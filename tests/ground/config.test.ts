import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSettings, SettingsError, settingsSchema } from '../../config.ts'

const exampleNames = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => /^([A-Z_]+)=(.*)$/.exec(line))
  .filter((match) => match !== null)

const faultsOf = (environment: Record<string, string>): string[] => {
  try {
    readSettings(environment)
  } catch (thrown) {
    if (thrown instanceof SettingsError) return thrown.faults
    throw thrown
  }
  return []
}

describe('settings', () => {
  it('start with none at all', () => {
    expect(readSettings({})).toMatchObject({
      PORT: 3978,
      DATA_DIR: './data',
      DATABASE_URL: 'sqlite:data/madoguchi.sqlite',
    })
  })
  it('.env.example names every setting, and no other', () => {
    expect(exampleNames.map((match) => match[1]).sort()).toEqual(Object.keys(settingsSchema.shape).sort())
  })
  it('.env.example works as it is and shows the defaults', () => {
    const given = Object.fromEntries(exampleNames.map((match) => [match[1] ?? '', match[2] ?? '']))
    expect(readSettings(given)).toEqual(readSettings({}))
  })
  it('an empty value counts as absent', () => {
    expect(readSettings({ PORT: '', LINE_CHANNEL_SECRET: ' ' }).PORT).toBe(3978)
  })
  it.each([
    [{ LINE_CHANNEL_SECRET: 'x' }, 'LINE_CHANNEL_ACCESS_TOKEN'],
    [{ LINE_CHANNEL_SECRET: 'x' }, 'LINE_CHANNEL_ID'],
    [{ LINE_CHANNEL_ID: '123' }, 'LINE_CHANNEL_SECRET'],
    [{ LINE_CHANNEL_ACCESS_TOKEN: 'x' }, 'LINE_CHANNEL_SECRET'],
    [{ LINE_CHANNEL_SECRET: 'x', LINE_CHANNEL_ID: 'U12' }, 'LINE_CHANNEL_ID'],
    [{ MICROSOFT_APP_ID: 'x' }, 'MICROSOFT_APP_PASSWORD'],
    [{ OIDC_ISSUER: 'https://id.example.jp' }, 'OIDC_CLIENT_SECRET'],
    [{ OPENAI_API_KEY: 'x' }, 'CHAT_MODEL'],
    [{ CHAT_MODEL: 'x' }, 'OPENAI_API_KEY'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: 'abc' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'sqlite::memory:' }, 'DATABASE_URL'],
    [{ DIRECT_LINE_SECRET: 'short' }, 'DIRECT_LINE_SECRET'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ PUBLIC_URL: 'ftp://x' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://example.lg.jp/madoguchi' }, 'PUBLIC_URL'],
    [{ WEB_ALLOWED_ORIGINS: 'https://a.example.jp,https://b.example.jp/page' }, 'WEB_ALLOWED_ORIGINS'],
    [{ LINE_API_BASE_URL: 'https://line.example.jp/v2' }, 'LINE_API_BASE_URL'],
  ])('a half-set group or a value out of range is named: %o', (environment, name) => {
    expect(faultsOf(environment as Record<string, string>).join('\n')).toContain(name)
  })
  it('an address may end in a slash, and that of a model has a path', () => {
    const given = {
      PUBLIC_URL: 'https://a.example.jp/',
      CHAT_MODEL: 'm',
      OPENAI_BASE_URL: 'http://localhost:11434/v1/',
    }
    expect(readSettings(given)).toMatchObject({
      PUBLIC_URL: 'https://a.example.jp',
      OPENAI_BASE_URL: 'http://localhost:11434/v1',
    })
  })
  it('all faults are told at once', () => {
    expect(faultsOf({ PORT: '-1', LINE_CHANNEL_SECRET: 'x', LOG_LEVEL: 'loud' })).toHaveLength(3)
  })
})
