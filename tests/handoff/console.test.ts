import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createHttpServer, type HttpServer } from '../../adapters/http/server.ts'
import { deskRoutes } from '../../handoff/desk/routes.ts'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { prepareFirstStaff } from '../../handoff/staff/setup.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { browserAvailable, launchBrowser } from '../support/browser.ts'
import { type House, openHouse } from './support/house.ts'

const password = 'とても長い合言葉です2026'
const pictures = 'tests/output/desk'

describe.skipIf(!browserAvailable())('the console in a browser', () => {
  let browser: Browser
  let house: House
  let server: HttpServer
  let origin: string
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    faults.length = 0
    house = await openHouse()
    const parts = { store: house.store, clock: house.clock, identifiers: randomIdentifiers, logger: silentLogger }
    server = createHttpServer({ routes: await deskRoutes(parts), upgrades: [], logger: silentLogger })
    origin = `http://127.0.0.1:${(await server.listen(0, '127.0.0.1')).port}`
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    await server.stop()
    await house.close()
  })

  const openPage = async (options: { colorScheme?: 'light' | 'dark'; width?: number } = {}): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: 800 },
      colorScheme: options.colorScheme ?? 'light',
    })
    contexts.push(context)
    const page = await context.newPage()
    await page.clock.setFixedTime(house.clock.now())
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 4')) faults.push(message.text())
    })
    return page
  }
  const login = async (page: Page, name: string) => {
    await page.goto(`${origin}/desk`)
    await page.getByLabel('ログインID').fill(name)
    await page.getByLabel('パスワード').fill(password)
    await page.getByRole('button', { name: 'ログイン' }).click()
    await page.getByText('接続中').waitFor()
  }
  const sendAll = async () => {
    for (;;) {
      const delivery = await house.store.beginDelivery(['line'], 10_000)
      if (delivery === undefined) return
      await house.store.finishAttempt(delivery, { status: 'sent' }, 0)
    }
  }
  const person = (login: string, name: string) =>
    addStaff(house.store, randomIdentifiers, { login, name, role: 'responder', password })

  it('lets staff claim, answer with an IME in use, note and resolve, live and without a fault of the page', async () => {
    await person('suzuki', '鈴木 花子')
    await person('tanaka', '田中 太郎')
    await house.say('技術相談バウチャーはいくらまで使えますか')
    await house.say('<img src=x onerror="document.title=1"><b>太字</b>です', 'U2')
    await house.say('相談員と話したい', 'U2')
    house.clock.advance(12 * 60_000)
    await house.say('相談員と話したい')
    await house.say('会社は板橋区にあります。試作品の費用も対象になりますか。')
    house.clock.advance(6 * 60_000)
    await sendAll()

    const page = await openPage()
    await page.goto(`${origin}/desk`)
    await page.getByLabel('ログインID').waitFor()
    await page.screenshot({ path: `${pictures}/login.png` })
    await login(page, 'suzuki')
    const rows = page.getByRole('navigation', { name: '相談の一覧' }).locator('.row')
    await expect.poll(() => rows.count()).toBe(2)
    await expect.poll(() => page.title()).toBe('(2) 窓口 職員画面')
    await expect.poll(() => rows.first().textContent()).toContain('至急')

    await rows.first().click()
    await page.getByText('<b>太字</b>です', { exact: false }).first().waitFor()
    await expect.poll(() => page.locator('.bubble img, .bubble b').count()).toBe(0)

    await rows.nth(1).click()
    await page.getByText('試作品の費用も対象になりますか', { exact: false }).last().waitFor()
    await page.screenshot({ path: `${pictures}/unclaimed.png` })
    await page.getByRole('button', { name: '担当する' }).click()
    const field = page.getByLabel('相談者への返信')
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
    await field.fill('お待たせしました。\n試作品の材料費も対象です。')
    await field.dispatchEvent('keydown', { key: 'Enter', code: 'Enter', ctrlKey: true, isComposing: true })
    expect((await house.said()).filter((bubble) => bubble.sender === 'staff')).toHaveLength(0)
    await field.press('Control+Enter')
    await page.getByText('送信待ち').waitFor()
    house.clock.advance(5_000)
    await sendAll()
    await expect.poll(() => page.getByText('送信待ち').count(), { timeout: 8_000 }).toBe(0)
    await page.getByRole('button', { name: 'メモ（職員のみ）' }).click()
    await page.getByLabel('職員だけに見えるメモ').fill('見積書をあとで確認する')
    await page.getByRole('button', { name: 'メモを残す' }).click()
    await page.locator('.bubble.note').waitFor()

    await house.say('ありがとうございます。助かりました。')
    await page.locator('.bubble.user', { hasText: '助かりました' }).waitFor()
    await page.screenshot({ path: `${pictures}/talk.png` })

    const other = await openPage({ colorScheme: 'dark' })
    await login(other, 'tanaka')
    await other.getByRole('button', { name: /^全て/ }).click()
    await other.locator('.row', { hasText: '鈴木 花子' }).click()
    await other.getByText('鈴木 花子さんが担当しています', { exact: false }).waitFor()
    await other.screenshot({ path: `${pictures}/talk-dark.png` })

    await page.keyboard.press('Alt+e')
    await page.getByRole('dialog').waitFor()
    await page.screenshot({ path: `${pictures}/resolve.png` })
    await page.getByLabel('分類（任意）').fill('補助金')
    await page.getByRole('dialog').getByRole('button', { name: '完了する' }).click()
    await page.getByText('ここからAIが応答').waitFor()
    expect(await house.hasOpenCase()).toBe(false)
    expect((await house.said()).map(({ text }) => text).join('\n')).toContain('再びAIがお答えします')
    await expect.poll(() => other.getByRole('button', { name: /^全て/ }).textContent()).toBe('全て1')
    expect(faults).toEqual([])
  }, 60_000)

  it('serves the first start, a tablet and a lost connection', async () => {
    await house.store.transaction(async (unit) => {
      await unit.deleteFrom('staff').execute()
    })
    const path = await prepareFirstStaff({ store: house.store, identifiers: randomIdentifiers, clock: house.clock })
    const page = await openPage({ width: 820 })
    await page.goto(`${origin}${path}`)
    await page.getByLabel('ログインID').fill('admin')
    await page.getByLabel('氏名').fill('窓口 管理')
    await page.getByLabel('パスワード', { exact: true }).fill(password)
    await page.getByLabel('パスワード（確認）').fill(password)
    await page.screenshot({ path: `${pictures}/setup.png` })
    await page.getByRole('button', { name: '登録してはじめる' }).click()
    await page.getByText('接続中').waitFor()
    expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/desk')
    await house.say('相談員と話したい')
    await page.locator('.row').first().click()
    await page.getByRole('button', { name: '担当する' }).click()
    await page.getByLabel('相談者への返信').waitFor()
    await page.keyboard.press('Alt+t')
    await page.getByRole('dialog').waitFor()
    await page.screenshot({ path: `${pictures}/tablet.png` })
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+o')
    await page.getByRole('complementary', { name: '相談の詳細' }).waitFor()
    await page.screenshot({ path: `${pictures}/tablet-panel.png` })
    expect(faults).toEqual([])
    await server.stop()
    await page.getByText('接続が切れました', { exact: false }).waitFor()
  }, 60_000)
})
