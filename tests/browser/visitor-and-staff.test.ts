import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { seriousFindings } from '../support/axe.ts'
import { browserAvailable, inJapan, launchBrowser, picture } from '../support/browser.ts'
import { type RunningHouse, startMadoguchi } from '../support/madoguchi-process.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

describe.skipIf(!browserAvailable())('a visitor and a member of staff, in two pages', () => {
  const directory = mkdtempSync(join(tmpdir(), 'madoguchi-browser-'))
  let house: RunningHouse
  let browser: Browser
  let people: BrowserContext
  let complaints: string[]

  beforeAll(async () => {
    complaints = []
    house = await startMadoguchi({ DATA_DIR: directory })
    browser = await launchBrowser()
    people = await browser.newContext(inJapan)
  })
  afterAll(async () => {
    await browser?.close()
    await house?.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  const open = async (url: string): Promise<Page> => {
    const page = await people.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(url)
    return page
  }
  const log = (page: Page) => page.getByRole('log', { name: '会話' })

  it('asks, sees the answer with its sources, asks for a person, and is answered in the same thread', async () => {
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
    await visitor.screenshot({ path: picture('chat-answer.png') })

    // A person, please.
    await visitor.getByRole('button', { name: '相談員と話す' }).click()
    await log(visitor).getByText('相談員におつなぎします').waitFor()

    // The first member of staff sets the desk up with the printed address, and claims.
    const staff = await open(house.setupUrl ?? '')
    await staff.getByLabel('ログインID').fill('sodan')
    await staff.getByLabel('氏名').fill('窓口 花子')
    await staff.getByLabel('パスワード', { exact: true }).fill('a long enough password')
    await staff.getByLabel('パスワード（確認）').fill('a long enough password')
    await staff.getByRole('button', { name: /登録/ }).click()
    await logIn(staff)
    // Who sits down is there, and is given what waits.
    await staff.getByRole('button', { name: /^自分/ }).click()
    await staff.getByRole('navigation', { name: '相談の一覧' }).getByText('ウェブ').first().click()
    const reply = staff.getByRole('textbox', { name: /返信/ })
    await reply.fill('板橋区の窓口です。会社のある場所と業種を教えていただけますか。')
    await staff.screenshot({ path: picture('desk-case.png') })
    await reply.press('Control+Enter')

    // The words reach the visitor; the bot is silent while a person holds the conversation.
    await log(visitor).getByText('会社のある場所と業種を').waitFor()
    await box.fill('板橋区で金属加工をしています。上限はいくらですか？')
    await box.press('Enter')
    await staff.getByRole('log', { name: 'やりとり' }).getByText('金属加工をしています').waitFor()
    const before = (await log(visitor).textContent()) ?? ''
    expect(before.slice(before.indexOf('金属加工'))).not.toContain('150万円')
    await visitor.screenshot({ path: picture('chat-staff.png') })

    // Resolved: the bot says so and answers again.
    await staff.getByRole('button', { name: /完了/ }).last().click()
    const dialog = staff.getByRole('dialog')
    await dialog.getByRole('button', { name: /完了/ }).click()
    await log(visitor).getByText('再びAIがお答えします').waitFor()

    // The survey, by a tap and a word; the bot has no part in it.
    await visitor.getByRole('button', { name: '5 とても満足' }).click()
    await log(visitor).getByText('ご回答ありがとうございました').waitFor()
    await visitor.screenshot({ path: picture('chat-survey.png') })
    expect(await seriousFindings(visitor)).toEqual([])
    await box.fill('丁寧で分かりやすかったです')
    await box.press('Enter')
    await log(visitor).getByText('ご意見をありがとうございました').waitFor()
    await box.fill('Go-Techは一社でも出せますか')
    await box.press('Enter')
    await log(visitor).getByText(/単独/).first().waitFor()
    await visitor.screenshot({ path: picture('chat-after.png') })

    // A reload keeps the thread.
    await visitor.reload()
    await log(visitor).getByText('金属加工をしています').first().waitFor()
    expect(complaints).toEqual([])
  })

  async function logIn(staff: Page): Promise<void> {
    // Set-up leads to the desk, or to its login form.
    const login = staff.getByRole('button', { name: 'ログイン' })
    const queue = staff.getByRole('navigation', { name: '相談の一覧' })
    await login.or(queue).first().waitFor()
    if (await queue.isVisible()) return
    await staff.getByLabel('ログインID').fill('sodan')
    await staff.getByLabel('パスワード').fill('a long enough password')
    await login.click()
    await queue.waitFor()
  }
})
