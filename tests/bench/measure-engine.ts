import { quantile } from '../../storage/ground/quantile.ts'
import { engines } from './engines/all-engines.ts'
import { readSetFile } from './passage-set.ts'

/** What one engine shows on one set; printed as JSON by its own process, so that its memory is its own. */
export interface EngineFigures {
  engine: string
  passages: number
  questions: number
  mrr10: number
  recall1: number
  recall10: number
  p50Ms: number
  p95Ms: number
  buildSeconds: number
  rssMb: number
}

const top = 10
const [, , name = '', file = ''] = process.argv
const build = engines[name]
if (!build) throw new Error(`no engine ${name}`)
const { passages, questions } = readSetFile(file)

const began = performance.now()
const engine = await build(passages)
const buildSeconds = (performance.now() - began) / 1000
for (const { text } of questions.slice(0, 20)) await engine.search(text, top)

const times: number[] = []
let reciprocal = 0
let first = 0
let found = 0
for (const { text, relevant } of questions) {
  const asked = performance.now()
  const ids = await engine.search(text, top)
  times.push(performance.now() - asked)
  const rank = ids.findIndex((id) => relevant.includes(id)) + 1
  if (rank === 0) continue
  reciprocal += 1 / rank
  found += 1
  if (rank === 1) first += 1
}
times.sort((a, b) => a - b)
const figures: EngineFigures = {
  engine: name,
  passages: passages.length,
  questions: questions.length,
  mrr10: reciprocal / questions.length,
  recall1: first / questions.length,
  recall10: found / questions.length,
  p50Ms: quantile(times, 0.5),
  p95Ms: quantile(times, 0.95),
  buildSeconds,
  rssMb: process.memoryUsage.rss() / 2 ** 20,
}
console.log(JSON.stringify(figures))
