import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findFaqCandidate } from '../../storage/faq-candidates.ts'
import { browserAvailable, launchBrowser } from '../support/browser.ts'
import { type DeskInBrowser, openDeskInBrowser } from './support/desk-browser.ts'

describe.skipIf(!browserAvailable())('what the records did not answer, in a browser', () => {
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

  it('goes from the wrap-up to the list of candidates, where a lead takes it for the records or closes it', async () => {
    const { house, look, sitDown, faults } = desk
    const page = await sitDown('shunin', '主任 花子', 'lead')
    for (const [user, answer] of [
      ['U1', '産技研で借りられます。'],
      ['U2', '今回限りの対応です。'],
    ] as const) {
      await house.say('不明な試験機の貸し出しはありますか', user)
      await house.say('相談員と話したい', user)
      const { id } = await house.openCase(user)
      await page.goto(`${new URL(page.url()).origin}/desk#case/${id}`)
      await page
        .getByRole('button', { name: /^担当する/ })
        .first()
        .click()
      await page.getByRole('textbox', { name: /返信/ }).fill(answer)
      await page.getByRole('button', { name: /^送信/ }).click()
      await page.getByRole('log').getByText(answer).waitFor()
      await page.keyboard.press('Alt+KeyE')
      await page.getByLabel('資料に答えが無かった', { exact: false }).check()
      expect(await page.getByLabel('質問（必須', { exact: false }).inputValue()).toBe(
        '不明な試験機の貸し出しはありますか',
      )
      expect(await page.getByLabel('答え', { exact: true }).inputValue()).toBe(answer)
      if (user === 'U1') {
        await page.getByLabel('質問（必須', { exact: false }).fill('試験機を借りられるところはありますか')
        await look(page, 'knowledge-wrap-up')
      }
      await page.getByRole('button', { name: '完了する', exact: true }).last().click()
      await expect.poll(() => findFaqCandidate(house.store.database, id)).toMatchObject({ answer, status: 'open' })
    }

    await page.getByRole('link', { name: '資料', exact: true }).click()
    await page.getByRole('heading', { name: '試験機を借りられるところはありますか' }).waitFor()
    await look(page, 'knowledge-candidates')
    await page.getByRole('button', { name: '確かめて採用する' }).first().click()
    await page.getByLabel('答え', { exact: true }).fill('都立産業技術研究センターで借りられます。')
    await look(page, 'knowledge-accept')
    await page.getByRole('button', { name: '採用する', exact: true }).click()
    await page.getByText('採用しました。').waitFor()
    await page.getByRole('button', { name: '採用しない' }).last().click()
    await page.getByLabel('採用しない理由（必須）').fill('個別の事情のため')
    await page.getByRole('button', { name: '閉じる', exact: true }).click()
    await page.getByText('閉じました。').waitFor()
    await page.getByText('候補はありません。').waitFor()
    await page.getByRole('button', { name: '採用', exact: true }).click()
    await page.getByText('都立産業技術研究センターで借りられます。').waitFor()
    await look(page, 'knowledge-accepted')
    await page.setViewportSize({ width: 820, height: 1180 })
    await look(page, 'knowledge-tablet')
    expect(faults).toEqual([])
  }, 180_000)
})
