import type { ReadingFault } from '../../reading.ts'
import type { FieldName, Mapping } from './mapping.ts'
import type { TableSheet } from './table-sheet.ts'

/** Heads further down than this are not looked for. */
const reach = 30

/** The form in which heads are compared: without blanks, line breaks, width, case and what stands in brackets at the end. */
export const headForm = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

export interface MappedSheet {
  sheet: TableSheet
  /** Index of the row with the heads. */
  head: number
  /** Index of the column of each field that the mapping names and the sheet has. */
  columns: Map<FieldName, number>
  /** Index of each head, by its form. */
  heads: Map<string, number>
}

function headsOf(row: readonly string[]): Map<string, number> {
  const heads = new Map<string, number>()
  for (const [index, cell] of row.entries()) {
    const form = headForm(cell)
    if (form !== '' && !heads.has(form)) heads.set(form, index)
  }
  return heads
}

type Columns = Mapping['columns']
const fieldsOf = (columns: Columns) =>
  (Object.entries(columns) as [FieldName, Columns[FieldName]][]).flatMap(([name, column]) =>
    column ? [{ name, column }] : [],
  )

const wordsOf = (header: string | string[]): string[] => [header].flat()

function findColumns(heads: ReadonlyMap<string, number>, columns: Columns): Map<FieldName, number> {
  const found = new Map<FieldName, number>()
  for (const { name, column } of fieldsOf(columns)) {
    const at = wordsOf(column.header)
      .map((word) => heads.get(headForm(word)))
      .find((index) => index !== undefined)
    if (at !== undefined) found.set(name, at)
  }
  return found
}

/** Finds the sheet and the row of heads that a mapping speaks of, or tells what is missing. */
export function mapSheet(sheets: readonly TableSheet[], mapping: Mapping): MappedSheet | ReadingFault {
  const named = sheets.filter(
    (sheet) => mapping.sheet === undefined || headForm(sheet.name) === headForm(mapping.sheet),
  )
  if (named.length === 0) {
    const names = sheets.map((sheet) => `「${sheet.name}」`).join('、')
    return { where: `シート「${mapping.sheet}」`, message: `このシートがありません。あるのは${names}です` }
  }
  let best: MappedSheet | undefined
  for (const sheet of named) {
    const rows =
      mapping.headerRow === undefined
        ? sheet.rows.slice(0, reach).map((_, index) => index)
        : [mapping.headerRow - sheet.firstRow]
    for (const head of rows) {
      const heads = headsOf(sheet.rows[head] ?? [])
      const columns = findColumns(heads, mapping.columns)
      if (columns.size > (best?.columns.size ?? -1)) best = { sheet, head, columns, heads }
    }
  }
  const missing = fieldsOf(mapping.columns).filter(({ name }) => !best?.columns.has(name))
  if (best && missing.length === 0) return best
  const where = best
    ? `シート「${best.sheet.name}」${best.head + best.sheet.firstRow}行目`
    : `シート「${named[0]?.name ?? ''}」`
  return {
    where,
    message: `見出しが見つかりません: ${missing.map(({ column }) => `「${wordsOf(column.header).join('」か「')}」`).join('、')}`,
  }
}
