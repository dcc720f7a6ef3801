import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../support/loopback.ts'
import type { Bench } from './bench.ts'
import { table } from './table.ts'

const starts = 5
const longestMs = 30_000
const programs = {
  'madoguchi, first start': ['main.ts', 'serve'],
  'a bare restify server': ['tests/bench/bare-server.ts'],
}

/** Starts a program in a directory of its own; milliseconds until it answers 200, and its memory then. */
async function startOnce(program: readonly string[], dataDirectory: string): Promise<{ ms: number; rssMb: number }> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, program, {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: dataDirectory, LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  })
  try {
    while (performance.now() - began < longestMs) {
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(
        () => undefined,
      )
      if (ready?.status === 200) {
        const ms = performance.now() - began
        await wait(500)
        const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
        return { ms, rssMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024 }
      }
      await wait(20)
    }
    throw new Error('it did not become ready')
  } finally {
    child.kill('SIGKILL')
  }
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** From the start of the process to /readyz 200, without an index at the start; memory is read from /proc (Linux). */
export const start: Bench = async ({ folder, print }) => {
  const figures = []
  for (const [name, program] of Object.entries(programs)) {
    const runs = []
    for (let run = 0; run < starts; run += 1) runs.push(await startOnce(program, join(folder, `${name}-${run}`)))
    figures.push({ name, ms: median(runs.map(({ ms }) => ms)), rssMb: median(runs.map(({ rssMb }) => rssMb)) })
  }
  const [, bare] = figures
  print(
    table(
      ['program', 'ready after ms', 'resident MB', '× bare'],
      figures.map(({ name, ms, rssMb }) => [name, ms.toFixed(0), rssMb.toFixed(0), (ms / (bare?.ms ?? 1)).toFixed(1)]),
    ),
  )
  return figures
}
