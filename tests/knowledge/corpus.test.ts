import { beforeAll, describe, expect, it } from 'vitest'
import { readCorpus } from '../../knowledge/corpus-reader.ts'
import { examineCorpus } from '../../knowledge/doctor.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { japanInstant } from '../../storage/ground/japan-time.ts'

const directory = new URL('../../knowledge/corpus', import.meta.url).pathname

let records: KnowledgeRecord[]
let lastCheck: number
beforeAll(async () => {
  records = [...(await readCorpus(directory)).records.values()].map(({ record }) => record)
  // The day of the newest check: the records are examined as of when they were written, not as of when tests run.
  lastCheck = Math.max(...records.map(({ checkedOn }) => japanInstant(checkedOn, true) ?? 0))
})

describe('the corpus we ship', () => {
  it('has no fault that the doctor finds', async () => {
    const findings = await examineCorpus(directory, lastCheck)
    const errors = findings.filter(({ severity }) => severity === 'error')
    expect(errors.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([])
  })

  it('answers no programme of the operator as begun', () => {
    const planned = records.filter(({ status }) => status === 'planned')
    expect(planned.length).toBeGreaterThan(0)
    for (const { id, deadline } of planned) expect([id, deadline?.policy ?? 'planned']).toEqual([id, 'planned'])
  })
})
