import { readFile } from 'node:fs/promises'
import { createConsultant } from '../../bot/create-consultant.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { quantile } from '../../storage/ground/quantile.ts'
import { checkedDay, openRealLibrary } from '../support/consultant.ts'
import type { Bench } from './bench.ts'
import { table } from './table.ts'

const parallel = 16
const rounds = 3
/** Not counted: what is cut and kept at the first look (records into sentences) is cut then. */
const warmUps = 1

/** Whole turns without a model over the shipped corpus, sixteen conversations at once, beside the search alone. */
export const turn: Bench = async ({ folder, print }) => {
  const library = await openRealLibrary(folder)
  const consultant = createConsultant({ library, operator: { name: '窓口' }, logger: silentLogger })
  const text = await readFile(new URL('../eval/questions.jsonl', import.meta.url), 'utf8')
  const conversations: string[][] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).turns)

  const searches: number[] = []
  const turns: number[] = []
  let counted = false
  const converse = async (words: readonly string[]) => {
    let state: JsonObject | undefined
    for (const question of words) {
      const asked = performance.now()
      ;({ state } = await consultant.turn({ text: question, now: checkedDay, state }))
      if (counted) turns.push(performance.now() - asked)
      // As a server would: the others get their turn.
      await new Promise(setImmediate)
    }
  }
  for (let round = -warmUps; round < rounds; round += 1) {
    counted = round >= 0
    const waiting = [...conversations]
    const worker = async () => {
      for (let words = waiting.shift(); words; words = waiting.shift()) await converse(words)
    }
    await Promise.all(Array.from({ length: parallel }, worker))
    for (const question of conversations.flat()) {
      const asked = performance.now()
      library.search(question, { limit: 40 })
      if (counted) searches.push(performance.now() - asked)
    }
  }
  const figures = [
    { what: `a whole turn, ${parallel} conversations at once`, times: turns },
    { what: 'its search alone', times: searches },
  ].map(({ what, times }) => {
    times.sort((a, b) => a - b)
    return {
      what,
      count: times.length,
      p50Ms: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      p99Ms: quantile(times, 0.99),
    }
  })
  const alone = figures[1]
  print(
    table(
      ['', 'count', 'p50 ms', 'p95 ms', 'p99 ms', 'p50 × search'],
      figures.map(({ what, count, p50Ms, p95Ms, p99Ms }) => [
        what,
        String(count),
        p50Ms.toFixed(2),
        p95Ms.toFixed(2),
        p99Ms.toFixed(2),
        (p50Ms / (alone?.p50Ms ?? 1)).toFixed(1),
      ]),
    ),
  )
  return figures
}
