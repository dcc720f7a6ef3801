import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { browserAvailable, inJapan, launchBrowser, picture } from '../support/browser.ts'
import { type RunningSimulator, startSimulatedLine } from '../support/madoguchi-process.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 180_000 })

describe.skipIf(!browserAvailable())('LINE without an account: the simulator of the command line', () => {
  const directory = mkdtempSync(join(tmpdir(), 'madoguchi-line-'))
  let line: RunningSimulator
  let browser: Browser
  let people: BrowserContext
  let complaints: string[]

  beforeAll(async () => {
    complaints = []
    line = await startSimulatedLine(directory)
    browser = await launchBrowser()
    people = await browser.newContext({ ...inJapan, viewport: { width: 970, height: 990 } })
    people.setDefaultTimeout(40_000)
  })
  afterAll(async () => {
    await browser?.close()
    await line?.stop()
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
  const chat = (page: Page): Locator => page.getByRole('log', { name: 'トーク' })
  const say = async (page: Page, text: string) => {
    await page.getByRole('textbox', { name: 'メッセージを入力' }).fill(text)
    await page.getByRole('textbox', { name: 'メッセージを入力' }).press('Enter')
  }
  const menuBar = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
  /** The picture shows the chat, not the menu below it. */
  const shoot = async (page: Page, name: string) => {
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    await page.screenshot({ path: picture(`line-${name}.png`) })
  }

  it('greets, answers with cards, asks on, hands over to staff under their name, and holds what the quota does not let through', async () => {
    const page = await open(line.url)
    await page.getByRole('button', { name: '友だち追加' }).click()
    await chat(page).getByText('AI案内です').waitFor()
    const replies = page.getByRole('region', { name: 'クイックリプライ' })
    await replies.getByRole('button', { name: '補助金を探したい' }).waitFor()
    await page.locator('.menu-picture img').waitFor()
    await shoot(page, 'greeting')

    // The menu is tapped like in LINE, then closed for more room.
    await page.getByRole('button', { name: '使い方' }).click()
    await chat(page).getByText('次のようなことをお答えできます').waitFor()
    await menuBar(page, 'メニュー').click()

    await say(page, '産学公連携の助成金、板橋区だといくら？')
    const card = chat(page).getByRole('region', { name: /の概要です/ })
    await card.getByText('上限150万円').waitFor()
    expect(await card.textContent()).toMatch(/受付|通年|計画/)
    expect(await card.getByRole('link', { name: /出典/ }).first().getAttribute('href')).toMatch(/^https:/)
    await card.evaluate((element) => element.scrollIntoView({ block: 'start' }))
    await shoot(page, 'scheme-card')

    await say(page, '板橋区で設備を入れたい。使える補助金は？')
    const list = chat(page).getByRole('region', { name: /件の制度のご案内/ })
    await list.getByText('くわしく聞く').first().waitFor()
    expect(await list.locator('.flex-bubble').count()).toBeGreaterThan(2)
    await list.evaluate((element) =>
      element.closest('.row')?.previousElementSibling?.scrollIntoView({ block: 'start' }),
    )
    await shoot(page, 'list')

    // The interview: each tap answers, and the buttons go with it.
    await replies.getByRole('button', { name: '製造業です' }).click()
    await chat(page).getByText('製造業です', { exact: true }).waitFor()
    await expect.poll(() => list.count(), { timeout: 40_000 }).toBe(2)
    await replies.getByRole('button').first().waitFor()
    expect(await list.last().textContent()).toContain('条件')
    await shoot(page, 'interview')

    // On a PC the same choices stand in the text.
    await page.getByText('パソコン', { exact: true }).click()
    expect(await replies.count()).toBe(0)
    await chat(page).getByText('選べる言葉：').last().waitFor()
    await shoot(page, 'on-a-pc')
    await page.getByText('スマホ', { exact: true }).click()

    await say(page, '相談員と話したい')
    await chat(page).getByText('相談員におつなぎします').waitFor()
    const staff = await openDesk(page)
    // Who sits down is there, and is given what waits.
    await staff.getByRole('button', { name: /^自分/ }).click()
    await staff.getByRole('navigation', { name: '相談の一覧' }).getByText('LINE').first().click()
    // The user's own menu tells who is there now.
    await menuBar(page, '職員と相談中').waitFor()
    await page.getByRole('button', { name: '終了' }).waitFor()
    await reply(staff, '板橋区の窓口です。導入したい設備と時期を教えていただけますか。')
    await chat(page).getByText('導入したい設備と時期を').waitFor()
    expect(await chat(page).locator('.row.account').last().locator('.name').textContent()).toMatch(/^(?!AI案内).*from/)
    await shoot(page, 'handoff')
    await menuBar(page, '職員と相談中').click()

    await page.getByRole('button', { name: '上限に達したことにする' }).click()
    await reply(staff, '来年度の公募は4月の予定です。事前の相談からお願いします。')
    await expect.poll(() => callsOf(page), { timeout: 40_000 }).toContain('push429')
    expect(await chat(page).getByText('来年度の公募は4月の予定です').count()).toBe(0)
    await shoot(page, 'quota-held')
    await say(page, 'ありがとうございます。確認します。')
    await chat(page).getByText('来年度の公募は4月の予定です').waitFor()
    await shoot(page, 'quota-delivered')

    await menuBar(page, '職員と相談中').click()
    await page.getByRole('button', { name: 'AIに戻る' }).click()
    await chat(page).getByText('ここからはAIがお答えします').waitFor()
    await menuBar(page, 'メニュー').waitFor()
    expect(complaints).toEqual([])
  })

  const callsOf = async (page: Page): Promise<string> =>
    (await page.locator('.controls li').evaluateAll((items) => items.map((item) => item.textContent ?? ''))).join('\n')

  async function reply(staff: Page, text: string): Promise<void> {
    const box = staff.getByRole('textbox', { name: /返信/ })
    await box.fill(text)
    await box.press('Control+Enter')
  }

  /** The first member of staff, by the way that the page of the simulator offers. */
  async function openDesk(page: Page): Promise<Page> {
    const address = await page.getByRole('link', { name: '職員の画面を開く' }).getAttribute('href')
    const staff = await open(address ?? '')
    await staff.getByLabel('ログインID').fill('sodan')
    await staff.getByLabel('氏名').fill('窓口 花子')
    await staff.getByLabel('パスワード', { exact: true }).fill('a long enough password')
    await staff.getByLabel('パスワード（確認）').fill('a long enough password')
    await staff.getByRole('button', { name: /登録/ }).click()
    const login = staff.getByRole('button', { name: 'ログイン' })
    const queue = staff.getByRole('navigation', { name: '相談の一覧' })
    await login.or(queue).first().waitFor()
    if (!(await queue.isVisible())) {
      await staff.getByLabel('ログインID').fill('sodan')
      await staff.getByLabel('パスワード').fill('a long enough password')
      await login.click()
      await queue.waitFor()
    }
    return staff
  }
})
