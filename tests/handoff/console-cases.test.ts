import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserAvailable, launchBrowser } from '../support/browser.ts'
import { type DeskInBrowser, openDeskInBrowser } from './support/desk-browser.ts'

describe.skipIf(!browserAvailable())('many cases on the desk', () => {
  let browser: Browser
  let desk: DeskInBrowser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    desk = await openDeskInBrowser(browser)
  })
  afterEach(() => desk.close())

  const poll = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 })
  const rows = (page: Page) => page.getByRole('navigation', { name: '相談の一覧' }).locator('.row')
  const replyField = (page: Page) => page.getByLabel('相談者への返信', { exact: true })

  it('are narrowed to the late ones, and one is put off by the keyboard and comes back with its hour', async () => {
    const { house, look, sitDown, faults } = desk
    await house.say('相談員と話したい')
    await desk.advance(16 * 60_000)
    await house.say('相談員と話したい', 'U2')
    const page = await sitDown('suzuki', '鈴木 花子', 'responder')
    await rows(page).nth(1).waitFor()
    await page.getByRole('button', { name: '約束超過 1件' }).click()
    await poll(() => rows(page).count()).toBe(1)
    expect(await rows(page).first().textContent()).toContain('約束超過')
    expect(await page.getByLabel('しぼり込み').inputValue()).toBe('late')
    await look(page, 'list-late')

    await rows(page).first().click()
    await page.getByRole('button', { name: '担当する' }).waitFor()
    await page.keyboard.press('Alt+c')
    await replyField(page).fill('確かめて、のちほどお返事します。')
    await replyField(page).press('Control+Enter')
    await page.locator('.bubble.staff').waitFor()
    await page.keyboard.press('Alt+m')
    const dialog = page.getByRole('dialog', { name: 'この相談を後で対応する' })
    await dialog.getByLabel('日時を選ぶ').check()
    await dialog.getByLabel('再開する日時').fill('2026-11-23T10:36')
    await look(page, 'snooze')
    await dialog.getByRole('button', { name: '後で対応する' }).click()
    await page.locator('.bubble.note', { hasText: 'まで休ませます' }).waitFor()
    await page.keyboard.press('Alt+2')
    await page.getByText('相談はありません。').waitFor()
    await page.getByLabel('しぼり込み').selectOption('resting')
    await poll(() => rows(page).first().textContent()).toContain('後で対応（10:36まで）')
    await look(page, 'list-resting')

    await desk.advance(21 * 60_000)
    await house.tick()
    await page.keyboard.press('Alt+2')
    await page.locator('.bubble.note', { hasText: '決めた時刻になりました' }).waitFor()
    await poll(() => rows(page).count()).toBe(1)
    expect(faults).toEqual([])
  }, 120_000)
})
