import { afterEach, beforeEach, expect, it } from 'vitest'
import { addStaff } from '../../handoff/staff/accounts.ts'
import type { StaffRole } from '../../handoff/staff/permissions.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createDesk } from './support/desk-client.ts'
import { type House, openHouse } from './support/house.ts'

const password = 'とても長い合言葉です2026'

let house: House
let desk: Awaited<ReturnType<typeof createDesk>>
let read: unknown[]
beforeEach(async () => {
  read = []
  house = await openHouse()
  desk = await createDesk({
    store: house.store,
    clock: house.clock,
    identifiers: randomIdentifiers,
    logger: silentLogger,
    onRead: ({ token }: JsonObject) => read.push(token),
  })
})
afterEach(() => house.close())

async function sitDown(login: string, role: StaffRole) {
  await addStaff(house.store, randomIdentifiers, { login, name: login, role, password })
  const browser = desk.browser()
  await browser.login(login, password)
  return browser
}

it('a look at a case is no 「既読」 for the user; what its owner reads is, also what comes while it is open', async () => {
  await house.say('相談員')
  const { id } = await house.openCase()
  const [owner, colleague, lead, auditor] = [
    await sitDown('suzuki', 'responder'),
    await sitDown('tanaka', 'responder'),
    await sitDown('takagi', 'lead'),
    await sitDown('kansa', 'auditor'),
  ]
  for (const browser of [owner, colleague, lead, auditor]) await browser.get(`cases/${id}`)
  expect(read).toEqual([])
  await owner.post(`cases/${id}/claim`)
  for (const browser of [colleague, lead, auditor]) {
    await browser.get(`cases/${id}`)
    await browser.post(`cases/${id}/read`, { sequence: 99 })
  }
  expect(read).toEqual([])
  await owner.get(`cases/${id}`)
  expect(read).toEqual(['t1'])
  await house.say('追加です')
  await owner.get(`cases/${id}`, { 'x-desk-background': '1' })
  expect(read).toEqual(['t1'])
  await owner.post(`cases/${id}/read`, { sequence: 99 })
  expect(read).toEqual(['t1', 't2'])
})
