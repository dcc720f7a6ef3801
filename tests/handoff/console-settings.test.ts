import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readSettingWithAuthor } from '../../handoff/settings/desk-settings.ts'
import type { SettingName } from '../../handoff/settings/shapes.ts'
import { browserAvailable, launchBrowser } from '../support/browser.ts'
import { type DeskInBrowser, openDeskInBrowser } from './support/desk-browser.ts'

describe.skipIf(!browserAvailable())('settings and the whole desk, in a browser', () => {
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

  it('are kept section by section; a door is stopped only with a reason and a fresh proof', async () => {
    const { house, look, sitDown, faults, password } = desk
    await house.say('相談員と話したい')
    const page = await sitDown('kanri', '管理 一郎', 'admin', { path: '/desk/settings' })
    const kept = <Name extends SettingName>(name: Name) => readSettingWithAuthor(house.store.database, name)

    await page.getByLabel('受付時間を決める', { exact: false }).check()
    await page.getByRole('button', { name: '休みを足す' }).click()
    await page.getByLabel('から', { exact: true }).fill('2026-12-29')
    await page.getByLabel('まで', { exact: true }).fill('2027-01-03')
    await page.getByLabel('名前', { exact: true }).fill('年末年始')
    await page.getByRole('button', { name: '受付時間を保存' }).click()
    await page.getByText('保存しました').waitFor()
    expect((await kept('hours')).value).toMatchObject({
      weekly: { mon: [{ open: '09:00', close: '17:00' }] },
      closures: [{ from: '2026-12-29', to: '2027-01-03', label: '年末年始' }],
    })
    await page.getByText('2026-12-29（年末年始）', { exact: false }).waitFor()
    await look(page, 'settings-hours')

    await page.getByRole('link', { name: '班と受け持ち' }).click()
    await page.getByRole('group', { name: '管理 一郎（管理者）' }).getByLabel('知財', { exact: true }).check()
    await page.getByRole('button', { name: '管理 一郎さんの受け持ちを保存' }).click()
    await page.getByText('保存しました').waitFor()
    await look(page, 'settings-teams')

    await page.getByRole('link', { name: '時間の上限' }).click()
    await page.getByLabel('引き継ぎ先が受けないとき、元の担当へ戻すまで').fill('5')
    await page.getByRole('button', { name: '上限を保存' }).click()
    await page.getByText('保存しました').waitFor()
    expect((await kept('limits')).value.transferMinutes).toBe(5)
    await look(page, 'settings-limits')

    await page.getByRole('link', { name: '通知', exact: true }).click()
    await page.getByLabel('メールで知らせる').check()
    await look(page, 'settings-notifications')

    // The proof of the log-in is ten minutes old by now.
    await desk.advance(11 * 60_000)
    await page.getByRole('link', { name: '停止とお知らせ' }).click()
    await page.getByRole('button', { name: 'すべての入口でAIの応答を止める' }).click()
    await page
      .getByRole('group', { name: 'LINE' })
      .getByLabel('緊急のお知らせ', { exact: false })
      .fill('AIの点検中です')
    await page.getByRole('button', { name: '理由を残して反映する' }).click()
    expect((await kept('doors')).value.line.bot).toBe(true)
    await page.getByLabel('理由（必須）').fill('誤った案内が見つかったため')
    await page.getByRole('button', { name: '理由を残して反映する' }).click()
    await page.getByRole('dialog', { name: 'ご本人の確認' }).getByLabel('パスワード').fill(password)
    await look(page, 'settings-proof')
    await page.getByRole('button', { name: '確認する' }).click()
    await page.getByText('保存しました').waitFor()
    expect(await kept('doors')).toMatchObject({
      value: { line: { bot: false, staff: true, banner: 'AIの点検中です' }, web: { bot: false } },
      changedBy: 'kanri',
      reason: '誤った案内が見つかったため',
    })
    await look(page, 'settings-doors')

    await page.getByRole('link', { name: '状況' }).click()
    await page.getByText('お知らせ「AIの点検中です」', { exact: false }).waitFor()
    await expect.poll(() => page.locator('.tile').first().textContent(), { timeout: 15_000 }).toBe('未対応1件')
    await look(page, 'wall')
    await page.setViewportSize({ width: 820, height: 1180 })
    await look(page, 'wall-tablet')
    expect(faults).toEqual([])
  }, 240_000)
})
