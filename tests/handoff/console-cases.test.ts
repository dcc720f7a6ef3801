import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserAvailable, launchBrowser } from '../support/browser.ts'
import { type DeskInBrowser, openDeskInBrowser, poll, replyField, rows } from './support/desk-browser.ts'

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
    await page.emulateMedia({ colorScheme: 'dark' })
    await look(page, 'list-late-dark')
    await page.emulateMedia({ colorScheme: 'light' })

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
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 820, height: 1000 })
    await look(page, 'macro-dialog-tablet-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 1280, height: 800 })
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

  it('are labelled and moved together by a lead at the keyboard, who is told how it went with each', async () => {
    const { house, look, sitDown, faults } = desk
    for (const key of ['U1', 'U2', 'U3']) await house.say('相談員と話したい', key)
    const lead = await sitDown('inoue', '井上 次郎', 'lead')
    await rows(lead).nth(2).waitFor()
    await lead.getByRole('button', { name: 'まとめて操作' }).press('Enter')
    const boxes = lead.getByRole('checkbox', { name: '選ぶ' })
    await boxes.nth(0).press('Space')
    await boxes.nth(2).press('Space')
    await look(lead, 'bulk-picking')
    await lead.emulateMedia({ colorScheme: 'dark' })
    await lead.setViewportSize({ width: 820, height: 1000 })
    await look(lead, 'bulk-picking-tablet-dark')
    await lead.emulateMedia({ colorScheme: 'light' })
    await lead.setViewportSize({ width: 1280, height: 800 })
    await lead.getByRole('button', { name: '2件を…' }).press('Enter')
    const dialog = lead.getByRole('dialog', { name: '選んだ2件をまとめて操作する' })
    await dialog.getByLabel('返信がないものを終了する').check()
    await dialog.getByLabel('理由', { exact: false }).fill('整理のため')
    await dialog.getByRole('button', { name: '一件ずつ行う' }).click()
    await dialog.getByText('0件を行いました。2件はできませんでした。').waitFor()
    await look(lead, 'bulk-refused')
    await dialog.getByRole('button', { name: '閉じる' }).click()
    await lead.getByRole('button', { name: 'すべて選ぶ' }).click()
    await lead.getByRole('button', { name: '3件を…' }).click()
    const again = lead.getByRole('dialog', { name: '選んだ3件をまとめて操作する' })
    await again.getByLabel('班', { exact: true }).selectOption('知財')
    await again.getByLabel('理由', { exact: false }).fill('担当の見直し')
    await look(lead, 'bulk-dialog')
    await again.getByRole('button', { name: '一件ずつ行う' }).click()
    await again.getByText('3件を行いました。').waitFor()
    expect((await house.openCase('U3')).team).toBe('知財')
    expect(faults).toEqual([])
  }, 120_000)

  it('are given to who is there: a strip tells it, leaves the words at hand alone, and is answered by a key', async () => {
    const { house, look, sitDown, faults } = desk
    await house.say('相談員と話したい')
    const page = await sitDown('suzuki', '鈴木 花子', 'responder')
    await rows(page).first().click()
    await page.getByRole('button', { name: '担当する' }).click()
    await poll(() => replyField(page).evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type('書きかけの')

    await house.say('補助金の相談をしたいです', 'U2')
    await house.say('相談員と話したい', 'U2')
    await house.tick()
    const strip = page.getByRole('region', { name: '割り当てられた相談' })
    await strip.getByText(/^あと3分/).waitFor()
    // The caret stays where it was, and a composed letter is no answer.
    await page.keyboard.type('返信')
    expect(await replyField(page).inputValue()).toBe('書きかけの返信')
    await replyField(page).dispatchEvent('keydown', { code: 'KeyY', altKey: true, isComposing: true, bubbles: true })
    await look(page, 'offer')
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 820, height: 1000 })
    await look(page, 'offer-tablet-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 1280, height: 800 })
    expect((await house.openCase('U2')).pushed_at).not.toBeNull()
    await page.keyboard.press('Alt+y')
    await page.getByRole('heading', { name: '補助金の相談' }).waitFor()
    await poll(() => strip.getByRole('button').count()).toBe(0)
    expect(await house.openCase('U2')).toMatchObject({ owner: 'suzuki', pushed_at: null })
    await page.locator('.row', { hasText: '相談員と話したい' }).first().waitFor()

    await house.say('相談員と話したい', 'U3')
    await house.tick()
    await strip.getByText(/^あと3分/).waitFor()
    await page.keyboard.press('Alt+n')
    await poll(() => strip.getByRole('button').count()).toBe(0)
    expect((await house.openCase('U3')).owner).toBeNull()
    expect(faults).toEqual([])
  }, 120_000)

  it('of other teams leave the screen of an adviser when the office keeps them apart', async () => {
    const { house, look, sitDown, faults } = desk
    await house.say('相談員と話したい')
    const page = await sitDown('suzuki', '鈴木 花子', 'responder')
    await rows(page).first().click()
    await page.getByRole('button', { name: '担当する' }).waitFor()
    const admin = await sitDown('ito', '伊藤 三郎', 'admin', { path: '/desk/settings#reading' })
    await admin.getByLabel('相談員は、自分の班の相談だけを読める').check()
    await admin.getByLabel('理由（必須）').fill('情報管理規程のため')
    await look(admin, 'settings-reading')
    await admin.getByRole('button', { name: '理由を残して反映する' }).click()
    await admin.getByText('保存しました').waitFor()
    // The topic of the case belongs to a team that she is not in.
    await house.say('急いでいます')
    await page.getByText('左の一覧から相談を選んでください。').waitFor()
    await page.getByRole('alert').filter({ hasText: 'ほかの班の相談のため、開けません' }).waitFor()
    await poll(() => rows(page).count()).toBe(0)
    expect(faults).toEqual([])
  }, 120_000)

  it('are opened by an address that changed while the desk was still being drawn', async () => {
    const { house, sitDown, faults } = desk
    await house.say('相談員と話したい')
    const { id } = await house.openCase()
    const page = await sitDown('suzuki', '鈴木 花子', 'responder', {
      // The change has been told to everybody who listened by then: nobody did.
      before: async (opened) => {
        await opened.addInitScript((address) => {
          const listen = window.addEventListener
          window.addEventListener = (...told: Parameters<typeof listen>) => {
            if (told[0] === 'hashchange') history.replaceState(null, '', address)
            listen.apply(window, told)
          }
        }, `#case/${id}`)
      },
    })
    await page.getByRole('button', { name: '担当する' }).waitFor()
    expect(faults).toEqual([])
  }, 120_000)
})
