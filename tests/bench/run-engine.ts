import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { EngineFigures } from './measure-engine.ts'
import type { PassageSet } from './passage-set.ts'

const program = fileURLToPath(new URL('./measure-engine.ts', import.meta.url))
const longestMs = 15 * 60_000

/** Measures an engine in a process of its own. */
export async function runEngine(name: string, set: PassageSet, folder: string): Promise<EngineFigures> {
  const file = join(folder, 'set.json')
  await writeFile(file, JSON.stringify(set))
  const { stdout } = await promisify(execFile)(process.execPath, [program, name, file], {
    timeout: longestMs,
    maxBuffer: 1 << 24,
  })
  return JSON.parse(stdout)
}
