import { z } from 'zod'
import { japaneseIssueText } from '../../../record/issue-text.ts'
import { confidenceLevels, recordKinds, recordLanguages, recordSchema } from '../../../record/schema.ts'
import { moneyUnitNames } from '../text/japanese-money.ts'

const text = z.string().trim().min(1)

const column = z.strictObject({
  /** The head of the column, or several it may have; compared without blanks, width and case. */
  header: z.union([text, z.array(text).min(1)]),
  /** A cell that is empty or cannot be read costs the row; else it costs this field alone. */
  required: z.boolean().default(false),
  /** What each cell text stands for: `補助金: grant`. */
  values: z.record(z.string(), text).optional(),
})
/** A column by its head alone, or with its settings. */
const field = z.union([text.transform((header) => column.parse({ header })), column])
const moneyColumn = column.extend({
  /** Of bare numbers: 円, 千円, 万円 … A cell that names its unit needs none. */
  unit: z.enum(moneyUnitNames).optional(),
})

const moneyField = z.union([text.transform((header) => moneyColumn.parse({ header })), moneyColumn])

const columns = z.strictObject({
  name: field,
  what: field,
  shortName: field.optional(),
  aliases: field.optional(),
  kind: field.optional(),
  level: field.optional(),
  operator: field.optional(),
  areas: field.optional(),
  purposes: field.optional(),
  fiscalYear: field.optional(),
  decisive: field.optional(),
  who: field.optional(),
  funded: field.optional(),
  how: field.optional(),
  prerequisites: field.optional(),
  documents: field.optional(),
  caution: field.optional(),
  rate: field.optional(),
  amount: moneyField.optional(),
  opens: field.optional(),
  closes: field.optional(),
  /** Both ends in one cell: 「令和8年4月1日～5月29日」. */
  period: field.optional(),
  contactName: field.optional(),
  contactPhone: field.optional(),
  contactUrl: field.optional(),
})

const record = recordSchema.shape
const constants = z.strictObject({
  level: text,
  confidence: z.enum(confidenceLevels),
  sources: record.sources,
  checkedOn: record.checkedOn,
  kind: z.enum(recordKinds).optional(),
  areas: z.array(text).min(1).optional(),
  operator: text.optional(),
  fiscalYear: text.optional(),
  purposes: z.array(text).optional(),
  status: z.enum(['real', 'planned']).optional(),
  language: z.enum(recordLanguages).optional(),
  contact: record.contact,
})

/** How the rows of a sheet become records; what a mapping file holds. Faults are told in Japanese. */
export const mappingSchema = z
  .strictObject({
    /** The first sheet that has the columns, where none is named. */
    sheet: text.optional(),
    /** The number of the row with the heads; the first row that holds them all, where none is given. */
    headerRow: z.number().int().positive().optional(),
    /** `itabashi-{番号}`: heads in braces stand for the cells of the row, `{row}` for its number. */
    id: z.string().regex(/^[a-z0-9-]*\{[^{}]+\}[a-z0-9-]*(?:\{[^{}]+\}[a-z0-9-]*)*$/, {
      message: '「itabashi-{番号}」のように、小文字の英数字とハイフン、{見出し} で書いてください',
    }),
    columns,
    constants,
    /** Heads whose cells are kept as prose, 「見出し: 値」 a line. */
    body: z.array(text).default([]),
  })
  .superRefine((mapping, context) => {
    const need = (holds: boolean, path: string[], message: string) => {
      if (!holds) context.addIssue({ code: 'custom', path, message })
    }
    const { columns: of, constants: all } = mapping
    need(
      of.kind !== undefined || all.kind !== undefined,
      ['constants', 'kind'],
      '種類（kind）を列か定数で決めてください',
    )
    need(
      of.areas !== undefined || all.areas !== undefined,
      ['constants', 'areas'],
      '地域（areas）を列か定数で決めてください',
    )
    need(
      of.period === undefined || (of.opens === undefined && of.closes === undefined),
      ['columns', 'period'],
      '期間（period）と、開始・締切（opens・closes）は、どちらか一方にしてください',
    )
  })

export type Mapping = z.infer<typeof mappingSchema>
export type FieldName = keyof Mapping['columns']

/** Checks what a mapping file holds; faults as 「場所: 何が違うか」 lines. */
export function readMapping(data: unknown): { mapping: Mapping } | { faults: string[] } {
  const read = mappingSchema.safeParse(data, { error: japaneseIssueText })
  if (read.success) return { mapping: read.data }
  return { faults: read.error.issues.map((issue) => `${issue.path.join('.') || '全体'}: ${issue.message}`) }
}
