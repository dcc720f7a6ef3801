import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fill } from '../../knowledge/embeddings/embedding-options.ts'
import type { Library } from '../../knowledge/library.ts'
import { openLibrary } from '../../knowledge/open-library.ts'
import { fixtureCorpus, keptLog } from '../knowledge/corpus-copy.ts'
import { createConceptEmbedder } from '../support/concept-embedder.ts'
import { spoilFolder } from './damage.ts'
import type { ChildTask, RoundResult } from './index-files.ts'
import { seededDice } from './seeded.ts'

// One batch of the drill in a process of its own: native code that ends it takes nothing else along.
const { from, to, seed, dieAt } = JSON.parse(process.argv[2] ?? '{}') as ChildTask
const root = await mkdtemp(join(tmpdir(), 'madoguchi-drill-'))
const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

const embedder = createConceptEmbedder()
const record = (state: string) => join(root, state, 'ip-genmen.md')
for (const state of ['now', 'before']) await cp(fixtureCorpus, join(root, state), { recursive: true })
await writeFile(record('now'), `${await readFile(record('now'), 'utf8')}\n船の設計も対象です。\n`)

async function open(state: string, data: string, fill: Fill) {
  const log = keptLog()
  const embedding = { embedder, fill }
  const library = await openLibrary({
    corpusDirectory: join(root, state),
    dataDirectory: join(root, data),
    logger: log,
    embedding,
  })
  return { library, warnings: log.warnings() }
}

const questions = ['特許の減免', '船の設計', '共同研究助成金の上限', '試験場で測りたい', 'おまけしてもらえる', '火星']
async function answers(library: Library, withMeaning: boolean): Promise<string> {
  const rows: unknown[] = []
  for (const question of questions) {
    const vector = withMeaning ? await library.embedQuestion?.(question) : undefined
    const hits = library.search(question, { vector })
    rows.push(hits.map(({ recordId, facet, score }) => [recordId, facet, score.toFixed(4)]))
  }
  return JSON.stringify(rows)
}

const right: Record<string, { words: string; meaning: string }> = {}
for (const state of ['now', 'before']) {
  const { library } = await open(state, `right-${state}`, 'all')
  right[state] = { words: await answers(library, false), meaning: await answers(library, true) }
}
// `turned`: the state before, then the one now. `twin`: the one now, stored by two processes at once.
await open('before', 'turned', 'all')
await open('now', 'turned', 'all')
await Promise.all([open('now', 'twin', 'all'), open('now', 'twin', 'all')])

for (let round = from; round < to; round += 1) {
  const dice = seededDice(seed + round)
  const [state, stored] = dice.pick([
    ['now', 'turned'],
    ['now', 'turned'],
    ['now', 'twin'],
    ['before', 'turned'],
  ] as const)
  const fill = dice.pick(['none', 'all'] as const)
  const data = `round-${round}`
  await cp(join(root, stored), join(root, data), { recursive: true, preserveTimestamps: true })
  const before = (await readdir(join(root, data, 'index'))).length
  const damage = await spoilFolder(join(root, data, 'index'), dice)
  tell({ round, damage, files: before })
  if (round === dieAt) process.kill(process.pid, 'SIGSEGV')

  const { library, warnings } = await open(state, data, fill)
  const wordsRight = (await answers(library, false)) === right[state]?.words
  const isWhole = library.embedQuestion !== undefined && !warnings.some((line) => line.includes('without an embedding'))
  const meaningRight = !isWhole || (await answers(library, true)) === right[state]?.meaning
  const again = (await open(state, data, fill)).warnings.filter((line) => /rebuilt|rolled back/.test(line))
  const result: RoundResult = {
    round,
    outcome: outcomeOf(warnings),
    warnings,
    faults: [
      ...(wordsRight ? [] : ['other answers by words']),
      ...(meaningRight ? [] : ['other answers by meaning']),
      ...(isWhole || fill === 'none' ? [] : ['embeddings not whole though the server answers']),
      ...again.map((line) => `not healed: ${line}`),
    ],
  }
  tell(result)
  await rm(join(root, data), { recursive: true, force: true })
}
await rm(root, { recursive: true, force: true })

function outcomeOf(warnings: readonly string[]): RoundResult['outcome'] {
  const all = warnings.join('\n')
  if (all.includes('rebuilt')) return 'rebuilt'
  if (all.includes('rolled back')) return 'rolled back'
  return warnings.length > 0 ? 'leg off' : 'spare files only'
}
