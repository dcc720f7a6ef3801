import { appendFile, chmod, mkdir, readdir, readFile, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listGenerations } from '../../knowledge/index/generations.ts'
import { readManifest, writeManifest } from '../../knowledge/index/manifest.ts'
import { openLibrary } from '../../knowledge/open-library.ts'
import { createWorkplace, keptLog, type Workplace } from './corpus-copy.ts'

let place: Workplace
let folder: string
beforeEach(async () => {
  place = await createWorkplace()
  folder = join(place.data, 'index')
})
afterEach(() => place.remove())

/** Opens the library, checks that it answers, and returns what was logged. */
async function open() {
  const log = keptLog()
  const library = await openLibrary({ corpusDirectory: place.corpus, dataDirectory: place.data, logger: log })
  expect(library.search('特許の減免')[0]?.recordId).toBe('ip-genmen')
  return { log, library }
}

/** The file of a leg in the generation stored last. */
const fileOf = async (leg: string) => {
  const [newest] = await listGenerations({ folder, name: 'index' })
  if (!newest) throw new Error('no index')
  return join(folder, `index-${newest.id}.${leg}`)
}

async function flipByte(file: string, at: number) {
  const bytes = await readFile(file)
  bytes[at] = (bytes[at] ?? 0) ^ 0xff
  await writeFile(file, bytes)
}

/** Another identity, in a manifest that is well formed. */
const setInManifest = async (name: string, value: number) => {
  const file = await fileOf('manifest')
  const manifest = readManifest(await readFile(file, 'utf8'))
  if (!manifest) throw new Error('no manifest')
  await writeFile(file, writeManifest({ ...manifest, identity: { ...manifest.identity, [name]: value } }))
}

async function swap(one: string, other: string) {
  await rename(one, `${one}.x`)
  await rename(other, one)
  await rename(`${one}.x`, other)
}

const manifests = async () => (await readdir(folder)).filter((entry) => entry.endsWith('.manifest'))
const addToRecord = (words: string) => appendFile(join(place.corpus, 'ip-genmen.md'), words)

