import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examineCorpus } from '../../knowledge/doctor.ts'
import { createWorkplace, fixtureCorpus, type Workplace } from './corpus-copy.ts'

const now = Date.parse('2026-11-23T10:00:00+09:00')
let place: Workplace
beforeEach(async () => {
  place = await createWorkplace()
})
afterEach(() => place.remove())

/** Replaces a part of a fixture record and returns the line at which the part stood. */
async function edit(file: string, from: string, to: string): Promise<number> {
  const path = join(place.corpus, file)
  const content = await readFile(path, 'utf8')
  if (!content.includes(from)) throw new Error(`${from} is not in ${file}`)
  await writeFile(path, content.replace(from, to))
  return content.slice(0, content.indexOf(from)).split('\n').length
}

const errors = async () => (await examineCorpus(place.corpus, now)).filter(({ severity }) => severity === 'error')

describe('the doctor', () => {
  it('finds nothing in a sound corpus', async () => {
    expect(await examineCorpus(fixtureCorpus, now)).toEqual([])
  })

  it.each([
    ['a wrong type', 'hoshi-kyodo.md', 'yen: 1200000', 'yen: 百二十万', 'amount.caps.0.yen'],
    ['a date that does not exist', 'hoshi-kyodo.md', "checkedOn: '2026-11-01'", "checkedOn: '2026-11-31'", 'checkedOn'],
    ['an unknown key', 'ip-genmen.md', 'confidence: high', 'confidense: high', 'confidense'],
    ['an unknown kind', 'ip-genmen.md', 'kind: ip-procedure', 'kind: something', 'kind'],
    ['broken YAML', 'ip-genmen.md', 'aliases: [とっきょのげんめん,', 'aliases: とっきょのげんめん: [', 'YAML'],
    ['a key twice', 'ip-genmen.md', 'level: 国', 'kind: term', '二度'],
    ['a dangling reference', 'hoshi-kyodo.md', 'hoshi-shinseihin]', 'no-such-record]', 'no-such-record'],
    ['a file name other than the id', 'ip-genmen.md', 'id: ip-genmen', 'id: ip-other', 'ip-other.md'],
    ['an id used twice', 'tokyo-voucher.md', 'id: tokyo-voucher', 'id: ip-genmen', '重なって'],
    ['a check in the future', 'ip-genmen.md', "checkedOn: '2026-11-01'", "checkedOn: '2027-11-01'", '未来'],
    [
      'an unverified value in words',
      'hoshi-shinseihin.md',
      '上限額は確認できていません。',
      '上限は３００万円です。',
      '未確認',
    ],
    [
      'an unverified value in numbers',
      'hoshi-shinseihin.md',
      '上限額は確認できていません。',
      '経費の2/3です。',
      '未確認',
    ],
  ])('tells file and line of %s', async (_what, file, from, to, word) => {
    const line = await edit(file, from, to)
    const found = await errors()
    expect(found.map((finding) => [finding.file, finding.line])).toContainEqual([file, line])
    expect(found.find((finding) => finding.line === line && finding.file === file)?.message).toContain(word)
  })

  it('asks for the window of a grant', async () => {
    await edit(
      'hoshi-kyodo.md',
      'contact: { name: 星見区産業振興課, phone: 03-0000-0000, hours: 平日9時から17時 }\n',
      '',
    )
    expect((await errors())[0]?.message).toContain('窓口')
  })

  it('tells a missing front matter', async () => {
    await writeFile(join(place.corpus, 'plain.md'), '# 見出しだけ\n')
    expect(await errors()).toMatchObject([{ file: 'plain.md', line: 1 }])
  })

  it('reads files with Windows line ends and a byte order mark', async () => {
    const path = join(place.corpus, 'ip-genmen.md')
    await writeFile(path, `\uFEFF${(await readFile(path, 'utf8')).replaceAll('\n', '\r\n')}`)
    expect(await examineCorpus(place.corpus, now)).toEqual([])
  })

  it('warns of a grant not checked for 90 days, of guidance not checked for a year', async () => {
    await edit('hoshi-kyodo.md', "checkedOn: '2026-11-01'", "checkedOn: '2026-08-01'")
    await edit('ip-genmen.md', "checkedOn: '2026-11-01'", "checkedOn: '2026-01-01'")
    expect(await examineCorpus(place.corpus, now)).toMatchObject([{ severity: 'warning', file: 'hoshi-kyodo.md' }])
  })

  it('reads approved records beside the folder, and tells which of its records they hide', async () => {
    const content = await readFile(join(place.corpus, 'ip-genmen.md'), 'utf8')
    const published = [{ id: 'ip-genmen', content: content.replace("'2026-11-01'", "'2026-10-01'") }]
    expect(await examineCorpus(place.corpus, now, published)).toMatchObject([
      { severity: 'warning', file: 'published/ip-genmen.md', message: expect.stringContaining('2026-11-01') },
    ])
  })

  it('notes calls that closed more than a year ago', async () => {
    await edit('hoshi-kyodo.md', "opens: '2026-04-01', closes: '2026-05-29'", "closes: '2025-05-29'")
    await edit('hoshi-kyodo.md', '2026年5月29日', '2025年5月29日')
    expect(await examineCorpus(place.corpus, now)).toMatchObject([{ severity: 'warning', file: 'hoshi-kyodo.md' }])
  })
})
