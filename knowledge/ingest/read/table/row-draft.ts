import { longestShortName, type RecordDraft, recordKinds } from '../../../record/schema.ts'
import {
  deadlineOf,
  type Read,
  readAmount,
  readCallDates,
  readPhone,
  readRate,
  readUrl,
  sentence,
} from './mapped-facets.ts'
import type { FieldName, Mapping } from './mapping.ts'

const listSeparators = /[、,，;；\n]|・(?=\S)/

const plainFacets = ['who', 'funded', 'how', 'prerequisites', 'documents', 'caution'] as const
const dateFields = ['opens', 'closes', 'period'] as const

/** The cells of one row by field, and where each stands. */
export interface RowCells {
  row: number
  /** The cell of a field; empty where the mapping or the row has none. */
  cell(name: FieldName): string
  /** The head of the field's column, as the sheet writes it. */
  head(name: FieldName): string
}

/** A faulty cell; `required` when it costs the row. */
export interface CellFault {
  field: FieldName
  message: string
  required: boolean
}

const listOf = (cell: string): string[] =>
  cell
    .split(listSeparators)
    .map((part) => part.trim())
    .filter((part) => part !== '')

class RowReader {
  readonly faults: CellFault[] = []
  private readonly cells: RowCells
  private readonly mapping: Mapping

  constructor(cells: RowCells, mapping: Mapping) {
    this.cells = cells
    this.mapping = mapping
  }

  text(name: FieldName): string {
    const column = this.mapping.columns[name]
    const cell = this.cells.cell(name)
    if (cell === '' && column?.required) this.fault(name, '空です')
    return column?.values?.[cell] ?? cell
  }

  read<T>(name: FieldName, reader: (cell: string) => Read<T>): T | undefined {
    const cell = this.text(name)
    if (cell === '') return undefined
    const result = reader(cell)
    if ('value' in result) return result.value
    this.fault(name, result.fault)
    return undefined
  }

  fault(field: FieldName, message: string, required = this.mapping.columns[field]?.required ?? false): void {
    this.faults.push({ field, message, required })
  }
}

function kindOf(reader: RowReader, mapping: Mapping): RecordDraft['kind'] | undefined {
  const said = reader.text('kind')
  const kind = recordKinds.find((each) => each === said)
  if (said !== '' && kind === undefined)
    reader.fault('kind', `種類として読めません: ${said}`, mapping.constants.kind === undefined)
  return kind ?? mapping.constants.kind
}

/** Drops what is undefined, so that a draft holds only what was said. */
function said<T extends object>(fields: { [Key in keyof T]: T[Key] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
}

function contactOf(reader: RowReader, mapping: Mapping): RecordDraft['contact'] {
  const name = reader.text('contactName') || mapping.constants.contact?.name
  const phone = reader.read('contactPhone', readPhone)
  const url = reader.read('contactUrl', readUrl)
  if (name === undefined || name === '') return undefined
  return { ...mapping.constants.contact, name, ...said<{ phone: string; url: string }>({ phone, url }) }
}

/** One row as a record, with the faults of its cells; no record where a fault costs the row. */
export function draftOf(cells: RowCells, id: string, mapping: Mapping): { record?: RecordDraft; faults: CellFault[] } {
  const reader = new RowReader(cells, mapping)
  const { constants } = mapping
  const name = reader.text('name')
  const what = reader.text('what')
  for (const [field, value] of [
    ['name', name],
    ['what', what],
  ] as const) {
    if (value === '' && !mapping.columns[field].required) reader.fault(field, '空です', true)
  }
  const shortName = (reader.text('shortName') || name).slice(0, longestShortName)
  const kind = kindOf(reader, mapping)
  const list = (field: FieldName) => (reader.text(field) === '' ? undefined : listOf(cells.cell(field)))
  const areas = list('areas') ?? constants.areas
  if (areas === undefined) reader.fault('areas', '空です', true)
  if (kind === undefined && cells.cell('kind') === '') reader.fault('kind', '空です', true)
  const dates = dateFields
    .map((field) => reader.read(field, (cell) => readCallDates(cell, field)))
    .filter((each) => each !== undefined)
  const facet = (field: FieldName) => {
    const cell = reader.text(field)
    return cell === '' ? undefined : { text: sentence(cells.head(field), cell) }
  }
  const optional = said<RecordDraft>({
    ...Object.fromEntries(plainFacets.map((field) => [field, facet(field)])),
    aliases: list('aliases'),
    purposes: list('purposes') ?? constants.purposes,
    operator: reader.text('operator') || constants.operator,
    fiscalYear: reader.text('fiscalYear') || constants.fiscalYear,
    decisive: reader.text('decisive') || undefined,
    rate: reader.read('rate', (cell) => readRate(cells.head('rate'), cell)),
    amount: reader.read('amount', (cell) => readAmount(cells.head('amount'), cell, mapping.columns.amount?.unit)),
    deadline: deadlineOf(dates, `${shortName}の募集`),
    contact: contactOf(reader, mapping),
    status: constants.status,
    language: constants.language,
  } as { [Key in keyof RecordDraft]: RecordDraft[Key] | undefined })
  const { faults } = reader
  if (faults.some((fault) => fault.required) || kind === undefined || areas === undefined) return { faults }
  const record: RecordDraft = {
    id,
    name,
    shortName,
    kind,
    level: reader.text('level') || constants.level,
    areas,
    what: { text: what },
    ...optional,
    sources: constants.sources,
    confidence: constants.confidence,
    checkedOn: constants.checkedOn,
  }
  return { record, faults }
}
