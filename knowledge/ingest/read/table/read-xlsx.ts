import readExcelFile from 'read-excel-file/node'
import { refused, type SourceContent } from '../source-content.ts'
import { withoutInvisible } from '../text/invisible-characters.ts'
import { wallMoment } from '../text/japanese-date.ts'
import { mostUnpackedBytes, unpacksWithin, zipEntries } from '../zip-archive.ts'
import { type MergedArea, mergedAreas } from './merged-cells.ts'
import type { Cell, TableSheet } from './table-sheet.ts'

/** Digits of a whole number stand as written; what Excel keeps as a binary fraction is said the short way: 0.1, not 0.1000…01. */
function numberText(written: string): string {
  if (/^-?\d+$/.test(written)) return written
  const value = Number(written)
  if (!Number.isFinite(value)) return written
  const short = Number(value.toPrecision(15))
  return Number.isInteger(short) && Math.abs(short) < 1e21 ? BigInt(short).toString() : String(short)
}

function cellText(value: unknown): Cell {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : wallMoment(value.getTime() / 60_000)
  return withoutInvisible(String(value)).trim()
}

/** A merged cell counts for each of its rows; across, it stays in its first column. */
function fillDown(rows: Cell[][], areas: readonly MergedArea[]): void {
  for (const { top, left, bottom } of areas) {
    const value = rows[top]?.[left] ?? ''
    if (value === '') continue
    for (const row of rows.slice(top + 1, bottom + 1)) if ((row[left] ?? '') === '') row[left] = value
  }
}

/** All sheets of an .xlsx file that hold anything. Formulas count by the value that was saved with them. */
export async function readXlsx(bytes: Uint8Array): Promise<SourceContent> {
  const entries = zipEntries(bytes) ?? []
  if (!unpacksWithin(bytes, entries, mostUnpackedBytes))
    return refused('壊れているか、展開すると大きすぎるExcelファイルです。')
  const merged = mergedAreas(bytes, entries)
  const sheets: TableSheet[] = []
  for (const { sheet: name, data } of await readExcelFile(Buffer.from(bytes), { parseNumber: numberText })) {
    const rows = data.map((row) => row.map(cellText))
    fillDown(rows, merged.get(name) ?? [])
    if (rows.length > 0) sheets.push({ name, rows, firstRow: 1 })
  }
  return sheets.length === 0 ? refused('行のない表です。') : { kind: 'table', sheets }
}
