import { draftFaults } from '../draft-faults.ts'
import type { DraftRecord, ReadingFault } from '../reading.ts'
import { distinctFlags } from './flags.ts'
import { headForm, type MappedSheet, mapSheet } from './table/header-row.ts'
import type { FieldName, Mapping } from './table/mapping.ts'
import { recordId } from './table/record-id.ts'
import { draftOf, type RowCells } from './table/row-draft.ts'
import { columnLetter, type TableSheet } from './table/table-sheet.ts'
import { instructionFlags } from './text/instruction-words.ts'

export { type Mapping, mappingSchema, readMapping } from './table/mapping.ts'

export interface TableRecords {
  drafts: DraftRecord[]
  faults: ReadingFault[]
}

function cellsOf({ sheet, head, columns }: MappedSheet, cells: readonly string[], row: number): RowCells {
  const at = (name: FieldName) => columns.get(name) ?? -1
  return {
    row,
    cell: (name) => (cells[at(name)] ?? '').trim(),
    head: (name) => sheet.rows[head]?.[at(name)] ?? '',
  }
}

/** 「シート「一覧」5行目 D列（締切）」 */
function placeOf(mapped: MappedSheet, row: number, field?: FieldName): string {
  const place = `シート「${mapped.sheet.name}」${row}行目`
  const column = field === undefined ? undefined : mapped.columns.get(field)
  if (column === undefined) return place
  const head = (mapped.sheet.rows[mapped.head]?.[column] ?? '').replace(/\s+/g, '')
  return `${place} ${columnLetter(column)}列（${head}）`
}

/**
 * The rows of a sheet as records that keep to the schema. A faulty cell costs its field, or its row where the mapping
 * says `required`; an empty row is passed over. Every fault names its row and column as the file numbers them.
 */
export function recordsFromTable(sheets: readonly TableSheet[], mapping: Mapping): TableRecords {
  const mapped = mapSheet(sheets, mapping)
  if ('message' in mapped) return { drafts: [], faults: [mapped] }
  const { sheet, head, heads } = mapped
  const result: TableRecords = { drafts: [], faults: [] }
  const rowOfId = new Map<string, number>()
  for (const [index, cells] of sheet.rows.entries()) {
    if (index <= head || cells.every((cell) => cell.trim() === '')) continue
    const row = index + sheet.firstRow
    const where = placeOf(mapped, row)
    const byHead = (name: string) => cells[heads.get(headForm(name)) ?? -1]?.trim()
    const id = recordId(mapping.id, byHead, row)
    const earlier = id === undefined ? undefined : rowOfId.get(id)
    if (id === undefined || earlier !== undefined) {
      const message = id === undefined ? `ID（${mapping.id}）に使う欄が空です` : `IDが${earlier}行目と同じです: ${id}`
      result.faults.push({ where, message })
      continue
    }
    rowOfId.set(id, row)
    const { record, faults } = draftOf(cellsOf(mapped, cells, row), id, mapping)
    result.faults.push(...faults.map(({ field, message }) => ({ where: placeOf(mapped, row, field), message })))
    if (!record) continue
    const wrong = draftFaults(record)
    result.faults.push(...wrong.map((message) => ({ where, message })))
    if (wrong.length > 0) continue
    const prose = mapping.body.map((name) => [name, byHead(name) ?? ''] as const).filter(([, cell]) => cell !== '')
    const flags = distinctFlags(instructionFlags(cells.join('\n'), '表の行'))
    result.drafts.push({ record, body: prose.map(([name, cell]) => `${name}: ${cell}`).join('\n\n'), flags, where })
  }
  return result
}
