import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ConsultantAside, consultAside } from '../../../bot/aside/consult-aside.ts'
import type { ConsultantTask, Records } from '../../../bot/aside/consultant-task.ts'
import type { PublishedRecord } from '../../../knowledge/corpus-reader.ts'
import { createWorkplace, type KeptLog, keptLog, type Workplace } from '../../knowledge/corpus-copy.ts'
import { eventually } from '../../support/eventually.ts'
import { modelKey } from '../../support/model-house.ts'
import { startModelServer } from '../../support/model-server.ts'

let place: Workplace
let log: KeptLog
let rows: PublishedRecord[]
let aside: ConsultantAside | undefined
let records: Records
let threads: Worker[]
beforeEach(async () => {
  place = await createWorkplace()
  log = keptLog()
  rows = []
  threads = []
  aside = undefined
  records = new Map()
})
afterEach(async () => {
  await aside?.close()
  await place.remove()
})

const now = Date.parse('2026-11-23T10:00:00+09:00')
const question = { text: '特許料等の減免制度とは', now, state: undefined }

const used: { day: string; model: string }[] = []

async function open(model?: ConsultantTask['model']): Promise<ConsultantAside> {
  aside = await consultAside(
    {
      corpusDirectory: place.corpus,
      dataDirectory: place.data,
      operator: { name: '窓口' },
      logLevel: 'silent',
      model,
    },
    {
      published: async () => rows,
      publishedVersion: async () => String(rows.length),
      tokensUsedOn: async () => 0,
      addTokens: async (tokens) => void used.push(tokens),
      served(exchanged) {
        records = exchanged
      },
    },
    log,
    (task) => {
      const script = new URL('../../../bot/aside/consultant-thread.ts', import.meta.url)
      const thread = new Worker(script, { workerData: task })
      threads.push(thread)
      return thread
    },
  )
  return aside
}

describe('a consultant in a thread of its own', () => {
  it('greets and answers', async () => {
    const { consultant, isThere } = await open()
    await isThere()
    expect(consultant.greeting().text).toContain('窓口')
    const { outcome, reply, state } = await consultant.turn(question)
    expect(outcome).toMatchObject({ outcome: 'answered' })
    expect(reply.citations.map(({ id }) => id)).toContain('ip-genmen')
    expect((await consultant.turn({ text: '窓口はどこですか', now, state })).reply.text).not.toBe('')
    expect(records.get('ip-genmen')?.name).toBe('特許料等の減免制度')
    expect(consultant.summarise).toBeUndefined()
  })

  it('takes up what staff publish, for its answers and for the desk', async () => {
    const opened = await open()
    const content = await readFile(join(place.corpus, 'ip-genmen.md'), 'utf8')
    rows = [
      {
        id: 'ip-shinsei',
        content: content
          .replace('id: ip-genmen', 'id: ip-shinsei')
          .replace('name: 特許料等の減免制度', 'name: 彗星特許料の減免制度'),
      },
    ]
    await opened.reload('SIGHUP')
    expect(records.has('ip-shinsei')).toBe(true)
    const { reply } = await opened.consultant.turn({ ...question, text: '彗星特許料の減免制度とは' })
    expect(reply.citations.map(({ id }) => id)).toContain('ip-shinsei')
  })

  it('has the help of a model, whose tokens the house counts', async () => {
    const server = await startModelServer(modelKey)
    try {
      const need = '板橋区の会社が、試作品の費用に使える補助金を探しています。'
      server.always = { json: { lines: [{ kind: 'need', text: need, sources: ['M1'] }] } }
      const address = { model: 'stand-in', apiKey: modelKey, baseUrl: server.baseUrl }
      const { consultant } = await open({ ...address, dailyTokens: 1_000_000 })
      const said = '板橋区の会社です。試作品の費用に使える補助金を探しています。'
      expect(await consultant.summarise?.([{ id: 'a', speaker: 'user', text: said }])).toEqual([
        { kind: 'need', text: need, from: ['a'] },
      ])
      expect(used).toMatchObject([{ model: 'stand-in', used: { calls: 1 } }])
    } finally {
      await server.close()
    }
  })

  it('is replaced when its thread ends: turns at work can be tried again, those that come meanwhile wait', async () => {
    const { consultant, isThere } = await open()
    const atWork = consultant.turn(question)
    const ended = expect(atWork).rejects.toMatchObject({ code: 'unavailable', retryable: true })
    await threads[0]?.terminate()
    await ended
    const { reply } = await consultant.turn(question)
    expect(reply.citations.map(({ id }) => id)).toContain('ip-genmen')
    await isThere()
    expect(threads).toHaveLength(2)
  })

  it('that cannot open its library says why', async () => {
    await rm(place.corpus, { recursive: true })
    await expect(open()).rejects.toMatchObject({ code: expect.any(String) })
    await eventually(() => threads[0]?.threadId === -1)
  })
})
