import type { Bench } from './bench.ts'
import { engines, quickEngines } from './engines/all-engines.ts'
import { readPassageSet, recordsAsQuestions } from './passage-set.ts'
import { runEngine } from './run-engine.ts'
import { table } from './table.ts'

/** Our search beside what a user could pick off the shelf, on one set, in one run. */
export const retrieval: Bench = async ({ options, folder, print }) => {
  const { corpus, questions, quick } = options
  const set = corpus && questions ? await readPassageSet(corpus, questions) : await recordsAsQuestions()
  print(`${set.name}: ${set.passages.length} passages, ${set.questions.length} questions`)
  const figures = []
  for (const name of quick ? quickEngines : Object.keys(engines)) {
    figures.push(await runEngine(name, set, folder))
    process.stderr.write(`${name}\n`)
  }
  const [ours] = figures
  if (!ours) return figures
  print(
    table(
      ['engine', 'MRR@10', 'R@1', 'R@10', 'p50 ms', 'p95 ms', 'build s', 'RSS MB', 'MRR − ours', 'time × ours'],
      figures.map((one) => [
        one.engine,
        one.mrr10.toFixed(3),
        one.recall1.toFixed(3),
        one.recall10.toFixed(3),
        one.p50Ms.toFixed(2),
        one.p95Ms.toFixed(2),
        one.buildSeconds.toFixed(1),
        one.rssMb.toFixed(0),
        (one.mrr10 - ours.mrr10).toFixed(3),
        (one.p50Ms / ours.p50Ms).toFixed(1),
      ]),
    ),
  )
  return figures
}
