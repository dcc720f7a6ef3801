import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserAvailable, launchBrowser } from '../support/browser.ts'
import { type DeskInBrowser, openDeskInBrowser } from './support/desk-browser.ts'

describe.skipIf(!browserAvailable())('the data of a person at the desk, in a browser', () => {
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

  it('is taken out and erased from the side panel, each with a reason and a fresh proof', async () => {
    const { house, look, sitDown, faults, password } = desk
    await house.say('光る歯車の発明です')
    await house.say('相談員と話したい')
    const { id } = await house.openCase()
    const page = await sitDown('kanri', '管理 一郎', 'admin', { path: `/desk#case/${id}` })
    await page.getByText('光る歯車の発明です').first().waitFor()
    await desk.advance(11 * 60_000)
    await page.getByText('データの書き出しと消去').click()

    await page.getByRole('button', { name: 'データを書き出す（CSV）' }).click()
    await page.getByLabel('理由（必須）').fill('本人から開示の求めがあったため')
    await look(page, 'data-export')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '理由を残して書き出す' }).click()
    await page.getByRole('dialog', { name: 'ご本人の確認' }).getByLabel('パスワード').fill(password)
    await page.getByRole('button', { name: '確認する' }).click()
    const file = await readFile(await (await download).path(), 'utf8')
    expect(file).toContain('光る歯車の発明です')

    await page.getByRole('button', { name: 'データを消去する' }).click()
    await page.getByLabel('理由（必須）').fill('本人から電話で求めがあったため')
    await look(page, 'data-erase')
    await page.getByRole('button', { name: '理由を残して消去する' }).click()
    await page.getByText('消去しました。監査記録に残ります。').waitFor()
    await page.getByRole('button', { name: '閉じる', exact: true }).click()
    await page.getByText('これまでのやりとりを消去しました', { exact: false }).first().waitFor()
    expect(await page.getByText('光る歯車の発明です').count()).toBe(0)
    await page.getByText('経過', { exact: true }).click()
    await page.getByText('データを消去（管理 一郎）', { exact: false }).waitFor()

    const colleague = await sitDown('yuki', '結城', 'responder', { path: `/desk#case/${id}` })
    await colleague.getByText('過去の相談').first().waitFor()
    expect(await colleague.getByText('データの書き出しと消去').count()).toBe(0)
    expect(faults).toEqual([])
  }, 120_000)
})
