import type { Bench } from './bench.ts'
import { multiplyPassages } from './multiply-passages.ts'
import { readPassageSet, recordsAsQuestions } from './passage-set.ts'
import { runEngine } from './run-engine.ts'
import { table } from './table.ts'

const mostQuestions = 500
/** Peers are asked at sizes that they can bear. */
const peersUpTo = 10_000
const peers = ['sqlite fts5, trigram', 'minisearch, bigrams']

/** How build, search and memory grow with the collection. */
export const scale: Bench = async ({ options, folder, print }) => {
  const { corpus, questions, sizes } = options
  const base = corpus && questions ? await readPassageSet(corpus, questions) : await recordsAsQuestions()
  const figures = []
  for (const size of (sizes ?? '1000,10000,100000').split(',').map(Number)) {
    const grown = multiplyPassages({ ...base, questions: base.questions.slice(0, mostQuestions) }, size)
    for (const name of ['madoguchi', ...(size <= peersUpTo ? peers : [])]) {
      figures.push(await runEngine(name, grown, folder))
      process.stderr.write(`${size} ${name}\n`)
    }
  }
  const ours = figures.filter(({ engine }) => engine === 'madoguchi')
  const smallest = ours[0]
  print(
    table(
      ['passages', 'engine', 'build s', 'p50 ms', 'p95 ms', 'RSS MB', 'p50 × smallest'],
      figures.map((one) => [
        String(one.passages),
        one.engine,
        one.buildSeconds.toFixed(1),
        one.p50Ms.toFixed(2),
        one.p95Ms.toFixed(2),
        one.rssMb.toFixed(0),
        one.engine === 'madoguchi' && smallest ? (one.p50Ms / smallest.p50Ms).toFixed(1) : '',
      ]),
    ),
  )
  return figures
}
