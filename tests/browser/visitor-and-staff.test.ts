import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { seriousFindings } from '../support/axe.ts'
import { browserAvailable, inJapan, launchBrowser, picture } from '../support/browser.ts'
import { type RunningHouse, runMadoguchi, startMadoguchi } from '../support/madoguchi-process.ts'

const password = 'とても長い合言葉です2026'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })

describe.skipIf(!browserAvailable())('a visitor and a member of staff, in two pages', () => {
  const directory = mkdtempSync(join(tmpdir(), 'madoguchi-browser-'))
  let house: RunningHouse
  let browser: Browser
  let people: BrowserContext
  let others: BrowserContext
  let complaints: string[]

  beforeAll(async () => {
    complaints = []
    house = await startMadoguchi({ DATA_DIR: directory })
    browser = await launchBrowser()
    people = await browser.newContext(inJapan)
    others = await browser.newContext({ ...inJapan, colorScheme: 'dark' })
  })
  afterAll(async () => {
    await browser?.close()
    await house?.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  const open = async (url: string, who = people): Promise<Page> => {
    const page = await who.newPage()
    page.on('console', (message) => {
      // Who opens the desk without a session is asked to log in.
      if (message.type() === 'error' && !message.text().includes('status of 401')) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(url)
    return page
  }
  const thread = (page: Page) => page.getByRole('log', { name: 'やりとり' })
  const log = (page: Page) => page.getByRole('log', { name: '会話' })

  /** No finding of axe that counts, and a picture for people. */
  const look = async (page: Page, name: string) => {
    expect([name, await seriousFindings(page)]).toEqual([name, []])
    await page.screenshot({ path: picture(`${name}.png`) })
  }
  /** Words come through an IME: composed, the Enter that takes them among it, and put in as a whole. */
  const typeWithIme = async (page: Page, field: Locator, words: string) => {
    const devtools = await page.context().newCDPSession(page)
    const [selectionStart, selectionEnd] = [words.length, words.length]
    await devtools.send('Input.imeSetComposition', { text: words, selectionStart, selectionEnd })
    await field.dispatchEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true })
    await devtools.send('Input.insertText', { text: words })
    await devtools.detach()
  }

  it('spend a day: an answer, a person, a talk that changes hands, the survey, and the figures that count it', async () => {
    const visitor = await open(house.url)
    await log(visitor).getByText('AI案内です').waitFor()

    // Japanese typed and sent by Enter.
    const box = visitor.getByRole('textbox', { name: 'ご質問' })
    await box.fill('産学公連携の助成金、板橋区だといくら？')
    await box.press('Enter')
    await log(visitor).getByText('150万円').first().waitFor()
    expect(await log(visitor).textContent()).toContain('2/3')
    const source = log(visitor)
      .getByRole('link', { name: /助成金検索サイトの転載/ })
      .first()
    expect(await source.getAttribute('href')).toMatch(/^https:\/\/jsearch\.jp/)
    await look(visitor, 'chat-answer')

    // The first member of staff sets the desk up with the printed address, keeps a reply for use again, and is away.
    const staff = await open(house.setupUrl ?? '')
    await staff.getByLabel('ログインID').fill('sodan')
    await staff.getByLabel('氏名').fill('窓口 花子')
    await staff.getByLabel('パスワード', { exact: true }).fill(password)
    await staff.getByLabel('パスワード（確認）').fill(password)
    await look(staff, 'desk-setup')
    await staff.getByRole('button', { name: /登録/ }).click()
    await logIn(staff, 'sodan')
    const added = ['--login', 'tanaka', '--name', '田中 太郎', '--role', 'responder', '--password-stdin']
    await runMadoguchi(['staff', 'add', ...added], { DATA_DIR: directory }, password)
    await staff.getByLabel('自分の状態').selectOption('away')
    await look(staff, 'desk-empty')
    await staff.goto(`${house.url}/desk/settings#canned`)
    await staff.getByLabel('短い名前', { exact: false }).fill('あいさつ')
    await staff.getByLabel('題', { exact: true }).fill('はじめのあいさつ')
    await staff
      .getByLabel('本文')
      .fill('お待たせしました。{{staff.role}}です。会社のある場所と業種を教えていただけますか。')
    await staff.getByRole('button', { name: '定型文を足す' }).click()
    await staff.getByRole('cell', { name: '/あいさつ' }).waitFor()
    await staff.goto(`${house.url}/desk`)

    // The answer was of no use: a person is offered, and asked for. The place in the queue shows by itself.
    await visitor
      .getByRole('group', { name: 'この回答は役に立ちましたか' })
      .getByRole('button', { name: 'いいえ' })
      .first()
      .click()
    await log(visitor).getByText('相談員（職員）におつなぎすることもできます').waitFor()
    await visitor.getByRole('button', { name: '相談員と話す' }).click()
    await log(visitor).getByText('相談員におつなぎします').waitFor()
    await visitor.getByText('いまの順番は1番目', { exact: false }).waitFor()
    await look(visitor, 'chat-waiting')

    // Claimed by the keyboard; a canned reply by a few letters, through an IME.
    const rows = staff.getByRole('navigation', { name: '相談の一覧' }).locator('.row')
    await rows.getByText('ウェブ').first().waitFor()
    await staff.keyboard.press('Alt+j')
    await staff.getByRole('button', { name: '担当する' }).waitFor()
    await look(staff, 'desk-unclaimed')
    await staff.keyboard.press('Alt+c')
    const reply = staff.getByRole('textbox', { name: '相談者への返信' })
    await expect.poll(() => reply.evaluate((field) => field === document.activeElement)).toBe(true)
    await staff.keyboard.type('/')
    await staff.getByRole('option', { name: 'はじめのあいさつ' }).waitFor()
    await typeWithIme(staff, reply, 'あい')
    await staff.keyboard.press('Enter')
    await expect.poll(() => reply.inputValue()).toContain('会社のある場所と業種を')
    await look(staff, 'desk-case')
    await staff.keyboard.press('Control+Enter')

    // The words reach the visitor, and nobody waits any more; the bot is silent while a person holds the conversation.
    await log(visitor).getByText('会社のある場所と業種を').waitFor()
    await expect.poll(() => visitor.getByText('いまの順番は', { exact: false }).count()).toBe(0)
    await box.pressSequentially('板橋区で')
    await staff.getByText('相談者が入力中…').first().waitFor()
    await box.fill('板橋区で金属加工をしています。上限はいくらですか？')
    await box.press('Enter')
    await thread(staff).getByText('金属加工をしています').waitFor()
    const before = (await log(visitor).textContent()) ?? ''
    expect(before.slice(before.indexOf('金属加工'))).not.toContain('150万円')
    await look(staff, 'desk-talk')

    // A file, chosen by the keyboard, as an address of ours.
    const choosing = staff.waitForEvent('filechooser')
    await staff.keyboard.press('Control+Alt+a')
    await (await choosing).setFiles({
      name: '申請の手引き.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('申請の手引きです。'),
    })
    await look(staff, 'desk-file')
    await staff.getByRole('button', { name: 'ファイルを送る' }).click()
    const link = log(visitor).getByRole('link', { name: /\/files\?t=/ })
    await link.waitFor()
    const filePage = await open((await link.getAttribute('href')) ?? '')
    await filePage.getByRole('link', { name: '「申請の手引き.txt」を保存する', exact: false }).waitFor()
    await look(filePage, 'file-page')
    await filePage.close()
    await look(visitor, 'chat-staff')

    // A note, and the case is passed on to a colleague, who accepts it, answers and ends the talk.
    await staff.keyboard.press('Alt+p')
    await staff.getByRole('textbox', { name: '職員だけに見えるメモ' }).fill('設備の件は田中さんが詳しい')
    await staff.keyboard.press('Control+Enter')
    await staff.locator('.bubble.note').waitFor()
    await staff.keyboard.press('Alt+t')
    const passing = staff.getByRole('dialog', { name: 'この相談を引き継ぐ' })
    await passing.getByLabel('職員', { exact: true }).selectOption('tanaka')
    await passing.getByLabel('引き継ぎメモ', { exact: false }).fill('設備の要件からお願いします')
    await look(staff, 'desk-transfer')
    await passing.getByRole('button', { name: '引き継ぐ' }).click()
    await staff.getByText('田中 太郎さんが担当しています', { exact: false }).waitFor()

    const colleague = await open(`${house.url}/desk`, others)
    await colleague.getByLabel('ログインID').waitFor()
    await look(colleague, 'desk-login')
    await logIn(colleague, 'tanaka')
    await colleague.keyboard.press('Alt+2')
    await colleague.getByRole('navigation', { name: '相談の一覧' }).getByText('引き継ぎ').first().waitFor()
    await colleague.keyboard.press('Alt+j')
    await colleague.getByText('窓口 花子さんからの引き継ぎです', { exact: false }).waitFor()
    await look(colleague, 'desk-accept')
    await colleague.keyboard.press('Alt+c')
    const answer = colleague.getByRole('textbox', { name: '相談者への返信' })
    await expect.poll(() => answer.evaluate((field) => field === document.activeElement)).toBe(true)
    await answer.fill('設備費も対象です。')
    await colleague.keyboard.press('Control+Enter')
    await log(visitor).getByText('設備費も対象です').waitFor()
    await colleague.getByRole('button', { name: '会話を終える' }).click()
    await colleague.getByText('記録を書いて完了してください', { exact: false }).waitFor()
    await look(colleague, 'desk-wrap-up')

    // Ended: the bot says so and answers again. The survey, by a tap and a word; the bot has no part in it.
    await log(visitor).getByText('再びAIがお答えします').waitFor()
    await visitor.getByRole('button', { name: '5 とても満足' }).click()
    await log(visitor).getByText('ご回答ありがとうございました').waitFor()
    await look(visitor, 'chat-survey')
    await box.fill('丁寧で分かりやすかったです')
    await box.press('Enter')
    await log(visitor).getByText('ご意見をありがとうございました').waitFor()
    await box.fill('Go-Techは一社でも出せますか')
    await box.press('Enter')
    await log(visitor).getByText(/単独/).first().waitFor()
    await look(visitor, 'chat-after')

    await colleague.keyboard.press('Alt+e')
    const dialog = colleague.getByRole('dialog', { name: 'この相談を完了する' })
    await dialog.getByLabel('分類（任意）').fill('設備費')
    await look(colleague, 'desk-resolve')
    await dialog.getByRole('button', { name: '完了する' }).click()
    await colleague.getByRole('button', { name: '自分の担当で再開する' }).waitFor()

    // The figures count what the visitor has just said, in a number and in a chart that is really drawn.
    await staff.goto(`${house.url}/desk/figures`)
    const satisfaction = staff.getByRole('listitem').filter({ hasText: '相談者満足度' }).first()
    await satisfaction.waitFor()
    expect(await satisfaction.textContent()).toContain('100')
    const scores = staff.getByRole('region', { name: '満足度の分布' })
    expect(await scores.getByRole('row').nth(1).textContent()).toMatch(/^5\D*1/)
    await scores.scrollIntoViewIfNeeded()
    await expect.poll(() => inked(staff.locator('.drawn', { has: scores }).locator('canvas'))).toBe(1)
    await look(staff, 'desk-figures')

    // Who did what stands in the audit.
    await staff.goto(`${house.url}/desk/audit`)
    await staff.getByRole('cell', { name: 'ファイルを送信' }).waitFor()
    await look(staff, 'desk-audit')
    for (const page of ['staff', 'account', 'settings', 'wall']) {
      await staff.goto(`${house.url}/desk/${page}`)
      await staff.getByRole('heading', { level: 1 }).waitFor()
      await staff.waitForLoadState('networkidle')
      await look(staff, `desk-${page}`)
    }

    // A reload keeps the thread.
    await visitor.reload()
    await log(visitor).getByText('金属加工をしています').first().waitFor()
    expect(complaints).toEqual([])
  })

  /** How many charts have pixels that are not of the paper. */
  const inked = (charts: Locator) =>
    charts.evaluateAll(
      (canvases) =>
        canvases.filter((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement
          const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []
          return pixels.some((value) => value > 0)
        }).length,
    )

  async function logIn(staff: Page, login: string): Promise<void> {
    // Set-up leads to the desk, or to its login form.
    const button = staff.getByRole('button', { name: 'ログイン' })
    const queue = staff.getByRole('navigation', { name: '相談の一覧' })
    await button.or(queue).first().waitFor()
    if (await queue.isVisible()) return
    await staff.getByLabel('ログインID').fill(login)
    await staff.getByLabel('パスワード').fill(password)
    await button.click()
    await queue.waitFor()
  }
})
