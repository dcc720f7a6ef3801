import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { drawMenu } from '../../adapters/line/menus/draw-menu.ts'
import { aliasOf, menuDefinitions, toRichMenu } from '../../adapters/line/menus/menu-definitions.ts'
import { runSetup } from '../../adapters/line/setup/run-setup.ts'
import { pictureSize } from '../../adapters/line/simulator/picture-size.ts'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { wantsBot } from '../../handoff/reception/user-wishes.ts'
import { lineAccountAt } from '../support/line-account.ts'
import { readLineDescription } from '../support/line-description.ts'
import { type LineHouse, lineSecret, lineToken, startLineHouse } from '../support/line-house.ts'
import { runMadoguchi } from '../support/madoguchi-process.ts'
import { createSqlitePlace, type Place } from '../support/place.ts'

let line: LinePlatform
let house: LineHouse
let place: Place

beforeEach(async () => {
  place = await createSqlitePlace()
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
  house = await startLineHouse({ databaseUrl: place.url, apiBaseUrl: line.url, clock: { now: line.now } })
})
afterEach(async () => {
  await house.stop()
  await line.close()
  await place.remove()
})

async function setUp(
  options: { setWebhook?: string; expectedWebhook?: string; dryRun?: boolean; token?: string } = {},
) {
  const lines: string[] = []
  const account = lineAccountAt(line.url, options.token)
  const warnings = await runSetup({
    account,
    setWebhook: options.setWebhook,
    expectedWebhook: options.expectedWebhook,
    dryRun: options.dryRun ?? false,
    say: (text) => lines.push(text),
  })
  return { warnings, text: lines.join('\n') }
}

/** Calls that change something at LINE. */
const changes = () =>
  line.calls.filter(({ endpoint }) => !endpoint.startsWith('GET ') && !endpoint.includes('/webhook/test')).length

test('a fresh account gets its webhook, its two menus with their pictures, and a clean report', async () => {
  const { warnings, text } = await setUp({ setWebhook: house.webhookUrl })
  expect(text).toContain(`Webhook URL を登録しました: ${house.webhookUrl}`)
  expect(text).toContain('接続テスト: 成功')
  expect(text).toContain('応答メッセージ')
  expect(warnings).toBe(0)
  const shown = line.richMenus.shownTo(lineUser(1))
  expect(shown?.menu.areas.map(({ action }) => action.label)).toContain('相談員と話す')
  expect(pictureSize(line.richMenus.imageOf(shown?.id ?? '')?.bytes ?? Buffer.alloc(0))).toEqual(shown?.menu.size)
})

test('running it again changes nothing', async () => {
  await setUp({ setWebhook: house.webhookUrl })
  const [before, menus] = [changes(), line.richMenus.count()]
  const { text } = await setUp({ setWebhook: house.webhookUrl })
  expect([changes(), line.richMenus.count()]).toEqual([before, menus])
  expect(text).toContain('そのまま使います')
})

test('a dry run says what it would do and changes nothing', async () => {
  const { text } = await setUp({ setWebhook: house.webhookUrl, dryRun: true })
  expect(text).toContain('登録します')
  expect(text).toContain('を作ります')
  expect(changes()).toBe(0)
  expect(line.account.webhookUrl).toBeUndefined()
})

test('a run that was broken off between menu and picture is mended by the next; menus of other tools stay', async () => {
  const account = lineAccountAt(line.url)
  const [everyone] = menuDefinitions
  if (!everyone) throw new Error('no menu')
  const broken = await account.createMenu(toRichMenu(everyone))
  const others = await account.createMenu({ ...toRichMenu(everyone), name: '広報のメニュー' })
  await setUp()
  expect(line.richMenus.imageOf(broken)).toBeUndefined()
  const left = (await account.menus()).map(({ richMenuId }) => richMenuId)
  expect(left).not.toContain(broken)
  expect(left).toContain(others)
  expect(left).toHaveLength(3)
})

