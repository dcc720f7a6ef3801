import { parse } from 'csv-parse/sync'
import { refused, type SourceContent } from '../source-content.ts'
import { withoutInvisible } from '../text/invisible-characters.ts'

const delimiters = [',', '\t', ';'] as const
const mostRows = 200_000

/** The delimiter that the first lines hold most often outside quotes. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '')
  const count = (delimiter: string) => head.split(delimiter).length
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
}

/** A CSV file as one sheet; rows are numbered as a spreadsheet numbers them. */
export async function readCsv(text: string, name: string): Promise<SourceContent> {
  const records = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    to: mostRows,
  })
  const rows = records.map((cells) => cells.map((cell) => withoutInvisible(cell).trim()))
  while (rows.length > 0 && rows.at(-1)?.every((cell) => cell === '')) rows.pop()
  if (rows.length === 0) return refused('行のない表です。')
  return { kind: 'table', sheets: [{ name, rows, firstRow: 1 }] }
}
