import { createHash, timingSafeEqual } from 'node:crypto'
import { readFact, takeFact, writeFact } from '../../storage/facts.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { allStaff } from '../../storage/staff-accounts.ts'
import type { Store } from '../../storage/store.ts'
import { type NewStaff, prepareAccount, readLogin } from './accounts.ts'

const FACT = 'setup_token_hash'
const LIFE_MS = 24 * 3_600_000

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * While there is no staff at all: makes a one-time token, of which only the hash is kept, and returns the path to
 * open (`/desk/setup#…`) within 24 hours. A former token ends with it. Undefined once there is staff.
 */
export async function prepareFirstStaff(house: {
  store: Store
  identifiers: Identifiers
  clock: Clock
}): Promise<string | undefined> {
  const { store, identifiers, clock } = house
  return store.transaction(async (unit) => {
    if ((await allStaff(unit)).length > 0) return undefined
    const token = identifiers.secret(32)
    await writeFact(unit, FACT, `${sha256(token).toString('hex')} ${clock.now() + LIFE_MS}`)
    return `/desk/setup#${token}`
  })
}

async function tokenStands(unit: UnitOfWork, token: string, now: number): Promise<boolean> {
  const [hash, until] = (await readFact(unit, FACT))?.split(' ') ?? []
  if (hash === undefined || until === undefined || now >= Number(until)) return false
  return timingSafeEqual(Buffer.from(hash, 'hex'), sha256(token)) && (await allStaff(unit)).length === 0
}

/** Makes the first administrator. The token works once; `forbidden` for a wrong, used or old one. */
export async function createFirstStaff(
  store: Store,
  identifiers: Identifiers,
  wish: Omit<NewStaff, 'role'> & { token: string },
): Promise<void> {
  const now = store.clock.now()
  const refusal = () =>
    new AppError('forbidden', 'set-up token does not stand', {
      publicText:
        'この初期設定用アドレスは使えません（使用済み、または期限切れです）。サーバーを起動し直すと、新しいアドレスが表示されます。',
    })
  // Looked at before hashing too: an argon2 hash is dear, and strangers must not be able to order one.
  if (!(await store.transaction((unit) => tokenStands(unit, wish.token, now)))) throw refusal()
  const insert = await prepareAccount({ ...wish, role: 'admin' }, identifiers, now, readLogin(wish.login))
  await store.transaction(async (unit) => {
    if (!(await tokenStands(unit, wish.token, now))) throw refusal()
    if ((await takeFact(unit, FACT)) === undefined) throw refusal()
    await insert(unit)
  })
}
