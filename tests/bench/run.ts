import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'
import { desk } from './desk.ts'
import { figures } from './figures.ts'
import { line } from './line.ts'
import { retrieval } from './retrieval.ts'
import { scale } from './scale.ts'
import { start } from './start.ts'
import { turn } from './turn.ts'

const benches: Readonly<Record<string, Bench>> = { desk, figures, line, retrieval, scale, start, turn }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: 'string' },
    questions: { type: 'string' },
    sizes: { type: 'string' },
    quick: { type: 'boolean' },
  },
})
const names = positionals.length > 0 ? positionals : Object.keys(benches)
for (const name of names) {
  const bench = benches[name]
  if (!bench) {
    console.error(`no bench ${name}; there are: ${Object.keys(benches).join(', ')}`)
    process.exit(2)
  }
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-bench-'))
  try {
    console.log(`\n## ${name}\n`)
    const figures = await bench({ options: values, folder, print: (text) => console.log(`${text}\n`) })
    console.log(JSON.stringify({ bench: name, figures }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
