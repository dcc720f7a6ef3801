import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserAvailable, launchBrowser } from '../support/browser.ts'
import { type DeskInBrowser, openDeskInBrowser, poll, replyField, rows } from './support/desk-browser.ts'

describe.skipIf(!browserAvailable())('a day on the desk', () => {
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

  const staffWords = async (key?: string) =>
    (await desk.house.said(key)).filter((bubble) => bubble.sender === 'staff').map((bubble) => bubble.text)
  /** Words come through an IME: composed, the Enter that takes them among it, and put in as a whole. */
  const typeWithIme = async (page: Page, field: Locator, words: string) => {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Input.imeSetComposition', {
      text: words,
      selectionStart: words.length,
      selectionEnd: words.length,
    })
    await field.dispatchEvent('keydown', { key: 'Enter', code: 'Enter', isComposing: true })
    await field.dispatchEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 229 })
    await devtools.send('Input.insertText', { text: words })
    await devtools.detach()
  }

  it('is spent at the keyboard: claim, canned reply, undo, note, transfer, accept, wrap-up', async () => {
    const { house, look, sitDown, faults } = desk
    await house.say('板橋区の製造業で従業員は20人です。試作の補助金はいくらまでですか')
    await house.say('不明な制度について教えてください')
    await house.say('相談員と話したい')
    await house.say('来月末までに申請したいです')

    // The lead keeps a reply for use again.
    const lead = await sitDown('inoue', '井上 次郎', 'lead', { path: '/desk/settings#canned' })
    await lead.getByLabel('短い名前', { exact: false }).fill('あいさつ')
    await lead.getByLabel('題', { exact: true }).fill('はじめのあいさつ')
    await lead.getByLabel('本文').fill('{{user.name}}、お待たせしました。{{staff.role}}の{{staff.name}}です。')
    await lead.getByRole('button', { name: '定型文を足す' }).click()
    await lead.getByRole('cell', { name: '/あいさつ' }).waitFor()
    await look(lead, 'settings-canned')

    const page = await sitDown('suzuki', '鈴木 花子', 'responder')
    await rows(page).first().waitFor()
    await poll(() => page.title()).toBe('(1) 窓口 職員画面')
    expect(await page.locator('link[rel="icon"]').getAttribute('href')).toContain('%3E1%3C')
    await look(page, 'day-1-list')

    await page.keyboard.press('Alt+j')
    await page.getByText('従業員：20人').waitFor()
    await page.getByText('所在地：板橋区').waitFor()
    await page.getByText('期限など：「来月末までに申請したいです」').waitFor()
    await poll(() => page.locator('.hand-over').textContent()).toContain('不明な制度について教えてください')
    const summary = page.getByRole('region', { name: 'AIの要約' })
    await summary.getByText('AI作成・要確認').waitFor()
    await summary.getByRole('button', { name: '要約: 板橋区の製造業で従業員は20人です', exact: false }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('板橋区の製造業で')
    await look(page, 'day-2-unclaimed')
    await page.keyboard.press('Alt+c')
    const field = replyField(page)
    await poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)

    // `/` and the IME: the Enter that takes the composed letters neither sends nor chooses.
    await page.keyboard.type('/')
    await page.getByRole('option', { name: 'はじめのあいさつ' }).waitFor()
    await typeWithIme(page, field, 'あい')
    expect(await field.inputValue()).toBe('/あい')
    await look(page, 'day-3-canned')
    await page.keyboard.press('Enter')
    await poll(() => field.inputValue()).toBe('ご相談者様、お待たせしました。相談員の鈴木 花子です。')
    expect(await staffWords()).toEqual([])

    // Sent, taken back within five seconds, put right and sent again.
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: '取り消す' }).waitFor()
    await page.keyboard.press('Control+z')
    await poll(() => field.inputValue()).toContain('お待たせしました')
    expect(await staffWords()).toEqual([])
    await page.keyboard.press('End')
    await page.keyboard.type('折り返しの番号は03-1234-5678です。')
    await page.keyboard.press('Control+Enter')
    await page.getByText('電話番号とみられるものがあります').waitFor()
    await look(page, 'day-4-warning')
    expect(await staffWords()).toEqual([])
    await page.getByRole('button', { name: '書き直す' }).click()
    await field.fill('お待たせしました。要領を確かめます。')
    await page.keyboard.press('Control+Enter')
    await page.locator('.bubble.staff').waitFor()
    await desk.advance(6_000)
    await desk.sendAll()
    await page.locator('.bubble.staff', { hasText: '送信済み' }).waitFor()
    expect(await staffWords()).toEqual(['お待たせしました。要領を確かめます。'])

    // A proposed answer, with its source, is put in and put right.
    await house.say('対象の経費は何ですか')
    await page.locator('.bubble.user', { hasText: '対象の経費' }).waitFor()
    await page.keyboard.press('Alt+s')
    await page.locator('.suggestion', { hasText: 'Go-Tech事業' }).waitFor()
    await look(page, 'day-5-suggestion')
    await page.getByRole('button', { name: '返信欄に入れる' }).click()
    await poll(() => field.inputValue()).toBe('答え: 対象の経費は何ですか')
    await page.keyboard.type('。')
    await page.keyboard.press('Control+Enter')
    await poll(() => house.store.database.selectFrom('suggestion_verdicts').selectAll().execute()).toMatchObject([
      { login: 'suzuki', source: 'answer', verdict: 'edited', distance: 1 },
    ])

    await desk.advance(6_000)
    await desk.sendAll()

    // Facts, a note that names a colleague, and the case is passed on.
    const other = await sitDown('tanaka', '田中 太郎', 'responder', { dark: true })
    await rows(other).or(other.getByText('相談はありません。')).first().waitFor()
    await page.getByLabel('会社・団体').fill('板橋精機')
    await page.getByLabel('ラベル（「、」で区切る）').fill('試作、急ぎ')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: '板橋精機（補助金）' }).waitFor()
    await page.keyboard.press('Alt+p')
    const note = page.getByLabel('職員だけに見えるメモ', { exact: true })
    await note.focus()
    await page.keyboard.type('@田')
    await page.getByRole('option', { name: '@田中 太郎' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('設備の件をお願いします')
    await look(page, 'day-6-note')
    await page.keyboard.press('Control+Enter')
    await page.locator('.bubble.note').waitFor()
    await poll(() => other.title()).toBe('(1) 窓口 職員画面')
    await other.keyboard.press('Alt+4')
    await other.getByText('@あなた宛て').waitFor()

    await page.keyboard.press('Alt+t')
    const dialog = page.getByRole('dialog', { name: 'この相談を引き継ぐ' })
    await dialog.getByLabel('職員', { exact: true }).selectOption('tanaka')
    await dialog.getByLabel('引き継ぎメモ', { exact: false }).fill('設備の要件の確認からお願いします')
    await look(page, 'day-7-transfer')
    await dialog.getByRole('button', { name: '引き継ぐ' }).click()
    await page.getByText('田中 太郎さんが担当しています', { exact: false }).waitFor()

    // The other accepts, answers, and ends the day.
    await other.keyboard.press('Alt+2')
    await rows(other).first().waitFor()
    await other.keyboard.press('Alt+j')
    await other.getByText('鈴木 花子さんからの引き継ぎです', { exact: false }).waitFor()
    await other.getByText('鈴木 花子さんも見ています').waitFor()
    await look(other, 'day-8-accept-dark')
    await other.keyboard.press('Alt+c')
    await poll(() => replyField(other).evaluate((element) => element === document.activeElement)).toBe(true)
    await other.keyboard.type('引き継ぎました。設備費も対象です。')
    await page.getByText('田中 太郎さんが入力中…').first().waitFor()
    await other.keyboard.press('Control+Enter')
    await other.locator('.bubble.staff', { hasText: '設備費も対象です' }).waitFor()
    await desk.advance(6_000)
    await desk.sendAll('failed')
    await other.getByRole('button', { name: '送り直す' }).waitFor()
    await look(other, 'day-9-failed-dark')
    await other.getByRole('button', { name: '送り直す' }).click()
    await desk.advance(6_000)
    await desk.sendAll()
    await poll(() => other.getByRole('button', { name: '送り直す' }).count()).toBe(0)

    await other.getByRole('button', { name: '会話を終える' }).click()
    await other.getByText('記録を書いて完了してください', { exact: false }).waitFor()
    await look(other, 'day-10-wrap-up-dark')
    await other.keyboard.press('Alt+e')
    const end = other.getByRole('dialog', { name: 'この相談を完了する' })
    await end.getByLabel('分類（任意）').fill('補助金の要件')
    await end.getByLabel('対応の記録', { exact: false }).fill('設備費は対象と案内')
    await end.getByLabel('資料に答えが無かった', { exact: false }).check()
    await look(other, 'day-11-resolve-dark')
    await end.getByRole('button', { name: '完了する' }).click()
    await other.getByRole('button', { name: '自分の担当で再開する' }).waitFor()
    expect(await house.hasOpenCase()).toBe(false)
    await other.keyboard.press('Alt+5')
    await poll(() => rows(other).first().textContent()).toContain('補助金の要件')
    await poll(() => other.title()).toBe('窓口 職員画面')
    expect(faults).toEqual([])
  }, 240_000)

  it('is spent without server-sent events as well, on a tablet: the page asks by itself', async () => {
    const { house, look, sitDown, faults } = desk
    const page = await sitDown('suzuki', '鈴木 花子', 'responder', {
      width: 820,
      before: async (blocked) => {
        await blocked.route('**/desk/api/events*', (route) => route.abort())
      },
    })
    await page.getByText('接続中（5秒ごとに更新）').waitFor()
    await house.say('相談員と話したい')
    await rows(page).first().waitFor()
    await rows(page).first().click()
    await page.getByRole('button', { name: '担当する' }).click()
    await replyField(page).fill('こんにちは')
    await replyField(page).press('Control+Enter')
    await page.locator('.bubble.staff').waitFor()
    await house.say('よろしくお願いします')
    await page.locator('.bubble.user', { hasText: 'よろしくお願いします' }).waitFor()
    await look(page, 'tablet-polling')
    await page.keyboard.press('Alt+o')
    await page.getByRole('complementary', { name: '相談の詳細' }).waitFor()
    await look(page, 'tablet-details')
    expect(faults).toEqual([])
  }, 90_000)

  it('knows every key and command, and keeps what each person likes', async () => {
    const { house, look, sitDown, faults } = desk
    await house.say('相談員と話したい')
    const page = await sitDown('suzuki', '鈴木 花子', 'responder')
    await rows(page).first().waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'キーボードの操作' }).waitFor()
    await look(page, 'keys')
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await poll(() => page.getByRole('searchbox').evaluate((box) => box === document.activeElement)).toBe(true)
    await page.keyboard.type('ない言葉')
    await page.getByText('見つかりませんでした。').waitFor()
    await page.keyboard.press('Escape')
    await rows(page).first().waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('個人')
    await look(page, 'palette')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: '個人設定' })
    await dialog.getByLabel('Enter で送信（Shift', { exact: false }).check()
    await dialog.getByLabel('木琴').check()
    await dialog.getByRole('button', { name: '音を試す' }).click()
    await look(page, 'preferences')
    await dialog.getByRole('button', { name: '閉じる' }).click()
    await rows(page).first().click()
    await page.getByRole('button', { name: '担当する' }).waitFor()
    await page.keyboard.press('Alt+c')
    const field = replyField(page)
    await field.fill('一行目')
    await field.press('Shift+Enter')
    expect(await field.inputValue()).toBe('一行目\n')
    await typeWithIme(page, field, '二行目')
    expect(await staffWords()).toEqual([])
    await field.press('Enter')
    await poll(() => staffWords()).toEqual(['一行目\n二行目'])
    expect(faults).toEqual([])
  }, 90_000)
})
