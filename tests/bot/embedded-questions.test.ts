import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Library } from '../../knowledge/library.ts'
import { consultantOver, openRealLibrary, talk } from '../support/consultant.ts'

let data: string
let library: Library
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'madoguchi-embedded-'))
  library = await openRealLibrary(data)
})
afterAll(() => rm(data, { recursive: true, force: true }))

it('what is sent to a server of embeddings has personal data masked', async () => {
  const asked: string[] = []
  const listening: Library = {
    ...library,
    async embedQuestion(question) {
      asked.push(question)
      return undefined
    },
  }
  await talk(consultantOver(listening), [
    '電話は090-1234-5678、taro@example.jpです。依頼試験をしたいのですが費用の補助はありますか',
  ])
  expect(asked).toHaveLength(1)
  expect(asked[0]).toContain('依頼試験')
  expect(asked[0]).not.toMatch(/1234|taro/)
})

it('a server that does not answer leaves the answer as it is without one', async () => {
  const question = '大学と共同研究をするときの助成はありますか'
  const silent: Library = { ...library, embedQuestion: async () => undefined }
  const without = await talk(consultantOver(library), [question])
  expect((await talk(consultantOver(silent), [question])).reply).toEqual(without.reply)
})
