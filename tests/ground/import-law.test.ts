import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const rooms = ['adapters', 'handoff', 'bot', 'knowledge', 'storage', 'tests']

/** A small house beside the real one: every file breaks the rule it is listed with, or none. */
const files: [path: string, content: string, rule: string | undefined][] = [
  ['storage/up.ts', "import '../bot/answer.ts'", 'storage-imports-only-downwards'],
  ['storage/up-type.ts', "import type { Answer } from '../bot/answer.ts'", 'storage-imports-only-downwards'],
  ['storage/up-again.ts', "export type { Answer } from '../bot/answer.ts'", 'storage-imports-only-downwards'],
  ['storage/up-late.ts', "export const load = () => import('../bot/answer.ts')", 'storage-imports-only-downwards'],
  ['knowledge/up.ts', "import type { Answer } from '../bot/answer.ts'", 'knowledge-imports-only-downwards'],
  ['bot/up.ts', "import type { Door } from '../adapters/door.ts'", 'bot-imports-only-downwards'],
  ['handoff/up.ts', "import type { Door } from '../adapters/door.ts'", 'handoff-imports-only-downwards'],
  ['adapters/settings.ts', "import '../config.ts'", 'adapters-imports-only-downwards'],
  ['bot/one.ts', "import { two } from './two.ts'\nexport const one = two", 'no-circular'],
  // A circle is told once, at its first file.
  ['bot/two.ts', "import type { one } from './one.ts'\nexport const two = 2 as typeof one", undefined],
  ['bot/tested.ts', "import '../tests/help.ts'", 'no-tests-in-product'],
  ['bot/lost.ts', "import './nowhere.ts'", 'unresolvable'],
  ['bot/developing.ts', "import 'vitest'", 'no-dev-dependencies-in-product'],
  ['bot/borrowed.ts', "import '@langchain/langgraph'", 'no-undeclared-dependencies'],
  ['bot/framework.ts', "import { ActivityHandler } from 'botbuilder'", 'botbuilder-in-three-files'],
  ['bot/framework-type.ts', "import type { ActivityHandler } from 'botbuilder'", 'botbuilder-in-three-files'],
  ['adapters/web/direct-line-adapter.ts', "import { ActivityHandler } from 'botbuilder'", undefined],
  ['adapters/line/simulator/platform.ts', 'export const platform = 1', undefined],
  ['adapters/line/door.ts', "import './simulator/platform.ts'", 'the-line-door-does-not-know-its-simulator'],
  ['adapters/door.ts', "import '../bot/answer.ts'\nexport type Door = 'web'", undefined],
  [
    'bot/answer.ts',
    "import 'zod'\nimport type { Kysely } from 'kysely'\nexport type Answer = Kysely<unknown>",
    undefined,
  ],
  ['tests/help.ts', "import 'vitest'\nimport '../bot/answer.ts'", undefined],
  ['config.ts', 'export const settings = {}', undefined],
  ['main.ts', "import './config.ts'\nimport './adapters/door.ts'", undefined],
]

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

let house = ''
const found = new Map<string, string[]>()
let complaints = ''

/** Judges the small house by the real rules, with the command of `npm run imports`. */
async function judge(): Promise<string> {
  const program = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const asked = [
    program,
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    'main.ts',
    'config.ts',
    ...rooms,
  ]
  return new Promise((resolve) => {
    execFile(process.execPath, asked, { cwd: house, maxBuffer: 16 * 2 ** 20 }, (_, output, errors) => {
      complaints = errors
      resolve(output)
    })
  })
}

beforeAll(async () => {
  house = mkdtempSync(join(tmpdir(), 'import-law-'))
  for (const name of ['package.json', '.dependency-cruiser.mjs'])
    copyFileSync(join(repository, name), join(house, name))
  symlinkSync(join(repository, 'node_modules'), join(house, 'node_modules'))
  for (const [path, content] of files) {
    mkdirSync(join(house, dirname(path)), { recursive: true })
    writeFileSync(join(house, path), content)
  }
  const { summary } = report.parse(JSON.parse(await judge()))
  for (const { from, rule } of summary.violations) found.set(from, [...(found.get(from) ?? []), rule.name])
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

describe('the import law', () => {
  it.each(files.filter(([, , rule]) => rule !== undefined))('%s breaks the law: %j', (path, _, rule) => {
    expect(found.get(path)).toContain(rule)
  })
  it.each(files.filter(([, , rule]) => rule === undefined))('%s is left alone', (path) => {
    expect(found.get(path)).toBeUndefined()
  })
  it('is judged by a tool that understands our TypeScript', () => {
    expect(complaints).toBe('')
  })
  it('has no way round: types are imported by statements, which the tool sees, never by import("…").Type', async () => {
    const sources = glob(`{${rooms.join(',')}}/**/*.{ts,tsx}`, { cwd: repository })
    const round: string[] = []
    for await (const path of sources) {
      if (/\bimport\(\s*['"]\.[^)]*\)\s*\./.test(readFileSync(join(repository, path), 'utf8'))) round.push(path)
    }
    expect(round).toEqual([])
  })
})
