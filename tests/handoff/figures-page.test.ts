import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createHttpServer, type HttpServer } from '../../adapters/http/server.ts'
import { claimCase } from '../../handoff/cases/claim.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { resolveCase } from '../../handoff/cases/resolve.ts'
import { deskRoutes } from '../../handoff/desk/routes.ts'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserAvailable, inJapan, launchBrowser, picture } from '../support/browser.ts'
import { type House, openHouse, yamada } from './support/house.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const password = 'とても長い合言葉です2026'

describe.skipIf(!browserAvailable())('the figures and the consultation record in a browser', () => {
  let browser: Browser
  let people: BrowserContext
  let house: House
  let server: HttpServer
  let page: Page
  let origin: string
  let caseId: string
  const faults: string[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
    house = await openHouse()
    const { store, clock, say, context } = house
    for (let user = 0; user < 12; user += 1) {
      await say('補助率は', `U${user}`)
      if (user % 3 === 0) await say('不明な点', `U${user}`)
      if (user % 2 === 0) {
        await say('相談員と話したい', `U${user}`)
        caseId = (await house.openCase(`U${user}`)).id
        clock.advance(user * 60_000)
        await claimCase(context, yamada, caseId)
        await writeAsStaff(context, yamada, caseId, { text: '窓口です', private: false })
        if (user < 10) {
          await resolveCase(context, yamada, caseId, { reason: 'staff_resolved' })
          await say(user === 4 ? '3 どちらともいえない' : '5 とても満足', `U${user}`)
        }
      }
      clock.advance(3_600_000)
    }
    const parts = { store, clock, identifiers: randomIdentifiers, logger: silentLogger }
    server = createHttpServer({ routes: await deskRoutes(parts), upgrades: [], logger: silentLogger })
    origin = `http://127.0.0.1:${(await server.listen(0, '127.0.0.1')).port}`
    await addStaff(store, randomIdentifiers, { login: 'shunin', name: '主任', role: 'lead', password })
    people = await browser.newContext({ ...inJapan, acceptDownloads: true })
    page = await people.newPage()
    await page.clock.setFixedTime(clock.now())
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 4')) faults.push(message.text())
    })
    await page.goto(`${origin}/desk`)
    await page.getByLabel('ログインID').fill('shunin')
    await page.getByLabel('パスワード').fill(password)
    await page.getByRole('button', { name: 'ログイン' }).click()
    await page.getByRole('navigation', { name: '相談の一覧' }).waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await house?.close()
  })

  it('shows each number with its definition, a chart with its table, and both ways to count time', async () => {
    await page.goto(`${origin}/desk/figures`)
    await page.getByRole('heading', { name: '政策の指標' }).waitFor()
    const card = page.getByRole('listitem').filter({ hasText: '相談者満足度' }).first()
    expect(await card.textContent()).toContain('80')
    expect(await card.textContent()).toContain('目標 90%以上未達')
    expect(await card.textContent()).toContain('5（とても満足）と4（満足）の割合')
    const drawn = page.getByRole('region', { name: '件数の動き' })
    expect(await drawn.getByRole('row').count()).toBeGreaterThan(3)
    await page.getByRole('button', { name: '30日間' }).click()
    await page.getByText('2026-10-').first().waitFor()
    // A chart is really drawn: some of its pixels are not of the paper.
    const inked = await page.locator('.chart canvas').evaluateAll(
      (canvases) =>
        canvases.filter((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement
          const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []
          return pixels.some((value) => value > 0)
        }).length,
    )
    expect(inked).toBe(await page.locator('.chart').count())
    await page.screenshot({ path: picture('figures.png'), fullPage: true })
    expect(await seriousFindings(page)).toEqual([])
    await page.getByLabel('暦の時間').check()
    await page.getByRole('heading', { name: '最初の返信までの動き（暦の時間）' }).waitFor()
    await page.setViewportSize({ width: 820, height: 1100 })
    await page.screenshot({ path: picture('figures-tablet.png') })
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await seriousFindings(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(inJapan.viewport)
  })

  it('hands out the file, after a fresh proof where the last one is old', async () => {
    house.clock.advance(11 * 60_000)
    await page.getByRole('button', { name: 'CSV（Excel）で書き出す' }).click()
    const dialog = page.getByRole('dialog', { name: '本人の確認' })
    await dialog.getByLabel('パスワード').fill(password)
    expect(await seriousFindings(page)).toEqual([])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: '確認して書き出す' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^madoguchi-figures-2026-\d\d-\d\d-2026-\d\d-\d\d\.csv$/)
    expect(faults).toEqual([])
  })

  it('takes a consultation record beside the thread, with a match and its partner', async () => {
    await page.goto(`${origin}/desk#case/${caseId}`)
    const form = page.getByRole('form', { name: '相談記録' })
    await form.getByLabel('対応にかかった時間（分）').fill('45')
    await form.getByLabel('話題').selectOption('共同研究')
    await form.getByRole('button', { name: '成果を加える' }).click()
    await form.getByLabel('相手の種類').selectOption('institute')
    await form.getByLabel('終了時に満足度アンケートを送る').uncheck()
    await form.getByRole('button', { name: '相談記録を保存' }).click()
    await form.getByText('相談記録を保存しました。').waitFor()
    await page.screenshot({ path: picture('consultation-record.png') })
    expect(await seriousFindings(page)).toEqual([])
    const results = await house.store.database.selectFrom('consultation_results').selectAll().execute()
    expect(results).toMatchObject([{ case_id: caseId, kind: 'matching', partner: 'institute' }])
    const surveys = await house.store.database.selectFrom('surveys').selectAll().where('case_id', '=', caseId).execute()
    expect(surveys).toMatchObject([{ status: 'off' }])
    expect(faults).toEqual([])
  })
})
