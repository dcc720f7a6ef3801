import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addStaff } from '../../handoff/staff/accounts.ts'
import type { Library } from '../../knowledge/library.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createDesk } from './support/desk-client.ts'
import { databases, type House, openHouse } from './support/house.ts'

const password = 'とても長い合言葉です2026'

type LibraryRecord = NonNullable<ReturnType<Library['records']['get']>>

describe.each(await databases())('the desk on %s', (_name, createPlace) => {
  let house: House
  let desk: Awaited<ReturnType<typeof createDesk>>

  beforeEach(async () => {
    house = await openHouse(createPlace)
    const { store, clock } = house
    desk = await createDesk({ store, clock, identifiers: randomIdentifiers, logger: silentLogger })
    for (const [login, name, role] of [
      ['suzuki', '鈴木', 'responder'],
      ['mori', '森', 'lead'],
      ['ito', '伊藤', 'admin'],
    ] as const) {
      await addStaff(store, randomIdentifiers, { login, name, role, password })
    }
  })
  afterEach(() => house.close())
  const as = async (login: string) => {
    const browser = desk.browser()
    await browser.login(login)
    return browser
  }

  it('opens with the list already in the page, for who is logged in only, whatever a user wrote', async () => {
    const brought = (body: unknown) => /id="opening">(.*?)<\/script>/s.exec(String(body))?.[1]
    await house.say('相談員')
    await house.say('</script><script>alert(1)</script>')
    const stranger = await desk.browser().raw('GET', '/desk')
    expect(brought(stranger.body)).toBeUndefined()
    const browser = await as('suzuki')
    const opened = JSON.parse(brought((await browser.raw('GET', '/desk')).body) ?? '')
    expect(opened.me.login).toBe('suzuki')
    expect(opened.list).toEqual((await browser.get('cases?state=QUEUED,AFTER_HOURS&limit=50')).body)
    expect(opened.list.cases[0].preview).toContain('<script>alert(1)')
    // The stream follows on from there: nothing in between is missed.
    await browser.post(`cases/${opened.list.cases[0].id}/claim`)
    const events = await browser.events(opened.after)
    expect((await events.take(2)).map(({ event }) => event)).toEqual(['ready', 'case'])
    await events.close()
  })

  it('sends its script in the form that the browser takes', async () => {
    const path = /src="(.*?)"/.exec(String((await desk.browser().raw('GET', '/desk')).body))?.[1] ?? ''
    const fetched = async (accepted: string) => {
      const { headers, body } = await desk.browser().raw('GET', path, { headers: { 'accept-encoding': accepted } })
      return { coding: headers?.['content-encoding'], body: body as Buffer }
    }
    const plain = (await fetched('')).body
    const small = await fetched('gzip, deflate, br, zstd')
    expect(small.coding).toBe('br')
    expect(brotliDecompressSync(small.body).equals(plain)).toBe(true)
    const older = await fetched('gzip;q=1.0, br;q=0')
    expect(older.coding).toBe('gzip')
    expect(gunzipSync(older.body).equals(plain)).toBe(true)
    expect((await fetched('identity')).coding).toBeUndefined()
  })

  it('tells whether LINE vouches for a friendship, and what may still be pushed in this month', async () => {
    const { store, clock, send, event } = house
    const quota = { used: 190, limit: 200 }
    const parts = { store, clock, identifiers: randomIdentifiers, logger: silentLogger }
    desk = await createDesk({ ...parts, readPushQuota: async () => quota })
    await house.say('相談員')
    const lead = await as('mori')
    const { id } = await house.openCase()
    const shown = async () => (await lead.get(`cases/${id}`)).body.conversation
    // Who only writes may be no friend: pushes reach them for some days only.
    expect(await shown()).toMatchObject({ isFriend: false, reachable: true, pushQuota: quota })
    await send(event('joined', ''))
    expect(await shown()).toMatchObject({ isFriend: true })
    await send(event('left', ''))
    expect(await shown()).toMatchObject({ isFriend: false, reachable: false })
    expect((await lead.get('wall')).body.pushQuota).toEqual(quota)
  })

  it('pages through the queue without losing or repeating a case, and finds words, unread ones and owners', async () => {
    for (const key of ['a', 'b', 'c', 'd', 'e']) await house.say('相談員', key)
    await house.say('金属加工の100%補助', 'c')
    const browser = await as('suzuki')
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await browser.get(`cases?limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.cases.map((summary: { id: string }) => summary.id))
      cursor = body.next ?? ''
    } while (cursor)
    const ids = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(async (key) => (await house.openCase(key)).id))
    expect(seen).toEqual(ids)
    const found = async (query: string) =>
      (await browser.get(`cases?${query}`)).body.cases.map((summary: { id: string }) => summary.id)
    expect(await found(`q=${encodeURIComponent('金属加工の100%')}`)).toEqual([ids[2]])
    expect(await found('q=100_')).toEqual([])
    await browser.post(`cases/${ids[0]}/claim`)
    expect(await found('owner=me')).toEqual([ids[0]])
    expect(await found('owner=none')).toEqual(ids.slice(1))
    const { body } = await browser.get('cases')
    expect(body.counts).toMatchObject({ queue: 4, mine: 1, working: 1, open: 5 })
    expect(body.cases.find((summary: { id: string }) => summary.id === ids[2])).toMatchObject({
      unread: 2,
      awaiting: 'staff',
    })
    const { messages } = (await browser.get(`cases/${ids[2]}`)).body
    await browser.post(`cases/${ids[2]}/read`, { sequence: messages.at(-1).sequence })
    expect(await found('unread=1')).not.toContain(ids[2])
    for (const query of ['sort=x', 'limit=0', 'cursor=x', 'state=X']) {
      expect((await browser.get(`cases?${query}`)).status).toBe(400)
    }
  })

  it('narrows a list to what is late, nearly late, put off, out of reach, given up or refused', async () => {
    const { clock } = house
    for (const key of ['a', 'b', 'c', 'd']) {
      await house.say('相談員', key)
      clock.advance(4 * 60_000)
    }
    const [browser, leader] = [await as('suzuki'), await as('mori')]
    const ids = Object.fromEntries(
      await Promise.all(['a', 'b', 'c', 'd'].map(async (key) => [(await house.openCase(key)).id, key])),
    )
    const found = async (query: string) =>
      (await browser.get(`cases?${query}`)).body.cases.map((summary: { id: string }) => ids[summary.id])
    // After a quarter of an hour the user is told that it takes longer: that is the promise.
    expect(await found('mark=late')).toEqual(['a'])
    expect(await found('mark=soon')).toEqual(['b'])
    const { body } = await browser.get('cases')
    expect(body.counts).toMatchObject({ late: 1, resting: 0 })
    expect(body.cases.map(({ promise }: { promise: string }) => promise)).toEqual(['late', 'soon', 'kept', 'kept'])
    const idOf = (key: string) => Object.keys(ids).find((id) => ids[id] === key)
    for (const key of ['a', 'b']) {
      await browser.post(`cases/${idOf(key)}/claim`)
      await browser.post(`cases/${idOf(key)}/messages`, { text: '確かめます' })
    }
    expect(await found('mark=late')).toEqual([])
    expect((await browser.post(`cases/${idOf('a')}/snooze`, { minutes: 60 })).status).toBe(200)
    expect(await found('owner=me&mark=awake')).toEqual(['b'])
    expect(await found('mark=resting')).toEqual(['a'])
    expect((await browser.get('cases')).body.counts).toMatchObject({ mine: 1, resting: 1 })
    await house.send(house.event('left', '', { conversationKey: 'b' }))
    expect(await found('mark=unreachable')).toEqual(['b'])
    await browser.post(`cases/${idOf('c')}/claim`)
    await browser.post(`cases/${idOf('c')}/resolve`, { reason: 'rejected' })
    await leader.post(`cases/${idOf('d')}/claim`)
    await leader.post(`cases/${idOf('d')}/resolve`, { reason: 'idle' })
    expect(await found('mark=rejected')).toEqual(['c'])
    expect(await found('mark=expired')).toEqual(['d'])
    expect((await browser.get('cases?mark=x')).status).toBe(400)
  })

  it('leads from what the bot looked at to the page it was taken from, with the day it was checked', async () => {
    const { store, clock } = house
    const record = {
      name: 'Go-Tech事業',
      checkedOn: '2026-11-20',
      sources: [{ title: '冊子' }, { title: '公募要領', url: 'https://example.go.jp/gotech' }],
    } as unknown as LibraryRecord
    const library = { records: new Map([['gotech-r8', record]]) }
    desk = await createDesk({ store, clock, identifiers: randomIdentifiers, logger: silentLogger, library })
    await house.say('上限はいくら')
    await house.say('相談員')
    const browser = await as('suzuki')
    const [entry] = (await browser.get(`cases/${(await house.openCase()).id}`)).body.trail
    const known = { id: 'gotech-r8', checkedOn: '2026-11-20', url: 'https://example.go.jp/gotech' }
    expect(entry.records).toMatchObject([known])
    expect(entry.passages).toMatchObject([{ ...known, facet: 'amount' }])
  })

  it('shows who looks at a case and writes, and who is gone after a minute', async () => {
    await house.say('相談員')
    const { id } = await house.openCase()
    const [one, two] = [await as('suzuki'), await as('mori')]
    await one.post('presence', { status: 'online', viewing: id, typing: true, active: true })
    expect((await two.get(`cases/${id}`)).body.viewers).toEqual([{ login: 'suzuki', name: '鈴木', typing: true }])
    const presence = async () =>
      (await two.get('presence')).body.staff.find((person: { login: string }) => person.login === 'suzuki')
    expect(await presence()).toMatchObject({ presence: 'online', viewing: id })
    house.clock.advance(61_000)
    expect(await presence()).toMatchObject({ presence: 'offline', viewing: null, typing: false })
  })

  it('is set by leads, with a reason for the switches, and tells the second of two editors', async () => {
    const [responder, leader, admin] = [await as('suzuki'), await as('mori'), await as('ito')]
    const hours = { weekly: { tue: [{ open: '09:00', close: '17:00' }] }, holidays: true, closures: [] }
    expect((await responder.post('settings/hours', { value: hours })).status).toBe(403)
    expect((await leader.post('settings/hours', { value: hours, version: 0 })).body).toMatchObject({
      version: 1,
      changedBy: 'mori',
    })
    expect((await admin.post('settings/hours', { value: hours, version: 0 })).status).toBe(409)
    await house.say('相談員')
    expect((await house.openCase()).state).toBe('AFTER_HOURS')
    await leader.post('settings/hours', { value: { weekly: null } })
    await house.tick()
    expect((await house.openCase()).state).toBe('QUEUED')
    expect((await leader.post('settings/doors', { value: { web: { bot: false } } })).status).toBe(400)
    const off = await leader.post('settings/doors', { value: { web: { bot: false } }, reason: '誤答のため' })
    expect(off.body).toMatchObject({ value: { web: { bot: false }, line: { bot: true } }, reason: '誤答のため' })
  })

  it('takes the password of the mail server in and never gives it out', async () => {
    const admin = await as('ito')
    const mail = {
      host: 'smtp.example',
      port: 587,
      secure: false,
      user: 'desk',
      password: 'himitsu',
      from: 'a@example.jp',
      to: ['b@example.jp'],
    }
    const set = await admin.post('settings/notifications', { value: { mail } })
    expect(JSON.stringify(set.body)).not.toContain('himitsu')
    expect(set.body).toMatchObject({ passwordSet: true })
    await admin.post('settings/notifications', { value: { waitingMinutes: 5, mail: { ...mail, password: '' } } })
    const stored = await house.store.database
      .selectFrom('desk_settings')
      .select('value')
      .where('name', '=', 'notifications')
      .executeTakeFirst()
    expect(stored?.value).toContain('himitsu')
    expect((await (await as('mori')).post('settings/notifications', { value: {} })).status).toBe(403)
  })

  it('edits teams and work, passes to a team by name, and shows the wall', async () => {
    const [leader, responder] = [await as('mori'), await as('suzuki')]
    const { teams } = (await leader.get('teams')).body
    expect(teams.map((team: { name: string }) => team.name)).toEqual(['技術・DX', '経営', '知財', '補助金申請'])
    expect((await responder.post('teams', { teams: [] })).status).toBe(403)
    expect((await leader.post('staff/suzuki/work', { capacity: 2, teams: ['ip'], skills: ['知財'] })).status).toBe(200)
    await house.say('相談員')
    const { id } = await house.openCase()
    expect((await responder.post(`cases/${id}/transfer`, { team: 'ない班', note: 'x' })).status).toBe(400)
    await responder.post(`cases/${id}/transfer`, { team: '知財', note: '商標の質問' })
    expect((await responder.get('cases?team=mine')).body.cases).toHaveLength(1)
    expect((await leader.get('wall')).body).toMatchObject({
      counts: { queue: 1 },
      byTeam: [{ team: '知財', waiting: 1 }],
    })
  })
})
