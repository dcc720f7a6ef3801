import { afterEach, describe, expect, it } from 'vitest'
import { claimCase, releaseCase } from '../../handoff/cases/claim.ts'
import { waitForUser, writeAsStaff } from '../../handoff/cases/reply.ts'
import { transferCase } from '../../handoff/cases/transfer.ts'
import { databases, type House, lead, openHouse, sato, yamada } from './support/house.ts'

describe.each(await databases())('waiting cases on %s', (_name, createPlace) => {
  let house: House
  afterEach(() => house.close())
  const open = async () => {
    house = await openHouse(createPlace)
    return house
  }
  const ownerOf = async (key: string) => (await house.openCase(key)).owner

  it('go round among those who are there, longest waiting first, and no further than each has room', async () => {
    const { say, present, tick } = await open()
    for (const key of ['a', 'b', 'c', 'd', 'e']) await say('相談員', key)
    await present(yamada, { capacity: 2 })
    await present(sato, { capacity: 2 })
    await tick()
    const owners = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(ownerOf))
    expect(owners[4]).toBeNull()
    expect(owners.filter((owner) => owner === 'yamada')).toHaveLength(2)
    expect(owners[0]).not.toBe(owners[1])
  })

  it('do not come straight back to who gave them back or passed them on to a team', async () => {
    const { say, present, tick, openCase, context } = await open()
    await present(yamada, { teams: '["grants"]' })
    await say('相談員', 'a')
    await tick()
    expect(await ownerOf('a')).toBe('yamada')
    await releaseCase(context, yamada, (await openCase('a')).id)
    await tick()
    expect(await ownerOf('a')).toBeNull()
    await present(sato, { teams: '["ip"]' })
    await tick()
    await claimCase(context, yamada, (await openCase('a')).id).catch(() => {})
    await say('相談員', 'b')
    await tick()
    const holder = await ownerOf('b')
    const giver = holder === 'sato' ? sato : yamada
    await transferCase(context, giver, (await openCase('b')).id, { team: '知財' }, '商標の質問')
    await tick()
    expect(await ownerOf('b')).not.toBe(giver.login)
  })

  it('find room again once a case waits for its user', async () => {
    const { say, present, tick, openCase, context } = await open()
    await present(yamada, { capacity: 1 })
    await say('相談員', 'a')
    await tick()
    await say('相談員', 'b')
    await tick()
    expect(await ownerOf('b')).toBeNull()
    const { id } = await openCase('a')
    await writeAsStaff(context, yamada, id, { text: '資料をご覧ください', private: false })
    await waitForUser(context, yamada, id)
    await tick()
    expect(await ownerOf('b')).toBe('yamada')
    await say('見ました', 'a')
    expect(await openCase('a')).toMatchObject({ state: 'ACTIVE', awaiting: 'staff' })
  })

  it('go to the team of their topic and to who knows it, and to anybody once they waited too long', async () => {
    const { say, present, tick, pass } = await open()
    await present(yamada, { teams: '["grants"]' })
    await present(sato, { teams: '["grants"]', skills: '["補助金"]' })
    await present(lead, { teams: '["ip"]' })
    await say('相談員', 'a')
    await tick()
    expect(await ownerOf('a')).toBe('sato')
    await present(yamada, { status: 'away' })
    await present(sato, { status: 'offline' })
    await say('相談員', 'b')
    await tick()
    expect(await ownerOf('b')).toBeNull()
    await pass(16, () => present(lead))
    expect(await ownerOf('b')).toBe('kato')
  })

  it('count what was taken by hand as a turn of the round', async () => {
    const { say, present, tick, openCase, context, clock } = await open()
    await say('相談員', 'a')
    await claimCase(context, yamada, (await openCase('a')).id)
    clock.advance(1_000)
    for (const actor of [yamada, sato]) await present(actor)
    await say('相談員', 'b')
    await tick()
    expect(await ownerOf('b')).toBe('sato')
  })

  it('are left alone by auditors, by who is away, and by who was disabled', async () => {
    const { say, present, tick, store, openCase } = await open()
    await present(yamada, { status: 'away' })
    await store.database.updateTable('staff').set({ role: 'auditor' }).where('login', '=', 'sato').execute()
    await present(sato)
    await present(lead)
    await store.database.updateTable('staff').set({ disabled: 1 }).where('login', '=', 'kato').execute()
    await say('相談員')
    await tick()
    expect((await openCase()).state).toBe('QUEUED')
  })

  it('tell the wait in coarse words once enough cases were claimed, and nothing before', async () => {
    const { say, said, openCase, context, clock, present } = await open()
    await present(lead)
    await say('相談員', 'x')
    expect((await said('x')).at(-1)?.text).not.toContain('目安')
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      await say('相談員', key)
      clock.advance(10 * 60_000)
      await claimCase(context, yamada, (await openCase(key)).id)
    }
    await present(lead)
    await say('相談員', 'y')
    expect((await said('y')).at(-1)?.text).toContain('いまの順番は2番目、待ち時間の目安は10分ほどです')
  })

  it('wait three minutes for who was given them to accept, and go back when nobody does', async () => {
    const { say, present, tick, pass, openCase, context, clock, messages, caseOf } = await open()
    await present(yamada)
    await say('相談員', 'a')
    await tick()
    const { id } = await openCase('a')
    expect((await caseOf(id)).pushed_at).toBe(clock.now())
    await pass(2, () => present(yamada))
    await claimCase(context, yamada, id)
    expect(await caseOf(id)).toMatchObject({
      state: 'ASSIGNED',
      owner: 'yamada',
      pushed_at: null,
      claimed_at: clock.now(),
    })
    await pass(2, () => present(yamada))
    expect((await caseOf(id)).requeues).toBe(0)

    await say('相談員', 'b')
    await tick()
    const second = (await openCase('b')).id
    await pass(3, () => present(yamada))
    expect(await caseOf(second)).toMatchObject({ state: 'QUEUED', owner: null, requeues: 1 })
    expect((await messages('b')).at(-1)?.text).toContain('山田さんが時間内に受けなかったため')
  })

  it('are accepted by an answer, and stay with who is just writing one', async () => {
    const { say, present, tick, pass, openCase, context, clock, caseOf } = await open()
    await present(yamada)
    await say('相談員', 'a')
    await tick()
    const { id } = await openCase('a')
    await pass(5, () => present(yamada, { viewing: id, typing_at: clock.now() }))
    expect(await caseOf(id)).toMatchObject({ owner: 'yamada', requeues: 0 })
    await writeAsStaff(context, yamada, id, { text: 'こんにちは', private: false })
    expect(await caseOf(id)).toMatchObject({ state: 'ACTIVE', pushed_at: null })
  })
})
