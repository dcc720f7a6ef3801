import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSourceMarks } from '../../../bot/model/source-marks.ts'
import type { Library } from '../../../knowledge/library.ts'
import { openRealLibrary, talk } from '../../support/consultant.ts'
import { consultantWithModel, modelKey } from '../../support/model-house.ts'
import { type ModelServer, startModelServer } from '../../support/model-server.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-moderation-'))
let server: ModelServer
let library: Library
beforeAll(async () => {
  server = await startModelServer(modelKey)
  library = await openRealLibrary(directory)
})
beforeEach(() => {
  const record = library.records.get('itabashi-sangakuko')
  if (!record) throw new Error('no record')
  const items = [{ text: `${reworded}。`, sources: [createSourceMarks().markRecord(record)] }]
  server.always = { json: { complete: true, items } }
  server.requests.length = 0
  server.moderated.length = 0
})
afterAll(async () => {
  await server.close()
  rmSync(directory, { recursive: true, force: true })
})

/** True, and not as the records say it. */
const reworded = '上限150万円、助成率2/3以内です'
const question = '板橋区の産学公連携の助成金はいくら？'

describe('the words of a user, judged by the server', () => {
  it('go there masked, and an answer that is clear is worded by the model', async () => {
    server.moderation = { categories: [] }
    const { reply } = await talk(consultantWithModel(library, server), [`${question} 電話は090-1234-5678です`])
    expect(server.moderated).toHaveLength(1)
    expect(server.moderated[0]).not.toContain('1234')
    expect(reply.text).toContain(reworded)
  })
  it('that tell of harm to oneself get help lines and staff at once, whatever else they ask', async () => {
    server.moderation = { categories: ['self-harm/intent'] }
    const { outcome, reply, effects, trail } = await talk(consultantWithModel(library, server), [question])
    expect(outcome).toEqual({ outcome: 'handoff', reason: 'crisis' })
    expect(reply.text).toMatch(/0120/)
    expect(reply.text).not.toContain('150万円')
    expect(effects).toMatchObject([{ type: 'open-case', urgent: true }])
    expect(trail.intent).toBe('crisis')
  })
  it.each([
    ['judged harmful', { categories: ['illicit'] }],
    ['that could not be judged', { status: 500 }],
  ])('%s are answered from the records alone', async (_, moderation) => {
    server.moderation = moderation
    const { outcome, reply, trail } = await talk(consultantWithModel(library, server), [question])
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toContain('150万円')
    expect(reply.text).not.toContain(reworded)
    expect(trail.model?.result).toBe('moderation')
  })
  it('in anger at the office are answered like any others', async () => {
    server.moderation = { categories: ['harassment'] }
    const { reply } = await talk(consultantWithModel(library, server), [question])
    expect(reply.text).toContain(reworded)
  })
  it('are not sent again to a server that has no moderation', async () => {
    server.moderation = 'absent'
    const consultant = consultantWithModel(library, server)
    expect((await talk(consultant, [question])).reply.text).toContain(reworded)
    server.moderation = { categories: [] }
    await talk(consultant, [question])
    expect(server.moderated).toEqual([])
  })
})
