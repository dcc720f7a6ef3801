import { type RawBuilder, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditHead, listAudit, readAudit, recordAudit } from '../../storage/audit.ts'
import { verifyAudit } from '../../storage/audit-verify.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import type { Store } from '../../storage/store.ts'
import { databases } from '../handoff/support/house.ts'
import { createMovableClock } from '../support/movable-clock.ts'
import type { Place } from '../support/place.ts'

describe.each(await databases())('the audit on %s', (_, createPlace) => {
  const clock = createMovableClock()
  let place: Place
  let store: Store
  const open = () => openStore({ url: place.url, clock, identifiers: randomIdentifiers, logger: silentLogger })
  beforeEach(async () => {
    place = await createPlace()
    store = await open()
  })
  afterEach(async () => {
    await store.close()
    await place.remove()
  })

  const write = (objectId: string, on: Store = store) =>
    on.transaction(async (unit) =>
      recordAudit(unit, {
        actor: 'sato',
        action: 'case.claimed',
        objectType: 'case',
        objectId,
        before: { state: 'QUEUED' },
        after: { state: 'ASSIGNED' },
        reason: '担当',
        details: { from: 'QUEUED' },
      }),
    )
  const rows = async (after = 0, pageSize = 1_000) => {
    const all = []
    for await (const row of readAudit(store.database, {}, after, pageSize)) all.push(row)
    return all
  }
  /** What a person with the database's own password can do. */
  const tamper = async (...statements: RawBuilder<unknown>[]) => {
    const triggers =
      store.dialect === 'sqlite'
        ? ['audit_no_update', 'audit_no_delete', 'audit_no_replace'].map((name) => `drop trigger ${name}`)
        : ['alter table audit disable trigger user']
    for (const statement of triggers) await sql.raw(statement).execute(store.database)
    for (const statement of statements) await statement.execute(store.database)
  }

  it('keeps who did what to which, and only hashes of what it was and became', async () => {
    await write('c1')
    expect(await rows()).toMatchObject([
      {
        id: 1,
        at: clock.now(),
        actor: 'sato',
        action: 'case.claimed',
        object_id: 'c1',
        reason: '担当',
        details: '{"from":"QUEUED"}',
        before_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        after_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        previous_hash: '0'.repeat(64),
      },
    ])
    expect(JSON.stringify(await rows())).not.toContain('ASSIGNED')
  })

  it('keeps an entry exactly when the change it tells of is kept', async () => {
    const failing = store.transaction(async (unit) => {
      recordAudit(unit, { actor: 'sato', action: 'x', objectType: 'case', objectId: 'c1' })
      throw new Error('the change failed')
    })
    await expect(failing).rejects.toThrow('the change failed')
    expect(await rows()).toEqual([])
    await write('c2')
    expect((await rows()).map((row) => row.id)).toEqual([1])
  })

  it('stays one chain while many writers write at once through two connections', async () => {
    const other = await open()
    const writers = Array.from({ length: 120 }, (_, number) => write(`c${number}`, number % 2 ? other : store))
    await Promise.all(writers)
    await other.close()
    expect(await verifyAudit(store.database)).toMatchObject({ rows: 120, head: await auditHead(store.database) })
    expect(new Set((await rows()).map((row) => row.object_id)).size).toBe(120)
  })

  it('writes several entries of one transaction in their order', async () => {
    await store.transaction(async (unit) => {
      for (const objectId of ['a', 'b', 'c']) {
        recordAudit(unit, { actor: 'sato', action: 'x', objectType: 'case', objectId })
      }
    })
    expect((await rows()).map((row) => row.object_id)).toEqual(['a', 'b', 'c'])
    expect((await verifyAudit(store.database)).fault).toBeUndefined()
  })

  it('cannot be changed, emptied or replaced: the database refuses', async () => {
    await write('c1')
    const attempts = [
      sql`update audit set actor = 'nobody'`,
      sql`delete from audit`,
      ...(store.dialect === 'sqlite'
        ? [sql`insert or replace into audit select * from audit where id = 1`]
        : [sql`truncate audit`]),
    ]
    for (const attempt of attempts) await expect(attempt.execute(store.database)).rejects.toThrow('append-only')
    expect(await rows()).toHaveLength(1)
  })

  it.each([
    ['an actor', sql`update audit set actor = 'tanaka' where id = 5`],
    ['a time', sql`update audit set at = at + 1 where id = 5`],
    ['an object', sql`update audit set object_id = 'c9' where id = 5`],
    ['a reason', sql`update audit set reason = null where id = 5`],
    ['the details', sql`update audit set details = '{}' where id = 5`],
    ['what it became', sql`update audit set after_hash = before_hash where id = 5`],
  ])('shows a row in which %s was changed', async (_what, statement) => {
    for (let number = 1; number <= 9; number += 1) await write(`c${number}`)
    expect((await verifyAudit(store.database)).fault).toBeUndefined()
    await tamper(statement)
    expect((await verifyAudit(store.database)).fault).toEqual({ id: 5, kind: 'changed' })
  })

  it('shows a row that was removed, in the middle and at the end', async () => {
    for (let number = 1; number <= 9; number += 1) await write(`c${number}`)
    await tamper(sql`delete from audit where id = 9`)
    expect((await verifyAudit(store.database)).fault).toEqual({ id: 9, kind: 'wrong-end' })
    await sql`delete from audit where id = 4`.execute(store.database)
    expect((await verifyAudit(store.database)).fault).toEqual({ id: 4, kind: 'gap' })
  })

  it('shows a row that was inserted at the end, and one put in the place of another', async () => {
    for (let number = 1; number <= 3; number += 1) await write(`c${number}`)
    const copy = (id: number, hash: string) =>
      sql`insert into audit select ${sql.lit(id)}, at, actor, action, object_type, object_id, before_hash, after_hash, reason, details, ${hash}, hash from audit where id = 1`
    const [, , last] = await rows()
    await copy(4, last?.hash ?? '').execute(store.database)
    expect((await verifyAudit(store.database)).fault).toEqual({ id: 4, kind: 'changed' })
    await tamper(sql`delete from audit where id in (2, 4)`, copy(2, 'f'.repeat(64)))
    expect((await verifyAudit(store.database)).fault).toEqual({ id: 2, kind: 'broken-link' })
  })

  it('shows a chain written anew as a whole, to whoever noted its head elsewhere', async () => {
    for (let number = 1; number <= 3; number += 1) await write(`c${number}`)
    const noted = await auditHead(store.database)
    expect((await verifyAudit(store.database, noted)).fault).toBeUndefined()
    await tamper(sql`delete from audit`, sql`delete from facts where name = 'audit_head'`)
    for (let number = 1; number <= 4; number += 1) await write(`other${number}`)
    expect((await verifyAudit(store.database)).fault).toBeUndefined()
    expect((await verifyAudit(store.database, noted)).fault).toEqual({ id: 3, kind: 'other-anchor' })
    const later = { id: 99, hash: noted.hash }
    expect((await verifyAudit(store.database, later)).fault).toEqual({ id: 99, kind: 'other-anchor' })
  })

  it('is found by person, object, action and time, newest first, page by page', async () => {
    for (let number = 1; number <= 7; number += 1) {
      await write(`c${number % 2}`)
      clock.advance(60_000)
    }
    const find = (filter: object, page = { limit: 10 } as { before?: number; limit: number }) =>
      listAudit(store.database, filter, page).then((found) => found.map((row) => row.id))
    expect(await find({ object: 'c1' })).toEqual([7, 5, 3, 1])
    expect(await find({ actor: 'tanaka' })).toEqual([])
    expect(await find({ actor: 'sato', action: 'case.claimed', from: clock.now() - 150_000 })).toEqual([7, 6])
    expect(await find({}, { limit: 3, before: 6 })).toEqual([5, 4, 3])
    expect((await rows(2, 2)).map((row) => row.id)).toEqual([3, 4, 5, 6, 7])
  })
})
