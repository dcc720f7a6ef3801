import { createHttpServer } from '../../adapters/http/server.ts'
import { deskRoutes } from '../../handoff/desk/routes.ts'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { quantile } from '../../storage/ground/quantile.ts'
import { databases, openHouse } from '../handoff/support/house.ts'
import { browserAvailable, inJapan, launchBrowser } from '../support/browser.ts'
import type { Place } from '../support/place.ts'
import type { Bench } from './bench.ts'
import { table } from './table.ts'

const cases = 2_000
/** Messages of each talk, besides what the desk says itself. */
const messages = 6
const rounds = 40
const password = 'とても長い合言葉です2026'
const words = ['補助金', '特許', '試作', 'バウチャー', '設備', '商標', '共同研究', '創業']

type House = Awaited<ReturnType<typeof openHouse>>

/** Open cases straight into the tables: what is measured is reading them. */
async function fill(house: House): Promise<void> {
  const now = house.clock.now()
  await house.store.transaction(async (unit) => {
    for (let index = 0; index < cases; index += 1) {
      const id = `case-${String(index).padStart(5, '0')}`
      const at = now - (cases - index) * 30_000
      const held = index % 4 === 0
      const word = words[index % words.length] ?? ''
      await unit
        .insertInto('conversations')
        .values({
          id: `talk-${id}`,
          door: index % 3 === 0 ? 'web' : 'line',
          conversation_key: `K${index}`,
          control: 'HUMAN',
          control_epoch: 1,
          state: null,
          reachable: 1,
          created_at: at,
          next_sequence: messages + 1,
          lease_token: null,
          lease_until: 0,
          banner_seen: null,
        })
        .execute()
      await unit
        .insertInto('cases')
        .values({
          id,
          conversation_id: `talk-${id}`,
          state: held ? 'ACTIVE' : 'QUEUED',
          owner: held ? 'suzuki' : null,
          team: null,
          topic: '補助金',
          reason: 'ご本人の希望',
          urgent: 0,
          label: null,
          end_reason: null,
          version: 1,
          waiting_since: at,
          opened_at: at,
          claimed_at: held ? at : null,
          first_reply_at: held ? at : null,
          closed_at: null,
          state_since: at,
          parked_state: null,
          awaiting: 'staff',
          awaiting_since: at,
          transfer_from: null,
          prefers: null,
          excluded: null,
          requeues: 0,
          wait_told: 0,
          reopened_from: null,
          labels: null,
          company: null,
          outcome: null,
          knowledge_gap: 0,
        })
        .execute()
      for (let turn = 0; turn < messages; turn += 1) {
        await unit
          .insertInto('messages')
          .values({
            id: `${id}-${turn}`,
            conversation_id: `talk-${id}`,
            case_id: id,
            role: turn % 2 === 0 ? 'user' : 'staff',
            text: `${word}について、${index}番の会社の${turn}番目の発言です。${'詳しくは資料をご覧ください。'.repeat(4)}`,
            private: 0,
            at: at + turn * 1_000,
            sequence: turn + 1,
            details: '{}',
          })
          .execute()
      }
    }
  })
}

async function timed(count: number, work: (round: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let round = -3; round < count; round += 1) {
    const begun = performance.now()
    await work(round)
    if (round >= 0) times.push(performance.now() - begun)
  }
  return times.sort((a, b) => a - b)
}

/** From the address to the frame that shows the first list, with a cold profile that has a session. */
async function firstPaint(origin: string, cookie: string): Promise<number[]> {
  const browser = await launchBrowser()
  try {
    const times: number[] = []
    for (let round = -1; round < 7; round += 1) {
      const context = await browser.newContext(inJapan)
      const [name = '', value = ''] = cookie.split('=')
      await context.addCookies([{ name, value, url: origin }])
      const page = await context.newPage()
      // The making of the profile is no part of the page.
      const begun = performance.now()
      await page.goto(`${origin}/desk`, { waitUntil: 'commit' })
      await page.locator('.row').first().waitFor()
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
      if (round >= 0) times.push(performance.now() - begun)
      await context.close()
    }
    return times.sort((a, b) => a - b)
  } finally {
    await browser.close()
  }
}

async function measure(createPlace: () => Promise<Place>, store: string) {
  const house = await openHouse(createPlace)
  const parts = { store: house.store, clock: house.clock, identifiers: randomIdentifiers, logger: silentLogger }
  const server = createHttpServer({ routes: await deskRoutes(parts), upgrades: [], logger: silentLogger })
  try {
    await addStaff(house.store, randomIdentifiers, { login: 'suzuki', name: '鈴木', role: 'lead', password })
    await fill(house)
    const origin = `http://127.0.0.1:${(await server.listen(0, '127.0.0.1')).port}`
    const login = await fetch(`${origin}/desk/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'suzuki', password }),
      signal: AbortSignal.timeout(20_000),
    })
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const get = async (query: string) => {
      const answer = await fetch(`${origin}/desk/api/cases?${query}`, {
        headers: { cookie, 'x-desk-background': '1' },
        signal: AbortSignal.timeout(60_000),
      })
      const body = await answer.text()
      if (!answer.ok) throw new Error(`the list answered ${answer.status}`)
      return body
    }
    const list = await timed(rounds, () => get('state=QUEUED,AFTER_HOURS&limit=50'))
    const mine = await timed(rounds, () => get('owner=me&limit=50'))
    const search = await timed(rounds, (round) => {
      const q = encodeURIComponent(
        round % 2 === 0 ? (words[Math.abs(round) % words.length] ?? '') : `${Math.abs(round) * 41}番の会社`,
      )
      return get(`q=${q}&limit=50`)
    })
    const paint = browserAvailable() ? await firstPaint(origin, cookie) : []
    return [
      { store, what: 'list (50 of 1,500 waiting)', times: list },
      { store, what: 'own cases (50 of 500)', times: mine },
      { store, what: 'search in the words of all', times: search },
      { store, what: 'page with the list painted', times: paint },
    ]
  } finally {
    await server.stop()
    await house.close()
  }
}

/** The desk with 2,000 open cases: list and search as the console asks for them over HTTP, and its first paint. */
export const desk: Bench = async ({ print }) => {
  const figures = []
  for (const [store, createPlace] of await databases()) {
    for (const { times, ...line } of await measure(createPlace, store)) {
      figures.push({ ...line, count: times.length, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) })
    }
  }
  print(
    table(
      ['store', '', 'count', 'p50 ms', 'p95 ms'],
      figures.map(({ store, what, count, p50Ms, p95Ms }) => [
        store,
        what,
        String(count),
        p50Ms.toFixed(1),
        p95Ms.toFixed(1),
      ]),
    ),
  )
  return figures
}
