import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMenuKeeper } from '../../adapters/line/menus/menu-keeper.ts'
import { setUpMenus } from '../../adapters/line/setup/set-up-menus.ts'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { claimCase, releaseCase } from '../../handoff/cases/claim.ts'
import { continueOnWeb } from '../../handoff/cases/continue-on-web.ts'
import type { Actor } from '../../handoff/cases/desk-context.ts'
import { openCase } from '../../handoff/cases/open-case.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { resolveCase } from '../../handoff/cases/resolve.ts'
import { newestEventNumber } from '../../storage/case-events.ts'
import { findConversationByKey } from '../../storage/conversations.ts'
import { readFact } from '../../storage/facts.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { eventually } from '../support/eventually.ts'
import { lineAccountAt } from '../support/line-account.ts'
import { type LineHouse, lineSecret, lineToken, startLineHouse } from '../support/line-house.ts'
import { createSqlitePlace, type Place } from '../support/place.ts'

const aiko = lineUser(1)
const yamada: Actor = { login: 'yamada', name: '山田', role: 'responder' }
let line: LinePlatform
let house: LineHouse
let place: Place

beforeEach(async () => {
  place = await createSqlitePlace()
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
  house = await startLineHouse({ databaseUrl: place.url, apiBaseUrl: line.url, clock: { now: line.now } })
  const row = { ...yamada, id: yamada.login, password_hash: '-', disabled: 0, created_at: line.now() }
  await house.store.transaction(async (unit) => void (await unit.insertInto('staff').values(row).execute()))
})
afterEach(async () => {
  await house.stop()
  await line.close()
  await place.remove()
})

const account = () => lineAccountAt(line.url)
const keeper = () =>
  createMenuKeeper({ store: house.store, clock: { now: line.now }, logger: silentLogger, account: account() })
const desk = () => ({ store: house.store, identifiers: randomIdentifiers })
const bar = (user = aiko) => line.richMenus.shownTo(user)?.menu.chatBarText
const untilBar = (text: string) => eventually(() => bar() === text, 8_000, `the menu ${text}`)

/** The keeper has followed the journal to its end. */
const keptUp = () =>
  eventually(async () => {
    const { database } = house.store
    return Number(await readFact(database, 'line-menu-cursor')) === (await newestEventNumber(database))
  })

/** A conversation on LINE with a case in the queue; the id of the case. */
async function askForPerson(): Promise<string> {
  const { store } = house
  await line.webhook.post(house.webhookUrl, [line.webhook.text(aiko, '質問')])
  await line.waitForSends(1)
  const conversation = await findConversationByKey(store.database, 'line', aiko)
  const opened = await store.transaction((unit) =>
    openCase(unit, {
      id: randomIdentifiers.uuid(),
      conversationId: conversation?.id ?? '',
      topic: 'その他',
      reason: '希望',
      urgent: false,
      actor: 'user',
      at: line.now(),
    }),
  )
  store.notify('desk')
  return opened.row.id
}

test('the menu says who is there: staff take the case, give it back, take it again, the user ends it', async () => {
  await setUpMenus(account(), false)
  const menus = keeper()
  menus.start()
  const id = await askForPerson()
  expect(bar()).toBe('メニュー')
  await claimCase(desk(), yamada, id)
  await untilBar('職員と相談中')
  expect(bar(lineUser(2))).toBe('メニュー')
  await releaseCase(desk(), yamada, id)
  await untilBar('メニュー')
  await claimCase(desk(), yamada, id)
  await untilBar('職員と相談中')
  await line.webhook.post(house.webhookUrl, [line.webhook.text(aiko, 'AIに戻る')])
  await untilBar('メニュー')
  await menus.stop()
})

test('while staff wait for the user the menu says that they are there', async () => {
  await setUpMenus(account(), false)
  const menus = keeper()
  menus.start()
  const id = await askForPerson()
  await claimCase(desk(), yamada, id)
  await untilBar('職員と相談中')
  await writeAsStaff(desk(), yamada, id, { text: '時期を教えてください', private: false, waitForUser: true })
  await keptUp()
  expect(bar()).toBe('職員と相談中')
  await resolveCase(desk(), yamada, id, { reason: 'staff_resolved' })
  await untilBar('メニュー')
  await menus.stop()
})

test('who goes on at our own page has the usual menu on LINE', async () => {
  await setUpMenus(account(), false)
  const menus = keeper()
  menus.start()
  const { store } = house
  await claimCase(desk(), yamada, await askForPerson())
  await untilBar('職員と相談中')
  const event = { eventId: 'w1', door: 'web', conversationKey: 'w', kind: 'joined', text: '', replyTo: {} } as const
  await store.acceptEvents([{ ...event, occurredAt: line.now() }])
  const [from, to] = [
    await findConversationByKey(store.database, 'line', aiko),
    await findConversationByKey(store.database, 'web', 'w'),
  ]
  await store.transaction((unit) => continueOnWeb(unit, randomIdentifiers, { from: from?.id ?? '', to: to?.id ?? '' }))
  store.notify('desk')
  await untilBar('メニュー')
  await menus.stop()
})

test('what happened while it did not run, or while LINE was out of reach, is made up for', async () => {
  await setUpMenus(account(), false)
  const id = await askForPerson()
  await claimCase(desk(), yamada, id)
  // The first start looks at every open case.
  const first = keeper()
  first.start()
  await untilBar('職員と相談中')
  await first.stop()
  await resolveCase(desk(), yamada, id, { reason: 'staff_resolved' })
  const faulty = account()
  let refusals = 0
  const again = createMenuKeeper({
    store: house.store,
    clock: { now: line.now },
    logger: silentLogger,
    account: {
      ...faulty,
      async unlink(userId) {
        refusals += 1
        if (refusals < 3) throw new TypeError('fetch failed')
        await faulty.unlink(userId)
      },
    },
  })
  again.start()
  await untilBar('メニュー')
  expect(refusals).toBe(3)
  await again.stop()
})

test('a menu made anew while it runs is found; without menus nothing is called but the question for one', async () => {
  const menus = keeper()
  menus.start()
  const id = await askForPerson()
  await claimCase(desk(), yamada, id)
  await eventually(() => line.calls.some(({ endpoint }) => endpoint.includes('/alias/')))
  expect(line.calls.filter(({ endpoint }) => endpoint.includes('/user/'))).toEqual([])
  await setUpMenus(account(), false)
  await menus.relinkAll()
  expect(bar()).toBe('職員と相談中')
  // Deleted and made again elsewhere: the old id is refused, the new one is asked for.
  const old = line.richMenus.shownTo(aiko)?.id ?? ''
  await account().deleteMenu(old)
  await setUpMenus(account(), false)
  await releaseCase(desk(), yamada, id)
  await claimCase(desk(), yamada, id)
  await untilBar('職員と相談中')
  expect(line.richMenus.shownTo(aiko)?.id).not.toBe(old)
  await menus.stop()
})
