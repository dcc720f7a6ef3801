import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { createHttpServer } from '../../../adapters/http/server.ts'
import { previewWords } from '../../../adapters/line/preview-words.ts'
import type { Summarise } from '../../../bot/summary.ts'
import { deskRoutes } from '../../../handoff/desk/routes.ts'
import { addStaff } from '../../../handoff/staff/accounts.ts'
import type { StaffRole } from '../../../handoff/staff/permissions.ts'
import { randomIdentifiers } from '../../../storage/ground/identifiers.ts'
import { silentLogger } from '../../../storage/ground/logger.ts'
import { seriousFindings } from '../../support/axe.ts'
import { inJapan } from '../../support/browser.ts'
import { createFakeConsultant } from './fake-consultant.ts'
import { openHouse } from './house.ts'

const password = 'とても長い合言葉です2026'
const pictures = 'tests/output/desk'

/** The machine may be busy: what comes, comes within so long. */
export const poll = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 })
export const rows = (page: Page) => page.getByRole('navigation', { name: '相談の一覧' }).locator('.row')
export const replyField = (page: Page) => page.getByLabel('相談者への返信', { exact: true })

/** A desk that is served, and people who sit at it in a browser each. */
export async function openDeskInBrowser(browser: Browser) {
  mkdirSync(pictures, { recursive: true })
  const house = await openHouse()
  const parts = { store: house.store, clock: house.clock, identifiers: randomIdentifiers, logger: silentLogger }
  const summarise: Summarise = async (talk) => {
    const first = talk.find(({ speaker }) => speaker === 'user')
    return first && [{ kind: 'need', text: `要約: ${first.text}`, from: [first.id] }]
  }
  const consultant = { ...createFakeConsultant().consultant, summarise }
  const server = createHttpServer({
    routes: await deskRoutes({ ...parts, consultant, previewLine: previewWords }),
    upgrades: [],
    logger: silentLogger,
  })
  const origin = `http://127.0.0.1:${(await server.listen(0, '127.0.0.1')).port}`
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  const sitDown = async (
    login: string,
    name: string,
    role: StaffRole,
    options: { width?: number; path?: string; before?: (page: Page) => Promise<void>; dark?: boolean } = {},
  ): Promise<Page> => {
    await addStaff(house.store, randomIdentifiers, { login, name, role, password })
    const context = await browser.newContext({
      ...inJapan,
      viewport: { width: options.width ?? 1280, height: 800 },
      colorScheme: options.dark ? 'dark' : 'light',
    })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.clock.setFixedTime(house.clock.now())
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4|ERR_FAILED/.test(message.text())) faults.push(message.text())
    })
    await options.before?.(page)
    await page.goto(`${origin}${options.path ?? '/desk'}`)
    await page.getByLabel('ログインID').fill(login)
    await page.getByLabel('パスワード').fill(password)
    await page.getByRole('button', { name: 'ログイン', exact: true }).click()
    return page
  }
  return {
    house,
    password,
    faults,
    sitDown,
    /** Axe looks, and the picture stays. */
    look: async (page: Page, name: string) => {
      expect([name, await seriousFindings(page)]).toEqual([name, []])
      await page.screenshot({ path: `${pictures}/${name}.png` })
    },
    /** Time passes for the house and for every page. */
    advance: async (milliseconds: number) => {
      house.clock.advance(milliseconds)
      const pages = contexts.flatMap((context) => context.pages())
      await Promise.all(pages.map((page) => page.clock.setFixedTime(house.clock.now())))
    },
    /** What waits is handed to the door, which takes it or not. */
    sendAll: async (outcome: 'sent' | 'failed' = 'sent') => {
      for (;;) {
        const delivery = await house.store.beginDelivery(['line'], 10_000)
        if (delivery === undefined) return
        await house.store.finishAttempt(
          delivery,
          outcome === 'sent' ? { status: 'sent' } : { status: 'failed', reason: 'LINEの上限' },
          0,
        )
      }
    },
    close: async () => {
      for (const context of contexts) await context.close()
      await server.stop()
      await house.close()
    },
  }
}

export type DeskInBrowser = Awaited<ReturnType<typeof openDeskInBrowser>>
