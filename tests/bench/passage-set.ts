import { createReadStream, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readCorpus } from '../../knowledge/corpus-reader.ts'
import { readJsonLines } from '../../knowledge/retrieval/read-lines.ts'

export interface BenchPassage {
  id: string
  title: string
  text: string
}

export interface BenchQuestion {
  id: string
  text: string
  /** Passages that answer it. */
  relevant: string[]
}

export interface PassageSet {
  name: string
  passages: BenchPassage[]
  questions: BenchQuestion[]
}

const passageLine = z.object({ id: z.coerce.string(), title: z.string().default(''), text: z.string() })
const questionLine = z.object({
  id: z.coerce.string(),
  text: z.string(),
  relevant: z.record(z.string(), z.number()).transform((grades) => Object.keys(grades)),
})

async function readLines<T extends z.ZodType>(file: string, schema: T): Promise<z.output<T>[]> {
  const rows: z.output<T>[] = []
  for await (const line of readJsonLines(createReadStream(file), file, schema)) {
    if ('fault' in line) throw new Error(line.fault)
    rows.push(line.value)
  }
  return rows
}

/** Passages and questions from files of JSON lines, in the form of `madoguchi retrieve`; `relevant` maps ids to grades. */
export const readPassageSet = async (passages: string, questions: string): Promise<PassageSet> => ({
  name: passages,
  passages: await readLines(passages, passageLine),
  questions: await readLines(questions, questionLine),
})

const corpus = fileURLToPath(new URL('../../knowledge/corpus', import.meta.url))

/**
 * The shipped records as a list of frequent questions: the first sample question of each is the title, the others are
 * asked. What anybody has who has only this repository.
 */
export async function recordsAsQuestions(): Promise<PassageSet> {
  const { records } = await readCorpus(corpus)
  const set: PassageSet = { name: 'the shipped records as frequent questions', passages: [], questions: [] }
  for (const { record } of records.values()) {
    const [title, ...others] = record.questions
    if (title === undefined || others.length === 0) continue
    const text = [record.what, record.who, record.amount, record.how].flatMap((block) => (block ? [block.text] : []))
    set.passages.push({ id: record.id, title, text: text.join('\n') })
    for (const [place, question] of others.entries())
      set.questions.push({ id: `${record.id}-${place}`, text: question, relevant: [record.id] })
  }
  return set
}

/** A set handed to another process as a file. */
export const readSetFile = (file: string): PassageSet => JSON.parse(readFileSync(file, 'utf8'))
