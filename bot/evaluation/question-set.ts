import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { readJsonLines } from '../../knowledge/retrieval/read-lines.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { outcomeNames } from '../outcome.ts'

/** One conversation with what its last answer must be. */
const rowSchema = z.object({
  id: z.string().min(1),
  category: z.string().min(1),
  turns: z.array(z.string()).min(1),
  expect: z.object({
    /** The first is preferred, the others are accepted. */
    outcome: z.array(z.enum(outcomeNames)).min(1),
    /** One of these records is cited where the question is answered. */
    refs: z.array(z.string()).default([]),
    /** Of each group one alternative stands in the text; blanks, thousands separators and width do not count. */
    must: z.array(z.array(z.string()).min(1)).default([]),
    /** Patterns found in the text, likewise. */
    says: z.array(z.string()).default([]),
    /** Patterns found in the text whatever the outcome: a helpline, a notice of masked data. */
    always: z.array(z.string()).default([]),
    /** Patterns found in no turn. */
    mustNot: z.array(z.string()).default([]),
    /** An answer names the day of its facts or sends to the official page. */
    caveat: z.boolean().default(false),
  }),
  /** Must hold whatever the share of right answers is. */
  essential: z.boolean().default(false),
})
export type EvaluationRow = z.output<typeof rowSchema>

/** Reads a set of questions, a JSON row a line. Throws `misuse` that names every bad line. */
export async function readQuestionSet(file: string): Promise<EvaluationRow[]> {
  const stream = createReadStream(file)
  await once(stream, 'open').catch((cause: unknown) => {
    throw new AppError('misuse', 'unreadable question set', { publicText: `ファイルを開けません: ${file}`, cause })
  })
  const rows: EvaluationRow[] = []
  const faults: string[] = []
  for await (const line of readJsonLines(stream, file, rowSchema)) {
    if ('fault' in line) faults.push(line.fault)
    else rows.push(line.value)
  }
  if (faults.length > 0) throw new AppError('misuse', 'bad rows', { publicText: faults.join('\n') })
  return rows
}
