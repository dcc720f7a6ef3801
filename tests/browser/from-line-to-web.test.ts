import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { browserAvailable, inJapan, launchBrowser } from '../support/browser.ts'
import { eventually } from '../support/eventually.ts'
import { freePort } from '../support/loopback.ts'
import { type RunningHouse, startMadoguchi } from '../support/madoguchi-process.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 })

describe.skipIf(!browserAvailable())('from LINE to our own page', () => {
  const directory = mkdtempSync(join(tmpdir(), 'madoguchi-line-to-web-'))
  const channel = { channelSecret: 'secret-of-the-tests', channelAccessToken: 'token-of-the-tests' }
  const [aiko, botan] = [lineUser(1), lineUser(2)]
  let line: LinePlatform
  let house: RunningHouse
  let browser: Browser
  let people: BrowserContext

  beforeAll(async () => {
    line = await startLinePlatform(channel)
    // The house must know its own address before it starts.
    const port = await freePort()
    house = await startMadoguchi({
      DATA_DIR: directory,
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      LINE_CHANNEL_SECRET: channel.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: channel.channelAccessToken,
      LINE_API_BASE_URL: line.url,
      LINE_DATA_API_BASE_URL: line.url,
    })
    browser = await launchBrowser()
    people = await browser.newContext(inJapan)
  })
  afterAll(async () => {
    await browser?.close()
    await house?.stop()
    await line?.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const say = (user: string, text: string) =>
    line.webhook.post(`${house.url}/line/webhook`, [line.webhook.text(user, text)])
  const heard = (user: string) => JSON.stringify(line.received(user).map(({ messages }) => messages))
  /** The address with this hash that the user was sent. */
  const addressFor = async (user: string, hash: string): Promise<string> => {
    const pattern = new RegExp(`http[^"\\s\\\\]+#${hash}=[\\w.~-]+`)
    await eventually(() => pattern.test(heard(user)), 20_000)
    return pattern.exec(heard(user))?.[0] ?? ''
  }
  const log = (page: Page) => page.getByRole('log', { name: '会話' })

  it('the address that LINE was sent goes on with the same talk, once, and stays out of the history', async () => {
    await say(aiko, '板橋区の産学公連携の助成金はいくら？')
    await say(aiko, '相談員と話したい')
    const address = await addressFor(aiko, 'continue')
    const page = await people.newPage()
    await page.goto(address)
    await log(page).getByText('板橋区の産学公連携の助成金はいくら').waitFor()
    await log(page).getByText('LINEでのご相談の続きです').waitFor()
    expect(page.url()).not.toContain('continue')
    await page.getByRole('textbox', { name: 'ご質問' }).fill('ここから先はこちらで書きます')
    await page.getByRole('textbox', { name: 'ご質問' }).press('Enter')
    await log(page).getByText('ここから先はこちらで書きます').waitFor()
    await page.reload()
    await log(page).getByText('ここから先はこちらで書きます').waitFor()

    const stranger = await (await browser.newContext(inJapan)).newPage()
    await stranger.goto(address)
    await log(stranger).getByText('このアドレスは使えません').waitFor()
    expect(await log(stranger).textContent()).not.toContain('産学公連携')
  })

  it('who links LINE with the page is asked by LINE itself, and told there that it is done', async () => {
    await say(botan, 'ウェブと連携')
    const address = await addressFor(botan, 'line-link')
    const page = await people.newPage()
    const asked = page.waitForRequest(/^https:\/\/access\.line\.me\/dialog\/bot\/accountLink/)
    await page.route('https://access.line.me/**', (route) => route.fulfill({ body: 'LINE' }))
    await page.goto(address)
    const nonce = new URL((await asked).url()).searchParams.get('nonce') ?? ''
    expect(nonce).not.toBe('')
    await line.webhook.post(`${house.url}/line/webhook`, [line.webhook.accountLink(botan, nonce)])
    await eventually(() => heard(botan).includes('ウェブのチャットと連携しました'), 20_000)
  })
})
