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

  it('are passed on by one macro that a lead made: looked at, its reply put right, then all of it at once', async () => {
    const { house, look, sitDown, faults } = desk
    const lead = await sitDown('inoue', '井上 次郎', 'lead', { path: '/desk/settings#macros' })
    await lead.getByLabel('短い名前', { exact: false }).fill('知財')
    await lead.getByLabel('題', { exact: true }).fill('知財の班へ')
    await lead.getByLabel('加えるラベル', { exact: false }).fill('商標、急ぎ')
    await lead.getByLabel('相談者への返信', { exact: false }).fill('{{staff.name}}です。知財の担当におつなぎします。')
    await lead.getByLabel('そのあと').selectOption('team')
    await lead.getByLabel('引き継ぎ先の班').selectOption('ip')
    await lead.getByLabel('引き継ぎメモ').fill('商標の質問です')
    await look(lead, 'settings-macros')
    await lead.getByRole('button', { name: 'マクロを足す' }).click()
    await lead.getByRole('cell', { name: '/知財' }).waitFor()

    await house.say('相談員と話したい')
    const page = await sitDown('suzuki', '鈴木 花子', 'responder')
    await rows(page).first().click()
    await page.getByRole('button', { name: '担当する' }).click()
    await poll(() => replyField(page).evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type('/知')
    await page.getByRole('option', { name: 'マクロ: 知財の班へ' }).waitFor()
    await look(page, 'macro-choice')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'マクロ: 知財の班へ' })
    const reply = dialog.getByLabel('相談者への返信', { exact: false })
    await poll(() => reply.inputValue()).toBe('鈴木 花子です。知財の担当におつなぎします。')
    await reply.fill('鈴木です。商標の担当におつなぎします。')
    await look(page, 'macro-dialog')
    await dialog.getByRole('button', { name: '実行する' }).click()
    await page.locator('.bubble.note', { hasText: '【引き継ぎ】知財へ' }).waitFor()
    expect((await house.openCase()).labels).toBe('["商標","急ぎ"]')
    expect((await house.said()).at(-1)?.text).toBe('鈴木です。商標の担当におつなぎします。')
    // What cannot be done is told, and nothing was done.
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('マクロ')
    await page.keyboard.press('Enter')
    await house.send(house.event('left', ''))
    await dialog.getByRole('button', { name: '実行する' }).click()
    await page.getByRole('alert').filter({ hasText: 'マクロは何も行いませんでした' }).waitFor()
    expect(faults).toEqual([])
  }, 120_000)
})
