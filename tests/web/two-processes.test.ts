import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { eventually } from '../support/eventually.ts'
import { createSqlitePlace, type Place } from '../support/place.ts'
import { createPostgresPlace, postgresAvailable } from '../support/postgres.ts'
import { openWebHouse } from '../support/web-house.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const places: [string, () => Promise<Place>][] = [
  ['SQLite', createSqlitePlace],
  ...((await postgresAvailable()) ? [['PostgreSQL', createPostgresPlace] as [string, () => Promise<Place>]] : []),
]

interface Said {
  id: string
  text: string
  timestamp: string
  channelData: Record<string, unknown>
}

describe.each(places)('two servers on one %s', (_, createPlace) => {
  it('a visitor of one hears what the other says, and what comes at once stands in one order without gaps', async () => {
    const place = await createPlace()
    cleanups.push(() => place.remove())
    const rates = { postsOfConversation: { burst: 100, perSecond: 100 } }
    const one = await openWebHouse({ url: place.url, rates })
    cleanups.push(() => one.stop())
    const two = await openWebHouse({ url: place.url, rates })
    cleanups.push(() => two.stop())

    const call = async (base: string, method: string, path: string, token: string, body?: object) => {
      const headers = { authorization: `Bearer ${token}`, origin: base, 'content-type': 'application/json' }
      const response = await fetch(`${base}/v3/directline${path}`, {
        method,
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      expect(response.ok).toBe(true)
      return (await response.json()) as Record<string, string>
    }
    const { token = '', conversationId = '' } = await call(one.base, 'POST', '/tokens/web', '', {})
    const { streamUrl = '' } = await call(one.base, 'POST', '/conversations', token, {})
    const heard: Said[] = []
    const socket = new WebSocket(streamUrl)
    cleanups.push(() => socket.terminate())
    socket.on('message', (data) => {
      if (String(data) === '') return
      const { activities } = JSON.parse(String(data)) as { activities: (Said & { type: string })[] }
      heard.push(...activities.filter(({ type }) => type === 'message'))
    })
    await eventually(() => heard.length === 1)

    // One token opens the conversation on either server: the key is in the database.
    const posts = Array.from({ length: 12 }, (_, index) =>
      call(index % 2 ? one.base : two.base, 'POST', `/conversations/${conversationId}/activities`, token, {
        type: 'message',
        text: `同時の質問${index}`,
      }),
    )
    await Promise.all(posts)
    await two.say(conversationId, {
      replies: [{ text: '隣の窓口から', citations: [], suggestions: [] }],
      sender: 'staff',
    })
    await eventually(() => heard.length === 26, 15_000)

    expect(new Set(heard.map(({ id }) => id)).size).toBe(26)
    expect(heard.map(({ channelData }) => channelData['webchat:sequence-id'])).toEqual(
      Array.from({ length: 26 }, (_, index) => index + 1),
    )
    const times = heard.map(({ timestamp }) => Date.parse(timestamp))
    for (const [index, time] of times.entries()) expect(time).toBeGreaterThan(times[index - 1] ?? 0)
    expect(heard.map(({ text }) => text)).toContain('隣の窓口から')
  })

  it('an answer whose delivery is repeated after a crash is shown once', async () => {
    const place = await createPlace()
    cleanups.push(() => place.remove())
    const house = await openWebHouse({ url: place.url, answer: () => [] })
    cleanups.push(() => house.stop())
    const minted = await fetch(`${house.base}/v3/directline/tokens/web`, {
      method: 'POST',
      headers: { origin: house.base },
    })
    const { token } = (await minted.json()) as { token: string }
    const headers = { authorization: `Bearer ${token}` }
    await fetch(`${house.base}/v3/directline/conversations`, { method: 'POST', headers })
    const rows = () => house.store.database.selectFrom('activities').select('id').execute()
    const sent = () => house.store.database.selectFrom('outbox').select(['status', 'attempts']).executeTakeFirst()
    await eventually(async () => (await rows()).length === 1 && (await sent())?.status === 'sent')
    // As if the process had ended between the send and its record.
    await house.store.database.updateTable('outbox').set({ status: 'pending', lease_until: 0 }).execute()
    house.store.notify('outbox')
    await eventually(async () => {
      const row = await sent()
      return row?.status === 'sent' && row.attempts === 2
    })
    expect(await rows()).toHaveLength(1)
  })
})
