import { addStaff } from '../../../handoff/staff/accounts.ts'
import type { StaffRole } from '../../../handoff/staff/permissions.ts'
import { randomIdentifiers } from '../../../storage/ground/identifiers.ts'
import { silentLogger } from '../../../storage/ground/logger.ts'
import { createDesk } from './desk-client.ts'
import type { House } from './house.ts'

const password = 'とても長い合言葉です2026'

/** A desk over the house's store; `sitDown` registers somebody of a role, by that name, and logs them in. */
export async function openSitting({ store, clock }: House) {
  const desk = await createDesk({ store, clock, identifiers: randomIdentifiers, logger: silentLogger })
  const sitDown = async (role: StaffRole) => {
    await addStaff(store, randomIdentifiers, { login: role, name: `${role}さん`, role, password })
    const browser = desk.browser()
    await browser.login(role, password)
    return browser
  }
  return { desk, sitDown, password }
}
export type Sitting = Awaited<ReturnType<typeof openSitting>>
export type Sitter = Awaited<ReturnType<Sitting['sitDown']>>