describe('the stored index', () => {
  it('is built at the first start without a warning and used at the second', async () => {
    expect((await open()).log.warnings()).toEqual([])
    const before = await readdir(folder)
    const { log } = await open()
    expect(log.lines).toEqual([])
    expect(await readdir(folder)).toEqual(before)
  })

  it.each([
    ['the manifest is missing', async () => rm(await fileOf('manifest'))],
    ['the manifest is no JSON', async () => writeFile(await fileOf('manifest'), '{')],
    ['the manifest is of another form', async () => writeFile(await fileOf('manifest'), '{"files":[]}')],
    [
      'a number in the manifest is another',
      async () => {
        const file = await fileOf('manifest')
        await writeFile(file, (await readFile(file, 'utf8')).replace('"dimensions": 512', '"dimensions": 256'))
      },
    ],
    ['the files have changed places', async () => swap(await fileOf('lexical'), await fileOf('dense'))],
    [
      'all but the manifest is missing',
      async () => Promise.all([rm(await fileOf('dense')), rm(await fileOf('lexical'))]),
    ],
    ['the lexical file is missing', async () => rm(await fileOf('lexical'))],
    ['the lexical file is cut short', async () => truncate(await fileOf('lexical'), 1000)],
    ['the lexical file has a flipped byte', async () => flipByte(await fileOf('lexical'), 5000)],
    ['the dense file is missing', async () => rm(await fileOf('dense'))],
    ['the dense file is empty', async () => truncate(await fileOf('dense'), 0)],
    ['the dense file is cut short', async () => truncate(await fileOf('dense'), 3000)],
    ['the dense file has a flipped byte in its head', async () => flipByte(await fileOf('dense'), 9)],
    ['the dense file has a flipped byte in its links', async () => flipByte(await fileOf('dense'), 110)],
    ['the analyzer is another', async () => setInManifest('analyzerVersion', 0)],
    ['the form is another', async () => setInManifest('formatVersion', 99)],
    ['a record changed', async () => appendFile(join(place.corpus, 'ip-genmen.md'), '\n加筆しました。\n')],
    ['a record went', async () => rm(join(place.corpus, 'tokyo-voucher.md'))],
  ])('is rebuilt with one warning when %s', async (_what, spoil) => {
    await open()
    await spoil()
    const { log } = await open()
    expect(log.warnings().filter((line) => line.startsWith('search index rebuilt'))).toHaveLength(1)
    expect((await open()).log.lines.filter(({ message }) => message.includes('index'))).toEqual([])
  })

  it('of the state before is used again when a record is put back, with one line that says so', async () => {
    const record = join(place.corpus, 'ip-genmen.md')
    const before = await readFile(record)
    await open()
    await addToRecord('\n加筆しました。\n')
    await open()
    await writeFile(record, before)
    const { log } = await open()
    expect(log.warnings()).toEqual([expect.stringMatching(/rolled back.*other corpusHash, passagesHash/)])
    expect((await open()).log.lines).toEqual([])
  })

  it('of another process takes over when the newest of the same corpus is damaged', async () => {
    await Promise.all([open(), open()])
    expect(await manifests()).toHaveLength(2)
    await flipByte(await fileOf('dense'), 9)
    const { log } = await open()
    expect(log.warnings()).toEqual([expect.stringMatching(/rolled back.*dense file missing or damaged/)])
    expect(await manifests()).toHaveLength(1)
    expect((await open()).log.lines).toEqual([])
  })

  it('is kept with the one before it; what is older goes once nobody can be reading it', async () => {
    for (const words of ['\n一。\n', '\n二。\n', '\n三。\n']) {
      await open()
      for (const entry of await readdir(folder)) await utimes(join(folder, entry), 1_000, 1_000 + words.charCodeAt(1))
      await addToRecord(words)
    }
    await open()
    expect(await manifests()).toHaveLength(2)
    expect((await readdir(folder)).length).toBe(6)
  })

  it('of the form before generations is replaced, and its files go', async () => {
    await mkdir(folder, { recursive: true })
    const former = ['manifest.json', 'lexical-0123456789abcdef.bin', 'dense-0123456789abcdef.hnsw']
    for (const name of former) {
      await writeFile(join(folder, name), '{}')
      await utimes(join(folder, name), 0, 0)
    }
    await open()
    expect(await readdir(folder)).not.toEqual(expect.arrayContaining([expect.stringMatching(/json|bin|hnsw/)]))
  })

  it('survives two processes that build at once', async () => {
    const opened = await Promise.all([open(), open(), open(), open()])
    for (const { log } of opened) expect(log.warnings().filter((line) => line.includes('stored'))).toEqual([])
    expect((await open()).log.lines).toEqual([])
    expect((await readdir(folder)).filter((entry) => entry.endsWith('.tmp'))).toEqual([])
  })

  it('clears away what a killed process left, once it is old, and nothing else', async () => {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'dense.1-old.tmp'), 'half')
    await utimes(join(folder, 'dense.1-old.tmp'), 0, 0)
    await writeFile(join(folder, 'dense.2-new.tmp'), 'half')
    await writeFile(join(folder, 'notes.txt'), 'kept')
    await open()
    const entries = await readdir(folder)
    expect(entries).not.toContain('dense.1-old.tmp')
    expect(entries).toEqual(expect.arrayContaining(['dense.2-new.tmp', 'notes.txt']))
  })

  it('is kept in memory, with a warning, where the folder cannot be written', async () => {
    await writeFile(place.data, 'a file where the folder should be')
    const { log } = await open()
    expect(log.warnings()).toHaveLength(1)
    expect(log.warnings()[0]).toContain('kept in memory')
    await chmod(place.data, 0o600)
  })
})

describe('a faulty corpus', () => {
  it('loses the faulty record alone and says where the fault is', async () => {
    await writeFile(join(place.corpus, 'broken.md'), '---\nid: broken\nname: 壊れた記録\n  kind: [\n---\n')
    const { log, library } = await open()
    expect(library.records.size).toBe(5)
    expect(log.warnings()[0]).toContain('broken.md:3')
  })

  it('is an error when nothing in it can be read', async () => {
    await rm(place.corpus, { recursive: true })
    await expect(open()).rejects.toMatchObject({ code: 'unavailable' })
    await mkdir(place.corpus)
    await expect(open()).rejects.toMatchObject({ code: 'unavailable' })
  })
})
