import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { consultantOver, openRealLibrary, talk } from '../support/consultant.ts'
import { outcomeNames } from '../support/outcome-names.ts'

/** One question of tests/fixtures/questions.jsonl. Patterns are tried on the last answer without commas and blanks. */
const rowSchema = z.strictObject({
  turns: z.array(z.string()).min(1),
  outcome: z.array(z.enum(outcomeNames)).min(1),
  /** One of these records is cited when the question is answered. */
  cites: z.array(z.string()).optional(),
  /** Every pattern is found where the question is answered or refused. */
  says: z.array(z.string()).optional(),
  neverSays: z.array(z.string()).optional(),
  /** Must hold whatever the share of right answers is. */
  must: z.boolean().optional(),
})
type Row = z.infer<typeof rowSchema>

const rows = readFileSync(new URL('../fixtures/questions.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => rowSchema.parse(JSON.parse(line)))

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-questions-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** What is wrong with the last answer to a row; empty when nothing is. */
async function faults(row: Row, consultant: ReturnType<typeof consultantOver>): Promise<string[]> {
  const { outcome, reply } = await talk(consultant, row.turns)
  const text = reply.text.normalize('NFKC').replace(/[,\s]/g, '')
  const found: string[] = []
  if (!row.outcome.includes(outcome.outcome)) found.push(`outcome ${outcome.outcome}, not ${row.outcome.join(' or ')}`)
  const answers = outcome.outcome === 'answered'
  const cited = reply.citations.map(({ id }) => id)
  if (answers && row.cites && !row.cites.some((id) => cited.includes(id))) found.push(`cites ${cited.join(', ')}`)
  if (answers || outcome.outcome === row.outcome[0]) {
    for (const says of row.says ?? []) if (!new RegExp(says, 'iu').test(text)) found.push(`does not say ${says}`)
  }
  for (const never of row.neverSays ?? []) if (new RegExp(never, 'iu').test(text)) found.push(`says ${never}`)
  return found
}

describe('questions as people ask them', () => {
  it('gets nine of ten right, and each that must be', async () => {
    const consultant = consultantOver(await openRealLibrary(directory))
    const wrong: { row: Row; line: string }[] = []
    for (const row of rows) {
      const found = await faults(row, consultant)
      if (found.length > 0) wrong.push({ row, line: `${row.turns.join(' ▸ ')} — ${found.join('; ')}` })
    }
    const told = wrong.map(({ line }) => line).join('\n')
    expect(wrong.filter(({ row }) => row.must).map(({ line }) => line)).toEqual([])
    expect(1 - wrong.length / rows.length, told).toBeGreaterThanOrEqual(0.9)
  })
})
