import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BackOfficeAside, backOfficeAside } from '../../adapters/back-office/back-office-aside.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createNeighbourhood } from '../../storage/neighbours.ts'
import { openStore } from '../../storage/open-store.ts'
import type { Store } from '../../storage/store.ts'
import { createWorkplace, type KeptLog, keptLog, type Workplace } from '../knowledge/corpus-copy.ts'
import { eventually } from '../support/eventually.ts'

let place: Workplace
let log: KeptLog
let store: Store
let office: BackOfficeAside | undefined
let threads: Worker[]
beforeEach(async () => {
  place = await createWorkplace()
  log = keptLog()
  threads = []
  office = undefined
})
afterEach(async () => {
  await office?.close()
  await store.close()
  await place.remove()
})

const now = Date.parse('2026-11-23T10:00:00+09:00')

async function open(): Promise<BackOfficeAside> {
  const databaseUrl = `sqlite:${join(place.data, 'house.sqlite')}`
  const neighbourhood = createNeighbourhood()
  store = await openStore({
    url: databaseUrl,
    clock: systemClock,
    identifiers: randomIdentifiers,
    logger: silentLogger,
    neighbourhood,
  })
  const operator = { name: '窓口' }
  const consultant = { corpusDirectory: place.corpus, dataDirectory: place.data, operator, logLevel: 'silent' } as const
  office = await backOfficeAside(
    { databaseUrl, consultant, settings: { operatorName: operator.name, publicUrl: undefined, line: undefined } },
    { ground: async () => store, newPlace: neighbourhood.place },
    log,
    (task, at) => {
      const script = new URL('../../adapters/back-office/back-office-thread.ts', import.meta.url)
      const thread = new Worker(script, { workerData: { ...task, place: at }, transferList: [at.port] })
      threads.push(thread)
      return thread
    },
  )
  return office
}

/** Takes in a question as a door does. */
async function ask(eventId: string, text: string, conversationKey = 'somebody'): Promise<void> {
  await store.acceptEvents([
    { eventId, door: 'web', conversationKey, occurredAt: systemClock.now(), kind: 'message', text, replyTo: {} },
  ])
}

const answers = async (): Promise<string[]> =>
  (await store.database.selectFrom('outbox').select('payload').orderBy('sequence').execute()).map(
    ({ payload }) => payload,
  )

describe('the back office in a thread of its own', () => {
  it('answers what the doors took in, and tells the thread of the doors what is to go out there', async () => {
    const { start, isThere } = await open()
    await isThere()
    const heard: (readonly string[] | undefined)[] = []
    store.listen('outbox/web', (ids) => heard.push(ids))
    await ask('before', '特許料等の減免制度とは')
    expect(await answers()).toEqual([])
    await start()
    await eventually(async () => (await answers()).length > 0)
    expect((await answers())[0]).toContain('特許料')
    // Woken by the hint of the intake, not by the look of each second; the quickest of three, since others work beside it.
    const waits: number[] = []
    for (const name of ['another', 'a third', 'a fourth']) {
      const before = heard.length
      const began = performance.now()
      await ask(name, '窓口はどこですか', name)
      await eventually(() => heard.length > before)
      waits.push(performance.now() - began)
    }
    expect(Math.min(...waits)).toBeLessThan(900)
    const rows = await store.database.selectFrom('outbox').select('id').execute()
    expect(heard.flat().sort()).toEqual(rows.map(({ id }) => id).sort())
  })

  it('gives the desk the records, and what the consultant would say', async () => {
    const { consultant, records } = await open()
    expect(consultant.greeting().text).toContain('窓口')
    expect(records.get('ip-genmen')?.name).toBe('特許料等の減免制度')
    const { reply } = await consultant.turn({ text: '特許料等の減免制度とは', now, state: undefined })
    expect(reply.citations.map(({ id }) => id)).toContain('ip-genmen')
  })

  it('is replaced when its thread ends: what comes meanwhile is taken in at once and answered later', async () => {
    const { start, consultant } = await open()
    await start()
    await threads[0]?.terminate()
    const began = performance.now()
    await ask('meanwhile', '特許料等の減免制度とは')
    expect(performance.now() - began).toBeLessThan(1_000)
    await eventually(async () => (await answers()).length > 0, 30_000)
    expect(threads).toHaveLength(2)
    expect((await consultant.turn({ text: '窓口はどこですか', now, state: undefined })).reply.text).not.toBe('')
  }, 60_000)

  it('that cannot open its library says why', async () => {
    await rm(place.corpus, { recursive: true })
    await expect(open()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('the corpus folder cannot be read'),
    })
    await eventually(() => threads[0]?.threadId === -1)
  })

  it('writes beside the thread of the doors, and neither loses a row', async () => {
    const { start } = await open()
    await start()
    const names = Array.from({ length: 120 }, (_, count) => `visitor-${count}`)
    await Promise.all(names.map((name) => ask(`q-${name}`, 'こんにちは', name)))
    await eventually(async () => new Set(await spokenTo()).size === names.length, 30_000)
    expect((await spokenTo()).sort()).toEqual([...names].sort())
  }, 60_000)
})

/** The conversations that were answered, once for each answer. */
const spokenTo = async (): Promise<string[]> =>
  (
    await store.database
      .selectFrom('outbox')
      .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
      .select('conversations.conversation_key')
      .execute()
  ).map(({ conversation_key }) => conversation_key)
