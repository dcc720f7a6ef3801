import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createHttpServer, type HttpServer } from '../../adapters/http/server.ts'
import { claimCase, takeOverCase } from '../../handoff/cases/claim.ts'
import { deskRoutes } from '../../handoff/desk/routes.ts'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { createIdentityProvider } from '../../handoff/staff/identity-provider.ts'
import type { StaffRole } from '../../handoff/staff/permissions.ts'
import { didSince } from '../../storage/audit.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserAvailable, inJapan, launchBrowser } from '../support/browser.ts'
import { client, startIdentityProvider, type TestIdentityProvider } from '../support/identity-provider.ts'
import { type House, lead, openHouse, yamada } from './support/house.ts'

const password = 'とても長い合言葉です2026'
const pictures = 'tests/output/people'

describe.skipIf(!browserAvailable())('the pages about people in a browser', () => {
  let browser: Browser
  let house: House
  let server: HttpServer
  let provider: TestIdentityProvider
  let origin: string
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    faults.length = 0
    house = await openHouse()
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address() as AddressInfo
    holder.close()
    await once(holder, 'close')
    origin = `http://127.0.0.1:${port}`
    provider = await startIdentityProvider(`${origin}/desk/sign-on/back`, {
      'sub-1': { email: 'hanako@city.example.jp', email_verified: true },
      stranger: { email: 'stranger@city.example.jp', email_verified: true },
    })
    const { store, clock } = house
    const signOn = createIdentityProvider({
      issuer: provider.issuer,
      clientId: client.id,
      clientSecret: client.secret,
      publicUrl: origin,
    })
    const parts = { store, clock, identifiers: randomIdentifiers, logger: silentLogger, publicUrl: origin, signOn }
    server = createHttpServer({ routes: await deskRoutes(parts), upgrades: [], logger: silentLogger })
    await server.listen(port, '127.0.0.1')
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    await server.stop()
    await provider.stop()
    await house.close()
  })

  const openPage = async (width = 1280): Promise<Page> => {
    const context = await browser.newContext({ ...inJapan, viewport: { width, height: 860 } })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      const own = page.url().startsWith(origin)
      if (own && message.type() === 'error' && !message.text().includes('status of 4')) faults.push(message.text())
    })
    return page
  }
  const add = (login: string, name: string, role: StaffRole, more: object = {}) =>
    addStaff(house.store, randomIdentifiers, { login, name, role, password, ...more })
  const logIn = async (page: Page, login: string, word = password) => {
    await page.getByLabel('ログインID').fill(login)
    await page.getByLabel('パスワード').fill(word)
    await page.getByRole('button', { name: 'ログイン', exact: true }).click()
  }
  const codeOf = (secret: string) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: house.clock.now() })
  /** Axe looks, and the picture stays. */
  const look = async (page: Page, name: string) => {
    expect([name, await seriousFindings(page)]).toEqual([name, []])
    await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
  }

  it('sets a second factor, logs in with it, and ends another session', async () => {
    await add('inoue', '井上 次郎', 'lead')
    const page = await openPage()
    await page.goto(`${origin}/desk/account`)
    await page.getByRole('link', { name: 'シングルサインオンでログイン' }).waitFor()
    await look(page, 'login')
    await logIn(page, 'inoue')
    await page.getByRole('button', { name: '設定をはじめる' }).click()
    await page.getByAltText('認証アプリに登録するQRコード').waitFor()
    await look(page, 'second-factor')
    const secret = (await page.locator('.secret').first().textContent()) ?? ''
    await page.getByLabel('アプリに表示された確認コード').fill('000000')
    await page.getByRole('button', { name: '設定を終える' }).click()
    await page.getByText('確認コードが違うか').waitFor()
    await page.getByLabel('アプリに表示された確認コード').fill(codeOf(secret))
    await page.getByRole('button', { name: '設定を終える' }).click()
    await expect.poll(() => page.locator('.codes li').count()).toBe(10)
    await look(page, 'recovery-codes')
    await page.getByRole('button', { name: '控えました' }).click()
    await page.getByText('設定済み').waitFor()

    house.clock.advance(60_000)
    const other = await openPage(820)
    await other.goto(`${origin}/desk/account`)
    await logIn(other, 'inoue')
    await other.getByLabel('確認コード').fill(codeOf(secret))
    await look(other, 'login-code')
    await other.getByRole('button', { name: 'ログイン', exact: true }).click()
    await other.getByText('この端末').waitFor()
    await look(other, 'account-tablet')

    await page.reload()
    await page.getByRole('button', { name: /のログインを終了する/ }).click()
    await expect.poll(() => page.getByRole('button', { name: /のログインを終了する/ }).count()).toBe(0)
    await look(page, 'account')
    await other.reload()
    await other.getByText('職員ログイン').waitFor()
    expect(faults).toEqual([])
  }, 120_000)

  it('makes a new colleague begin with a password and a second factor of their own', async () => {
    await add('shinjin', '新人', 'responder', { secondFactorRequired: true, passwordChangeDue: true })
    const page = await openPage()
    await page.goto(`${origin}/desk`)
    await logIn(page, 'shinjin')
    await page.getByRole('heading', { name: 'はじめる前に' }).waitFor()
    await look(page, 'duties')
    await page.getByLabel('いまのパスワード').fill(password)
    await page.getByLabel('新しいパスワード', { exact: true }).fill('じぶんで決めた合言葉です')
    await page.getByLabel('新しいパスワード（確認）').fill('じぶんで決めた合言葉です')
    await page.getByRole('button', { name: '変更する' }).click()
    await page.getByRole('button', { name: '設定をはじめる' }).click()
    const secret = (await page.locator('.secret').first().textContent()) ?? ''
    await page.getByLabel('アプリに表示された確認コード').fill(codeOf(secret))
    await page.getByRole('button', { name: '設定を終える' }).click()
    await page.getByRole('button', { name: '控えました' }).click()
    await page.getByText('接続中').waitFor()
    expect(faults).toEqual([])
  }, 120_000)

  it('lets an administrator register, change and disable staff, with a fresh proof, and read the audit', async () => {
    await add('admin', '管理 一郎', 'admin')
    await add('suzuki', '鈴木 花子', 'responder')
    await house.say('相談員')
    const { id } = await house.openCase()

    const person = await openPage()
    await person.goto(`${origin}/desk#case/${id}`)
    await logIn(person, 'suzuki')
    await person.getByRole('button', { name: '担当する' }).waitFor()

    const page = await openPage()
    await page.goto(`${origin}/desk/staff`)
    await logIn(page, 'admin')
    await page.getByRole('rowheader', { name: '鈴木 花子' }).waitFor()
    await look(page, 'staff')
    house.clock.advance(11 * 60_000)
    // Her page keeps itself fresh; eleven minutes after the first look that is a reading of its own.
    const since = house.clock.now() - 60_000
    const reading = { actor: 'suzuki', action: 'case.read', objectId: id, since }
    await expect.poll(() => didSince(house.store.database, reading), { timeout: 10_000 }).toBe(true)
    await page.getByRole('button', { name: '職員を登録する' }).click()
    const form = page.getByRole('dialog', { name: '職員を登録する' })
    await form.getByLabel('ログインID').fill('tanaka')
    await form.getByLabel('氏名').fill('田中 太郎')
    await form.getByLabel('役割').selectOption('lead')
    await form.getByLabel('仮のパスワード').fill('かりのパスワードです2026')
    await look(page, 'new-account')
    await form.getByRole('button', { name: '登録する' }).click()
    const proof = page.getByRole('dialog', { name: 'ご本人の確認' })
    await proof.getByLabel('パスワード').fill('wrong')
    await proof.getByRole('button', { name: '確認する' }).click()
    await proof.getByText('パスワードが違います').waitFor()
    await look(page, 'proof')
    await proof.getByLabel('パスワード').fill(password)
    await proof.getByRole('button', { name: '確認する' }).click()
    await page.getByText('田中 太郎さんを登録しました。').waitFor()

    await page.getByRole('button', { name: '鈴木 花子さんを変更する' }).click()
    const dialog = page.getByRole('dialog', { name: /鈴木 花子/ })
    await dialog.getByLabel('理由').fill('異動のため')
    await look(page, 'change-account')
    await dialog.getByRole('button', { name: '利用を停止する' }).click()
    await page.getByText('利用を停止し、ログアウトさせました').waitFor()
    const began = performance.now()
    await person.getByText('職員ログイン').waitFor()
    expect(performance.now() - began).toBeLessThan(5_000)

    await claimCase(house.context, yamada, id)
    await takeOverCase(house.context, lead, id, '専門の内容のため')
    await page.getByRole('link', { name: '監査記録' }).click()
    await page.getByText('専門の内容のため').waitFor()
    await page.getByRole('cell', { name: '相談を閲覧' }).first().waitFor()
    await page.getByText('異動のため').waitFor()
    await look(page, 'audit')
    await page.getByLabel('職員（ログインID）').fill('suzuki')
    await page.getByLabel('操作', { exact: true }).selectOption('case.read')
    await page.getByRole('button', { name: 'しぼり込む' }).click()
    // Opened by hand, and still open eleven minutes later.
    await expect.poll(() => page.locator('tbody tr').count()).toBe(2)
    expect(await page.locator('tbody').textContent()).toMatch(/^(?:.*鈴木 花子（suzuki）相談を閲覧){2}/)
    await page.getByRole('button', { name: '改ざんがないか調べる' }).click()
    await page.getByText('改ざんは見つかりませんでした').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSVで書き出す' }).click()
    expect((await download).suggestedFilename()).toBe('madoguchi-audit.csv')
    expect(faults).toEqual([])
  }, 120_000)

  it('signs on at the identity provider, on another site, and comes back to the desk', async () => {
    await addStaff(house.store, randomIdentifiers, {
      login: 'hanako',
      name: '窓口 花子',
      role: 'admin',
      signOnEmail: 'hanako@city.example.jp',
    })
    const page = await openPage()
    const atProvider = async (subject: string) => {
      await page.locator('input[name="login"]').fill(subject)
      await page.locator('input[name="password"]').fill('any')
      await page.locator('button[type="submit"]').click()
    }
    await page.goto(`${origin}/desk`)
    await page.getByRole('link', { name: 'シングルサインオンでログイン' }).click()
    await page.waitForURL(`${provider.issuer}/**`)
    await atProvider('sub-1')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('接続中').waitFor()
    expect(page.url()).toBe(`${origin}/desk`)

    // A fresh proof, given at the provider.
    house.clock.advance(11 * 60_000)
    await page.goto(`${origin}/desk/audit`)
    await page.getByRole('button', { name: 'CSVで書き出す' }).click()
    await page.getByRole('link', { name: 'シングルサインオンで確認する' }).click()
    await page.waitForURL(`${provider.issuer}/**`)
    await atProvider('sub-1')
    await page.waitForURL(`${origin}/desk/audit`)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSVで書き出す' }).click()
    await download

    const unknown = await openPage()
    await unknown.goto(`${origin}/desk/sign-on`)
    await unknown.locator('input[name="login"]').fill('stranger')
    await unknown.locator('input[name="password"]').fill('any')
    await unknown.locator('button[type="submit"]').click()
    await unknown.getByRole('button', { name: 'Continue' }).click()
    await unknown.getByText('職員として登録されていません').waitFor()
    await look(unknown, 'unknown-person')
    expect(faults).toEqual([])
  }, 120_000)
})
