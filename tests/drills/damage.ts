import { randomBytes } from 'node:crypto'
import { appendFile, copyFile, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dice } from './seeded.ts'

/** Spoils a file of a folder, or two; returns what was done. `others` are the further files of the folder. */
type Damage = (file: string, others: readonly string[], dice: Dice) => Promise<string>

const damages: Record<string, Damage> = {
  async 'flipped bits'(file, _others, dice) {
    const bytes = await readFile(file)
    const count = 1 + dice.below(4)
    for (let flip = 0; flip < count; flip += 1) {
      const at = dice.below(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8))
    }
    await writeFile(file, bytes)
    return `${count} bits`
  },
  async 'a flipped byte near the head'(file, _others, dice) {
    // Where a graph keeps its counts and offsets: what ends the process when it is read.
    const bytes = await readFile(file)
    const at = dice.below(Math.min(128, bytes.length))
    bytes[at] = (bytes[at] ?? 0) ^ (1 + dice.below(255))
    await writeFile(file, bytes)
    return `at ${at}`
  },
  async 'cut short'(file, _others, dice) {
    const length = dice.below((await readFile(file)).length)
    await truncate(file, length)
    return `to ${length}`
  },
  async missing(file) {
    await rm(file)
    return ''
  },
  async 'something appended'(file, _others, dice) {
    await appendFile(file, randomBytes(1 + dice.below(200)))
    return ''
  },
  async 'a block of zeros'(file, _others, dice) {
    const bytes = await readFile(file)
    const start = dice.below(bytes.length)
    bytes.fill(0, start, Math.min(bytes.length, start + 512))
    await writeFile(file, bytes)
    return `from ${start}`
  },
  async 'noise instead'(file, _others, dice) {
    await writeFile(file, randomBytes(1 + dice.below(5_000)))
    return ''
  },
  async 'changed places'(file, others, dice) {
    const other = dice.pick(others)
    await rename(file, `${file}.swap`)
    await rename(other, file)
    await rename(`${file}.swap`, other)
    return `with ${other}`
  },
  async 'a copy of another'(file, others, dice) {
    const other = dice.pick(others)
    await copyFile(other, file)
    return `of ${other}`
  },
}

/** One to three damages in a folder; sometimes nothing of one kind is left. */
export async function spoilFolder(folder: string, dice: Dice): Promise<string[]> {
  const told: string[] = []
  if (dice.below(25) === 0) {
    const kind = dice.pick(['manifest', 'graph', 'dense', 'lexical', ''])
    for (const entry of await readdir(folder)) if (entry.endsWith(kind)) await rm(join(folder, entry))
    return [`all missing: ${kind || 'everything'}`]
  }
  for (let count = dice.pick([1, 1, 1, 2, 3]); count > 0; count -= 1) {
    const files = (await readdir(folder)).sort().map((entry) => join(folder, entry))
    if (files.length < 2) break
    const file = dice.pick(files)
    const kind = dice.pick(Object.keys(damages))
    const others = files.filter((other) => other !== file)
    const detail = await damages[kind]?.(file, others, dice)
    told.push(`${kind} ${detail}: ${file}`.replaceAll(`${folder}/`, ''))
  }
  return told
}
