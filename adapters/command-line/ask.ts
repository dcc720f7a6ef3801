import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Consultant, TurnResult } from '../../bot/consultant.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { type JsonObject, parseJson } from '../../storage/ground/json.ts'
import { texts } from './texts.ts'

/** One answered turn as printed by `ask --json` and `ask --batch`. */
export interface PrintedTurn {
  outcome: string
  reason: string
  text: string
  citations: { id: string; title: string; url?: string }[]
  suggestions: string[]
}

const rowSchema = z.object({ id: z.string(), turns: z.array(z.string()).min(1) })

/** Reads `--now`; throws `misuse` for what is no date. */
export function parseNow(value: string | undefined, fallback: () => number): () => number {
  if (value === undefined) return fallback
  const instant = Date.parse(value)
  if (Number.isNaN(instant)) throw new AppError('misuse', 'bad --now', { publicText: texts.badNow(value) })
  return () => instant
}

/** Puts the turns of one conversation to the consultant, each after the other. */
export async function converse(
  consultant: Consultant,
  turns: readonly string[],
  now: () => number,
): Promise<PrintedTurn[]> {
  const answers: PrintedTurn[] = []
  let state: JsonObject | undefined
  for (const text of turns) {
    const result = await consultant.turn({ text, now: now(), state })
    state = result.state
    answers.push(printed(result))
  }
  return answers
}

const printed = ({ outcome, reply }: TurnResult): PrintedTurn => ({
  outcome: outcome.outcome,
  reason: outcome.reason,
  text: reply.text,
  citations: reply.citations.map(({ id, title, url }) => ({ id, title, ...(url ? { url } : {}) })),
  suggestions: reply.suggestions,
})

/** An answer for a person at a terminal. */
export function readable(turn: PrintedTurn): string {
  const sources = turn.citations.map(({ title, url }) => `  ・${title}${url ? `\n    ${url}` : ''}`)
  return [turn.text, ...(sources.length > 0 ? ['', `${texts.sources}:`, ...sources] : [])].join('\n')
}

export interface BatchStreams {
  out(line: string): void
  progress(line: string): void
}

/** Runs a file of conversations. A bad line is named and skipped; returns the number of bad lines. */
export async function askBatch(
  consultant: Consultant,
  file: string,
  now: () => number,
  streams: BatchStreams,
): Promise<number> {
  const content = await readFile(file, 'utf8').catch((cause) => {
    throw new AppError('misuse', 'unreadable batch file', { publicText: texts.missingFile(file), cause })
  })
  const lines = content.split('\n').map((line, index) => ({ line: line.trim(), number: index + 1 }))
  const filled = lines.filter(({ line }) => line !== '')
  let bad = 0
  for (const [index, { line, number }] of filled.entries()) {
    const value = parseJson(line)
    const row = rowSchema.safeParse(value)
    if (row.success) {
      streams.out(JSON.stringify({ id: row.data.id, turns: await converse(consultant, row.data.turns, now) }))
    } else {
      bad += 1
      streams.progress(texts.badLine(file, number, value === undefined ? texts.notJson : texts.wrongShape))
    }
    if ((index + 1) % 50 === 0 || index + 1 === filled.length)
      streams.progress(texts.progress(index + 1, filled.length))
  }
  return bad
}
