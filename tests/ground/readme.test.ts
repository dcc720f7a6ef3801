import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { settingsSchema } from '../../config.ts'

const root = new URL('../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, root), 'utf8')
const readme = read('README.md')
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')))

describe('the README', () => {
  it('names every setting in its table, and no other', () => {
    const rows = readme.split('\n').filter((line) => /^\| `[A-Z_]+`/.test(line))
    const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name))
    expect(named.toSorted()).toEqual(Object.keys(settingsSchema.shape).toSorted())
  })
  it('names only scripts that exist', () => {
    const asked = [...readme.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name]) => name ?? '')
    expect(asked.filter((name) => scripts[name] === undefined)).toEqual([])
  })
  it.each(['README.md', 'ARCHITECTURE.md', 'OPERATIONS.md', 'SECURITY.md'])(
    '%s links to nothing that is missing',
    (name) => {
      const links = [...read(name).matchAll(/(?<!!)\[[^\]]*\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link ?? '')
      expect(links.filter((link) => !existsSync(new URL(link, root)))).toEqual([])
    },
  )
})
