import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface StoreChild {
  process: ChildProcess
  /** The facts told so far. */
  lines: string[]
  /** The exit code, null after a signal; rejects when the process wrote to stderr and failed. */
  ended: Promise<number | null>
}

/** Starts tests/support/store-child.ts with a task of its own. */
export function startStoreChild(task: string, url: string): StoreChild {
  const script = fileURLToPath(new URL('./store-child.ts', import.meta.url))
  const child = spawn(process.execPath, [script, task, url], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  let complaint = ''
  const reader = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]).then(([[code]]) => {
    if (typeof code === 'number' && code !== 0) throw new Error(`the child failed: ${complaint}`)
    return code as number | null
  })
  ended.catch(() => {})
  return { process: child, lines, ended }
}