test('a menu drawn otherwise replaces the former one, which is deleted', async () => {
  await setUp()
  const account = lineAccountAt(line.url)
  const [everyone] = menuDefinitions
  if (!everyone) throw new Error('no menu')
  const former = await account.createMenu({ ...toRichMenu(everyone), name: 'madoguchi:everyone:000000000000' })
  await account.setPicture(former, await drawMenu(everyone))
  await account.moveAlias(aliasOf('everyone'), former)
  await account.setDefaultMenu(former)
  await setUp()
  const now = await account.defaultMenu()
  expect(now).not.toBe(former)
  expect((await account.menus()).map(({ richMenuId }) => richMenuId)).not.toContain(former)
})

describe('each wrong setting is told', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['the chat of the account is on', () => Object.assign(line.account, { chatMode: 'chat' }), /チャットが ON/],
    [
      'no webhook address',
      () => Object.assign(line.account, { webhookUrl: undefined }),
      /Webhook URL が登録されていません/,
    ],
    ['the webhook is off', () => Object.assign(line.account, { webhookActive: false }), /Webhook の利用が OFF/],
    [
      'another address',
      () => Object.assign(line.account, { webhookUrl: 'https://old.example.jp/line/webhook' }),
      /old\.example\.jp.*このまどぐちは/,
    ],
    [
      'nobody answers there',
      () => Object.assign(line.account, { webhookUrl: 'http://127.0.0.1:1/line/webhook' }),
      /COULD_NOT_CONNECT/,
    ],
    ['the month is nearly used up', () => Object.assign(line.quota, { limit: 100, used: 85 }), /85 \/ 100 通/],
  ])('%s', async (_name, spoil, told) => {
    line.account.webhookUrl = house.webhookUrl
    spoil()
    const { warnings, text } = await setUp({ expectedWebhook: house.webhookUrl })
    expect(warnings).toBeGreaterThan(0)
    expect(text.split('\n').filter((each) => each.startsWith('注意'))).toEqual(
      expect.arrayContaining([expect.stringMatching(told)]),
    )
  })

  test('secret and token belong to different channels', async () => {
    const stranger = await startLinePlatform({ channelSecret: 'of another channel', channelAccessToken: lineToken })
    stranger.account.webhookUrl = house.webhookUrl
    const account = lineAccountAt(stranger.url)
    const lines: string[] = []
    await runSetup({
      account,
      setWebhook: undefined,
      expectedWebhook: house.webhookUrl,
      dryRun: false,
      say: (text) => lines.push(text),
    })
    await stranger.close()
    expect(lines.join('\n')).toContain('別のチャネルのもの')
  })

  test('a wrong token ends the run before anything is changed', async () => {
    await expect(setUp({ token: 'wrong', setWebhook: house.webhookUrl })).rejects.toMatchObject({
      publicText: expect.stringContaining('アクセストークンが正しくありません'),
    })
    expect(line.account.webhookUrl).toBeUndefined()
  })
})

test.each(menuDefinitions)(
  'the menu of $role is one that LINE takes, at most 1 MB, and its taps are understood',
  async (definition) => {
    const menu = toRichMenu(definition)
    expect(readLineDescription('messaging-api').faultsOf('RichMenuRequest', menu)).toEqual([])
    const png = await drawMenu(definition)
    expect(png.length).toBeLessThan(1024 * 1024)
    expect(pictureSize(png)).toEqual(menu.size)
    const taps = definition.cells.map(({ words }) => words)
    if (definition.role === 'withStaff') expect(taps.every(wantsBot)).toBe(true)
    else expect(new Set(taps).size).toBe(taps.length)
  },
)

test('from the command line: what is wrong is told in words, exit code 1; without settings 2', async () => {
  const settings = {
    DATA_DIR: `${place.url.replace('sqlite:', '')}.data`,
    LINE_CHANNEL_SECRET: lineSecret,
    LINE_CHANNEL_ACCESS_TOKEN: lineToken,
    LINE_API_BASE_URL: line.url,
    LINE_DATA_API_BASE_URL: line.url,
    PUBLIC_URL: 'https://madoguchi.example.jp',
  }
  const { code, out } = await runMadoguchi(['line', 'setup', '--dry-run'], settings)
  expect([code, out]).toEqual([1, expect.stringContaining('注意: Webhook URL が登録されていません')])
  const bare = await runMadoguchi(['line', 'setup'], { DATA_DIR: settings.DATA_DIR })
  expect([bare.code, bare.error]).toEqual([2, expect.stringContaining('LINE の設定')])
}, 60_000)
