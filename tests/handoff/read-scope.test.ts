import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeOverCase } from '../../handoff/cases/claim.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { transferCase } from '../../handoff/cases/transfer.ts'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { updateDeskStaff } from '../../storage/desk-staff.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createDesk } from './support/desk-client.ts'
import { databases, type House, lead, openHouse } from './support/house.ts'

const password = 'とても長い合言葉です2026'

describe.each(await databases())('who may read whose cases on %s', (_name, createPlace) => {
  let house: House
  let desk: Awaited<ReturnType<typeof createDesk>>
  /** The case of the grants' team, of the patents' team, and of none. */
  let ids: { grants: string; ip: string; none: string }

  beforeEach(async () => {
    house = await openHouse(createPlace)
    const { store, clock } = house
    desk = await createDesk({ store, clock, identifiers: randomIdentifiers, logger: silentLogger })
    for (const [login, name, role] of [
      ['suzuki', '鈴木', 'responder'],
      ['mori', '森', 'lead'],
      ['ito', '伊藤', 'admin'],
      ['kansa', '監査', 'auditor'],
    ] as const) {
      await addStaff(store, randomIdentifiers, { login, name, role, password })
    }
    await store.transaction((unit) => updateDeskStaff(unit, 'suzuki', { teams: '["grants"]' }))
    for (const key of ['grants', 'ip', 'none']) {
      await house.say('相談員', key)
      await house.say(`秘密の言葉${key}`, key)
    }
    const [grants, ip, none] = await Promise.all(
      ['grants', 'ip', 'none'].map(async (key) => (await house.openCase(key)).id),
    )
    ids = { grants: grants ?? '', ip: ip ?? '', none: none ?? '' }
    await transferCase(house.context, lead, ids.ip, { team: '知財' }, '商標')
    await store.database.updateTable('cases').set({ team: null }).where('id', '=', ids.none).execute()
  })
  afterEach(() => house.close())
  const as = async (login: string) => {
    const browser = desk.browser()
    await browser.login(login)
    return browser
  }
  const close = async () => {
    const admin = await as('ito')
    const answer = await admin.post('settings/reading', { value: { ownTeamsOnly: true }, reason: '情報管理規程' })
    expect(answer.status).toBe(200)
  }
  const listed = async (browser: Awaited<ReturnType<typeof as>>, query = '') =>
    (await browser.get(`cases?${query}`)).body.cases.map((summary: { id: string }) => summary.id)

  it('everybody reads everything until the office says otherwise, with a reason and by an administrator', async () => {
    const suzuki = await as('suzuki')
    expect(await listed(suzuki)).toHaveLength(3)
    expect((await suzuki.get(`cases/${ids.ip}`)).status).toBe(200)
    const change = { value: { ownTeamsOnly: true }, reason: '規程' }
    expect((await (await as('mori')).post('settings/reading', change)).status).toBe(403)
    expect((await (await as('ito')).post('settings/reading', { value: change.value })).status).toBe(400)
  })

  it('an adviser then finds the cases of their teams and of none: in lists, numbers, search and by their address', async () => {
    await close()
    const suzuki = await as('suzuki')
    expect(await listed(suzuki)).toEqual([ids.grants, ids.none])
    expect(await listed(suzuki, `q=${encodeURIComponent('秘密の言葉')}`)).toEqual([ids.grants, ids.none])
    expect(await listed(suzuki, `team=${encodeURIComponent('知財')}`)).toEqual([ids.none])
    expect((await suzuki.get('cases')).body.counts).toMatchObject({ queue: 2, open: 2, team: 2 })
    house.clock.advance(16 * 60_000)
    expect((await suzuki.get('cases')).body.counts.late).toBe(2)
    expect((await suzuki.get(`cases/${ids.grants}`)).status).toBe(200)
    for (const path of ['', '/record', '/summary', '/suggestions']) {
      const refused = await suzuki.get(`cases/${ids.ip}${path}`)
      expect([path, refused.status]).toEqual([path, 403])
      expect(JSON.stringify(refused.body)).not.toContain('秘密')
    }
    for (const step of ['claim', 'messages', 'transfer', 'describe', 'read', 'snooze', 'files']) {
      expect([step, (await suzuki.post(`cases/${ids.ip}/${step}`, {})).status]).toEqual([step, 403])
    }
    expect(await house.caseOf(ids.ip)).toMatchObject({ owner: null, state: 'QUEUED' })
    expect((await suzuki.get('cases/none')).status).toBe(404)
    for (const other of ['mori', 'ito', 'kansa']) expect(await listed(await as(other))).toHaveLength(3)
  })

  it('files and the stream of events keep to it as well', async () => {
    await close()
    const { store } = house
    const send = async (key: string) => {
      const attachment = { kind: 'image', fetchable: true } as const
      const facts = { messageId: `picture-${key}`, attachment }
      await house.send(house.event('message', '', { conversationKey: key, replyTo: { unsupported: 'image' }, facts }))
    }
    await send('ip')
    await send('grants')
    const files = await store.database.selectFrom('attachments').select(['id', 'conversation_id']).execute()
    const fileOf = async (key: string) => {
      const { id } = await house.conversation(key)
      const file = files.find((known) => known.conversation_id === id)
      await store.database
        .updateTable('attachments')
        .set({ status: 'stored', content: Buffer.from('秘密の絵'), media_type: 'image/png' })
        .where('id', '=', file?.id ?? '')
        .execute()
      return file?.id
    }
    const suzuki = await as('suzuki')
    const [ip, grants] = [await fileOf('ip'), await fileOf('grants')]
    expect(files).toHaveLength(2)
    expect((await suzuki.raw('GET', `/desk/api/attachments/${ip}`)).status).toBe(403)
    expect((await suzuki.raw('GET', `/desk/api/attachments/${grants}`)).status).toBe(200)

    const events = await suzuki.events()
    await events.take(1)
    await house.say('もう一つ', 'ip')
    await house.say('もう一つ', 'grants')
    const [presence, moved, told] = await events.take(3)
    const heard = [presence, moved, told].filter((event) => event?.event !== 'presence')
    expect(heard.map((event) => event?.event)).toEqual(expect.arrayContaining(['moved']))
    expect(JSON.stringify(heard)).not.toContain(ids.ip)
    await events.close()
  })

  it('who holds a case, passed it on, or is named in a note reads it, whatever its team', async () => {
    await close()
    const suzuki = await as('suzuki')
    await writeAsStaff(house.context, lead, ids.ip, { text: '@鈴木 見てください', private: true, mentions: ['suzuki'] })
    expect((await suzuki.get(`cases/${ids.ip}`)).status).toBe(200)
    await suzuki.post(`cases/${ids.ip}/read`, { sequence: 99 })
    expect((await suzuki.get(`cases/${ids.ip}`)).status).toBe(200)
    await house.store.database.updateTable('cases').set({ team: '知財' }).where('id', '=', ids.none).execute()
    expect((await suzuki.get(`cases/${ids.none}`)).status).toBe(403)
    await transferCase(house.context, lead, ids.none, { to: 'suzuki' }, 'お願いします')
    expect((await suzuki.post(`cases/${ids.none}/claim`)).status).toBe(200)
    expect(await listed(suzuki, 'owner=me')).toEqual([ids.none])
    await suzuki.post(`cases/${ids.none}/transfer`, { to: 'mori', note: '戻します' })
    expect((await suzuki.get(`cases/${ids.none}`)).status).toBe(200)
    await (await as('mori')).post(`cases/${ids.none}/claim`)
    expect((await suzuki.get(`cases/${ids.none}`)).status).toBe(403)
  })

  it('a team that is renamed keeps its cases, also where two change names; those of one that is gone are everybody’s', async () => {
    await close()
    const mori = await as('mori')
    const { teams } = (await mori.get('teams')).body as { teams: { id: string; name: string; topics: string[] }[] }
    const names: Record<string, string> = { grants: '知財', ip: '補助金申請' }
    const swapped = teams.map((team) => ({ ...team, name: names[team.id] ?? team.name }))
    expect((await mori.post('teams', { teams: swapped })).status).toBe(200)
    const suzuki = await as('suzuki')
    expect(await listed(suzuki)).toEqual([ids.grants, ids.none])
    expect([(await house.caseOf(ids.grants)).team, (await house.caseOf(ids.ip)).team]).toEqual(['知財', '補助金申請'])
    await mori.post('teams', { teams: swapped.filter(({ id }) => id !== 'ip') })
    expect((await house.caseOf(ids.ip)).team).toBeNull()
    expect(await listed(suzuki)).toEqual([ids.grants, ids.ip, ids.none])
  })

  it('nothing calls for an adviser that they may not open', async () => {
    await close()
    const suzuki = await as('suzuki')
    await transferCase(house.context, lead, ids.ip, { to: 'suzuki' }, 'お願いします')
    await suzuki.post(`cases/${ids.ip}/claim`)
    await suzuki.post(`cases/${ids.ip}/read`, { sequence: 99 })
    const calling = async () => (await suzuki.get('cases')).body.counts.calling
    expect(await calling()).toBe(0)
    await takeOverCase(house.context, lead, ids.ip, '急ぎのため')
    expect((await suzuki.get(`cases/${ids.ip}`)).status).toBe(403)
    expect(await calling()).toBe(0)
    await writeAsStaff(house.context, lead, ids.ip, { text: '@鈴木 見てください', private: true, mentions: ['suzuki'] })
    expect((await suzuki.get(`cases/${ids.ip}`)).status).toBe(200)
    expect(await calling()).toBe(1)
  })
})
