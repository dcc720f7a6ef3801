import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { addStaff } from '../../../handoff/staff/accounts.ts'
import { findOpenCase } from '../../../storage/cases.ts'
import { findConversationByKey } from '../../../storage/conversations.ts'
import { systemClock } from '../../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../../storage/ground/identifiers.ts'
import { silentLogger } from '../../../storage/ground/logger.ts'
import { openStore } from '../../../storage/open-store.ts'
import type { Store } from '../../../storage/store.ts'
import { type RunningHouse, startMadoguchi } from '../../support/madoguchi-process.ts'
import type { Place } from '../../support/place.ts'

const password = 'とても長い合言葉です2026'
/** Long, for machines that do much else at the same time. */
const DEADLINE_MS = 60_000

/** Somebody at the desk: logged in at one of the servers, with their cookie and csrf value. */
export interface Sitting {
  login: string
  name: string
  post(path: string, body?: object): Promise<{ status: number; body: { error?: Record<string, unknown> } }>
}

const addressOf = (visitor: number): string => `198.18.${Math.floor(visitor / 250)}.${(visitor % 250) + 1}`

async function sitDown(base: string, login: string, name: string): Promise<Sitting> {
  const send = (path: string, headers: Record<string, string>, body: object) =>
    fetch(`${base}/desk/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: base, ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
  const entered = await send('login', {}, { login, password })
  if (!entered.ok) throw new Error(`${login} cannot log in: ${entered.status}`)
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const { csrf } = (await entered.json()) as { csrf: string }
  const sitting: Sitting = {
    login,
    name,
    post: async (path, body = {}) => {
      const answer = await send(path, { cookie, 'x-csrf-token': csrf }, body)
      return { status: answer.status, body: (await answer.json()) as { error?: Record<string, unknown> } }
    },
  }
  // Without the csrf value the same button does nothing: the servers stand as they are run.
  const unguarded = await send('cases/nobody/claim', { cookie }, {})
  if (unguarded.status !== 403) throw new Error(`a press without csrf was answered with ${unguarded.status}`)
  return sitting
}

export interface ServedDesk {
  store: Store
  servers: RunningHouse[]
  /** One member of staff at each server. */
  staff: Sitting[]
  /** A visitor of the first server's page; returns the key of their conversation. */
  visit(): Promise<string>
  /** Words of a visitor, by Direct Line. */
  say(key: string, text: string): Promise<void>
  /** The open case of a visitor, once a server has opened it. */
  caseOf(key: string, state: string): Promise<string>
  close(): Promise<void>
}

/** `main.ts serve`, once for each of `people`, over one database; each of them logged in at their own. */
export async function openServedDesk(
  createPlace: () => Promise<Place>,
  people: readonly { login: string; name: string }[],
  settings: Record<string, string> = {},
): Promise<ServedDesk> {
  const place = await createPlace()
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-served-'))
  const store = await openStore({
    url: place.url,
    clock: systemClock,
    identifiers: randomIdentifiers,
    logger: silentLogger,
  })
  const servers: RunningHouse[] = []
  const close = async () => {
    for (const server of servers) await server.stop()
    await store.close()
    await place.remove()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    for (const { login, name } of people) {
      await addStaff(store, randomIdentifiers, { login, name, role: 'responder', password })
    }
    // One after the other: the second finds the index that the first has built.
    for (const _ of people) {
      servers.push(await startMadoguchi({ DATABASE_URL: place.url, DATA_DIR: folder, ...settings }))
    }
    const staff = await Promise.all(
      people.map(({ login, name }, index) => sitDown(servers[index]?.url ?? '', login, name)),
    )
    const tokens = new Map<string, string>()
    const directLine = async (path: string, headers: Record<string, string>, body: object) => {
      const answer = await fetch(`${servers[0]?.url}/v3/directline${path}`, {
        method: 'POST',
        // Each visitor has an address of their own, as behind a proxy: the limits are for one address.
        headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(tokens.size), ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(DEADLINE_MS),
      })
      if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`)
      return (await answer.json()) as Record<string, string>
    }
    return {
      store,
      servers,
      staff,
      async visit() {
        const { conversationId = '', token = '' } = await directLine(
          '/tokens/web',
          { origin: servers[0]?.url ?? '' },
          {},
        )
        await directLine('/conversations', { authorization: `Bearer ${token}` }, {})
        tokens.set(conversationId, token)
        return conversationId
      },
      async say(key, text) {
        const activity = { type: 'message', text, from: { id: 'visitor' } }
        const authorization = `Bearer ${tokens.get(key)}`
        await directLine(`/conversations/${key}/activities`, { authorization }, activity)
      },
      async caseOf(key, state) {
        for (const until = Date.now() + DEADLINE_MS; Date.now() < until; await sleep(20)) {
          const conversation = await findConversationByKey(store.database, 'web', key)
          const row = conversation && (await findOpenCase(store.database, conversation.id))
          if (row?.state === state) return row.id
        }
        throw new Error(`no case of ${key} in ${state}`)
      },
      close,
    }
  } catch (thrown) {
    await close()
    throw thrown
  }
}
