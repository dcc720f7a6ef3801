import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserAvailable, launchBrowser } from '../support/browser.ts'
import { type DeskInBrowser, openDeskInBrowser, poll, replyField, rows } from './support/desk-browser.ts'

describe.skipIf(!browserAvailable())('what lies around the talk', () => {
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

  const talk = async (key: string, options: { width?: number } = {}) => {
    await desk.house.say('相談員と話したい')
    const page = await desk.sitDown(key, '鈴木 花子', 'responder', options)
    await rows(page).first().click()
    await page.getByRole('button', { name: '担当する' }).click()
    await replyField(page).waitFor()
    return page
  }

  it('a reply is looked at as LINE shows it, and gets a sign at the caret by the keyboard alone', async () => {
    const page = await talk('suzuki')
    const field = replyField(page)
    await field.fill('お待たせしました。\n資料をお送りします')
    await page.getByRole('button', { name: 'LINEでの見え方' }).click()
    const preview = page.getByRole('region', { name: 'LINEでの見え方' })
    await preview.getByText('吹き出し 1つ・最後の吹き出しの残り 4,981文字').waitFor()
    expect(await preview.locator('li p').textContent()).toBe('お待たせしました。\n資料をお送りします')
    await desk.look(page, 'line-preview')
    await page.emulateMedia({ colorScheme: 'dark' })
    await desk.look(page, 'line-preview-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.getByRole('button', { name: 'LINEでの見え方' }).click()

    await field.focus()
    await page.keyboard.press('Control+Home')
    for (let step = 0; step < 9; step += 1) await page.keyboard.press('ArrowRight')
    await page.getByRole('button', { name: '絵文字' }).press('Enter')
    await poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('笑顔')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await desk.look(page, 'emoji')
    await poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('お願い・感謝')
    await page.keyboard.press('Enter')
    expect(await field.inputValue()).toBe('お待たせしました。🙏\n資料をお送りします')
    await poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: '絵文字' }).press('Enter')
    await page.getByRole('button', { name: '笑顔', exact: true }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Escape')
    await poll(() => page.getByRole('group', { name: '絵文字' }).count()).toBe(0)
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(desk.faults).toEqual([])
  }, 90_000)

  it('panes are made wider and closed by keys and by hand, and are so again after a reload', async () => {
    const page = await talk('suzuki')
    const line = page.getByRole('separator', { name: '一覧の幅' })
    const panelLine = page.getByRole('separator', { name: '詳細の幅' })
    const width = (name: string) =>
      page.locator(`#${name}`).evaluate((element) => element.getBoundingClientRect().width)
    expect(await width('queue')).toBe(300)
    await line.press('ArrowRight')
    await line.press('ArrowRight')
    expect([await width('queue'), await line.getAttribute('aria-valuenow')]).toEqual([340, '340'])
    await panelLine.press('Home')
    expect(await width('panel')).toBe(240)
    const box = await panelLine.boundingBox()
    if (box === null) throw new Error('no line')
    await page.mouse.move(box.x + 3, 400)
    await page.mouse.down()
    await page.mouse.move(box.x - 97, 400, { steps: 4 })
    await page.mouse.up()
    expect(await width('panel')).toBe(340)
    await desk.look(page, 'panes-wide')
    await page.reload()
    await replyField(page).waitFor()
    expect([await width('queue'), await width('panel')]).toEqual([340, 340])

    await line.press('Enter')
    await poll(() => page.getByRole('navigation', { name: '相談の一覧' }).count()).toBe(0)
    expect(await line.getAttribute('aria-valuetext')).toBe('閉じています')
    await page.keyboard.press('Alt+o')
    await poll(() => page.locator('#panel').count()).toBe(0)
    await desk.look(page, 'panes-closed')
    await page.getByRole('button', { name: '一覧', exact: true }).click()
    await rows(page).first().or(page.getByText('相談はありません。')).first().waitFor()
    await page.keyboard.press('Alt+i')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('/')
    await poll(() => page.getByRole('searchbox').evaluate((element) => element === document.activeElement)).toBe(true)
    expect(desk.faults).toEqual([])
  }, 90_000)

  it('a tablet keeps the list beside the talk, with the details over it', async () => {
    const page = await talk('suzuki', { width: 820 })
    await page.getByRole('separator', { name: '一覧の幅' }).press('Home')
    expect(await page.locator('#queue').evaluate((element) => element.getBoundingClientRect().width)).toBe(220)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(820)
    await page.getByRole('button', { name: '絵文字' }).click()
    await desk.look(page, 'tablet-panes')
    expect(desk.faults).toEqual([])
  }, 90_000)
})
