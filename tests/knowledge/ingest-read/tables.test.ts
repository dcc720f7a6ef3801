import { describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { readSource, type TableSheet } from '../../../knowledge/ingest/read/read-source.ts'
import { encodeJapanese } from '../../support/japanese-encoder.ts'
import { writeZip } from '../../support/zip-writer.ts'

async function sheetsOf(bytes: Uint8Array, url: string, contentType?: string): Promise<TableSheet[]> {
  const content = await readSource(bytes, contentType ? { url, contentType } : { url })
  if (content.kind !== 'table') throw new Error(`not a table but ${JSON.stringify(content)}`)
  return content.sheets
}

const csv = async (text: string | Uint8Array): Promise<string[][]> => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return (await sheetsOf(bytes, 'https://x.jp/%E4%B8%80%E8%A6%A7.csv'))[0]?.rows ?? []
}

describe('a CSV file', () => {
  const rows = [
    ['制度名', '上限'],
    ['補助金A', '150万円'],
  ]
  it.each([
    ['commas', '制度名,上限\r\n補助金A,150万円\r\n'],
    ['tabs', '制度名\t上限\n補助金A\t150万円\n'],
    ['semicolons', '制度名;上限\n補助金A;150万円'],
    ['a byte order mark', '\ufeff制度名,上限\n補助金A,150万円\n\n\n'],
    ['quotes', '"制度名","上限"\n"補助金A","150万円"'],
  ])('is read with %s', async (_, text) => {
    expect(await csv(text)).toEqual(rows)
  })

  it('is read in Shift_JIS as Excel saves it', async () => {
    expect(await csv(encodeJapanese('制度名,上限\r\n補助金A,150万円\r\n', 'shift_jis'))).toEqual(rows)
  })

  it('keeps line breaks and commas within quotes, and short rows', async () => {
    expect(await csv('名前,説明\n"A","一行目\n二行目, 続き ""引用"""\nB\n')).toEqual([
      ['名前', '説明'],
      ['A', '一行目\n二行目, 続き "引用"'],
      ['B'],
    ])
  })

  it('is named after its file, and counted from its first row', async () => {
    const [sheet] = await sheetsOf(new TextEncoder().encode('a,b\n1,2'), 'https://x.jp/%E4%B8%80%E8%A6%A7.csv')
    expect(sheet).toMatchObject({ name: '一覧', firstRow: 1 })
    const [typed] = await sheetsOf(
      new TextEncoder().encode('a,b\n1,2'),
      'https://x.jp/list?id=1',
      'text/csv; charset=utf-8',
    )
    expect(typed?.rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it('is refused where it has no rows', async () => {
    expect(await readSource(new TextEncoder().encode('\n\n,,\n'), { url: 'https://x.jp/a.csv' })).toMatchObject({
      kind: 'refused',
    })
  })
})

describe('an Excel file', () => {
  it('is read sheet by sheet with days, numbers, merged cells and saved values', async () => {
    const day = (text: string, format = 'yyyy/mm/dd') => ({ type: Date, value: new Date(text), format })
    const bytes = await writeExcelFile([
      {
        sheet: '一覧',
        data: [
          [{ value: '令和8年度 補助金一覧', columnSpan: 4 }, null, null, null],
          ['区分', '制度名', '上限（千円）', '締切'],
          [{ value: '開発', rowSpan: 2 }, '補助金A', 1500, day('2026-04-17T00:00:00Z')],
          [null, '補助金B', 0.1, day('2026-04-17T17:00:00Z', 'yyyy/mm/dd hh:mm')],
          ['', '補助金C', 1234567890123, '未定'],
        ],
      },
      { sheet: '注意', data: [['備考'], [true]] },
    ]).toBuffer()
    const sheets = await sheetsOf(new Uint8Array(bytes), 'https://x.jp/list.xlsx')
    expect(sheets.map((sheet) => sheet.name)).toEqual(['一覧', '注意'])
    expect(sheets[0]?.rows).toEqual([
      ['令和8年度 補助金一覧', '', '', ''],
      ['区分', '制度名', '上限（千円）', '締切'],
      ['開発', '補助金A', '1500', '2026-04-17'],
      ['開発', '補助金B', '0.1', '2026-04-17T17:00+09:00'],
      ['', '補助金C', '1234567890123', '未定'],
    ])
  })

  const workbook = (sheet: string, size?: number) =>
    writeZip(
      Object.entries({
        '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        'xl/workbook.xml':
          '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml': sheet,
      }).map(([name, text]) => ({
        name,
        content: new TextEncoder().encode(text),
        ...(size !== undefined && name.includes('sheet1') ? { toldSize: size } : {}),
      })),
    )
  const withCells = (cells: string) => `<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`

  it('gives formulas by their saved values, and does not fail on one without', async () => {
    const cells =
      '<c r="A1"><f>1+2</f><v>3</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1" t="str"><f>A9</f></c>'
    const [sheet] = await sheetsOf(workbook(withCells(cells)), 'https://x.jp/a.xlsx')
    expect(sheet?.rows[0]?.slice(0, 2)).toEqual(['3', 'ab'])
  })

  it('is refused where it would unpack to more than memory should hold, though its directory lies', async () => {
    const huge = withCells(`<c r="A1"><v>1</v></c>${' '.repeat(210 * 1024 * 1024)}`)
    for (const size of [undefined, 100]) {
      const content = await readSource(workbook(huge, size), { url: 'https://x.jp/a.xlsx' })
      expect(content).toMatchObject({ kind: 'refused', reason: expect.stringContaining('大きすぎる') })
    }
  })
})
