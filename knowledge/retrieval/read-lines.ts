import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { parseJson } from '../../storage/ground/json.ts'
import { japaneseIssueText } from '../record/issue-text.ts'

/** A line of a JSONL file: its value, or what is wrong with it as `file:line: message`. */
export type JsonLine<T> = { value: T } | { value: undefined; fault: string }

const identifier = z.union([z.string().min(1), z.number().transform(String)])
export const passageLine = z.object({ id: identifier, title: z.string().optional(), text: z.string() })
export const questionLine = z.object({ id: identifier, text: z.string().trim().min(1) })

/** Reads JSON lines of one shape from a stream; blank lines are passed over, bad ones told and passed over. */
export async function* readJsonLines<T extends z.ZodType>(
  input: Readable,
  name: string,
  schema: T,
): AsyncGenerator<JsonLine<z.output<T>>> {
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    const text = line.replace(/^\uFEFF/, '').trim()
    if (text === '') continue
    const parsed = parseJson(text)
    if (parsed === undefined) {
      yield { value: undefined, fault: `${name}:${number}: JSON として読めません` }
      continue
    }
    const result = schema.safeParse(parsed, { error: japaneseIssueText })
    if (result.success) {
      yield { value: result.data }
      continue
    }
    const faults = result.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(' '))
    yield { value: undefined, fault: `${name}:${number}: ${faults.join('、')}` }
  }
}
