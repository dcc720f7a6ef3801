import { describe, expect, it } from 'vitest'
import { waitForUser, writeAsStaff } from '../../handoff/cases/reply.ts'
import { snoozeCase } from '../../handoff/cases/snooze.ts'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createDesk } from './support/desk-client.ts'
import { databases, yamada } from './support/house.ts'
import { oneHouse } from './support/one-house.ts'

const password = 'とても長い合言葉です2026'

describe.each(await databases())('many cases at once on %s', (_name, createPlace) => {
  const { open, words } = oneHouse(createPlace)
  const openDesk = async () => {
    const house = await open()
    const { store, clock, context } = house
    const desk = await createDesk({ store, clock, identifiers: randomIdentifiers, logger: silentLogger })
    await addStaff(store, randomIdentifiers, { login: 'mori', name: '森', role: 'lead', password })
    await addStaff(store, randomIdentifiers, { login: 'suzuki', name: '鈴木', role: 'responder', password })
    const [mori, suzuki] = [desk.browser(), desk.browser()]
    await mori.login('mori')
    await suzuki.login('suzuki')
    const ids: string[] = []
    for (const key of ['a', 'b', 'c']) {
      await house.say('相談員', key)
      ids.push((await house.openCase(key)).id)
    }
    const [a = '', b = '', c = ''] = ids
    await writeAsStaff(context, yamada, a, { text: '資料をご覧ください', private: false })
    await waitForUser(context, yamada, a)
    await writeAsStaff(context, yamada, b, { text: 'こんにちは', private: false })
    await house.say('質問があります', 'b')
    return { house, mori, suzuki, a, b, c }
  }

  it('closes those whose user has gone quiet and no other, and tells row by row', async () => {
    const { house, mori, a, b, c } = await openDesk()
    const body = { cases: [a, b, c, 'none'], action: { kind: 'close-idle' }, reason: '年度末の整理' }
    const { results } = (await mori.post('bulk', body)).body
    expect(results.map(({ done }: { done: boolean }) => done)).toEqual([true, false, false, false])
    expect(results[1].message).toContain('返事を待っている')
    expect(results[3].message).toContain('見つかりませんでした')
    expect(await house.caseOf(a)).toMatchObject({ state: 'RESOLVED', end_reason: 'idle' })
    expect((await words('a')).at(-1)).toContain('しばらくお返事がなかったため')
    expect([(await house.caseOf(b)).state, (await house.caseOf(c)).state]).toEqual(['ACTIVE', 'QUEUED'])
    const audit = await house.store.database.selectFrom('audit').selectAll().where('action', '=', 'case.bulk').execute()
    expect(audit).toMatchObject([{ actor: 'mori', object_id: a, reason: '年度末の整理' }])
  })

  it('closes neither a talk of this minute nor what its owner lets rest', async () => {
    const { house, mori, a, b } = await openDesk()
    const close = async () => {
      const body = { cases: [a, b], action: { kind: 'close-idle' }, reason: '年度末の整理' }
      return (await mori.post('bulk', body)).body.results as { done: boolean; message: string | null }[]
    }
    await writeAsStaff(house.context, yamada, b, { text: '今お調べします', private: false })
    await snoozeCase(house.context, yamada, a, { minutes: 60 })
    const [resting, live] = await close()
    expect([resting?.done, live?.done]).toEqual([false, false])
    expect(resting?.message).toContain('あとに回')
    expect(live?.message).toContain('対応している')
    // Its hour has come, and the user of the other has said nothing for long enough.
    await house.pass(120)
    await mori.login('mori')
    expect((await close()).map(({ done }) => done)).toEqual([true, true])
  })

  it('passes cases to a team and labels them, with the reason in each thread', async () => {
    const { house, mori, a, b, c } = await openDesk()
    const team = { cases: [b, c], action: { kind: 'team', team: '知財' }, reason: '担当の見直し' }
    const moved = (await mori.post('bulk', team)).body.results
    expect(moved.map(({ done }: { done: boolean }) => done)).toEqual([true, true])
    expect(await house.caseOf(b)).toMatchObject({ state: 'QUEUED', owner: null, team: '知財' })
    const notes = async (key: string) =>
      (await house.messages(key)).filter((message) => message.private).map(({ text }) => text)
    expect(await notes('b')).toEqual(['【引き継ぎ】知財へ\n担当の見直し'])
    const label = { cases: [a, b], action: { kind: 'label', label: '要確認' }, reason: '点検のため' }
    await mori.post('bulk', label)
    await mori.post('bulk', label)
    expect((await house.caseOf(a)).labels).toBe('["要確認"]')
    expect((await notes('a')).join()).toContain('点検のため')
    // What is typed as a label may name the person, and goes with an erasure: the audit would keep it for good.
    const audit = await house.store.database
      .selectFrom('audit')
      .select('details')
      .where('action', '=', 'case.bulk')
      .execute()
    expect(audit.map(({ details }) => JSON.parse(details ?? 'null'))).toEqual([
      { kind: 'team', team: '知財' },
      { kind: 'team', team: '知財' },
      ...Array.from({ length: 4 }, () => ({ kind: 'label' })),
    ])
    const unknown = { ...team, action: { kind: 'team', team: 'ない班' } }
    expect((await mori.post('bulk', unknown)).body.results[0].message).toContain('班が見つかりません')
  })

  it('is for leads, with a reason', async () => {
    const { mori, suzuki, a } = await openDesk()
    const body = { cases: [a], action: { kind: 'close-idle' }, reason: '整理' }
    expect((await suzuki.post('bulk', body)).status).toBe(403)
    expect((await mori.post('bulk', { ...body, reason: ' ' })).status).toBe(400)
    expect((await mori.post('bulk', { ...body, cases: [a, a] })).status).toBe(400)
  })
})
