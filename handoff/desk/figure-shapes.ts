import { z } from 'zod'
import { groups } from '../figures/figure.ts'
import { keysOf } from '../records/record-words.ts'

/** Shapes of the figures. */

const day = z.iso.date().describe('YYYY-MM-DD（日本時間、その日を含む）')
const counted = z.strictObject({
  value: z.number().nullable().describe('数える対象がなければ null'),
  base: z.number().optional().describe('母数'),
})
const perClock = <T extends z.ZodType>(shape: T) =>
  z.strictObject({ open: shape.describe('受付時間で数えた値'), calendar: shape.describe('暦の時間で数えた値') })

const unit = z.enum(['件', '%', '分', '点', 'トークン'])
const group = z.enum(keysOf(groups))

export const figuresView = z.strictObject({
  from: day,
  to: day,
  groups: z.array(z.strictObject({ id: group, name: z.string() })),
  figures: z.array(
    z.strictObject({
      id: z.string(),
      group,
      name: z.string(),
      definition: z.string(),
      unit,
      timed: z.boolean().describe('受付時間と暦の時間で値が変わる'),
      counted: perClock(counted),
      target: z
        .strictObject({
          value: z.number(),
          per: z.enum(['year', 'level']),
          is: z.enum(['least', 'most']),
          source: z.string(),
          forPeriod: z.number().describe('期間の長さに合わせた目標'),
          met: z.boolean().nullable(),
        })
        .nullable(),
    }),
  ),
  tables: z.array(
    z.strictObject({
      id: z.string(),
      group,
      name: z.string(),
      definition: z.string(),
      rowName: z.string(),
      columns: z.array(z.strictObject({ name: z.string(), unit })),
      chart: z.enum(['lines', 'bars']).nullable(),
      timed: z.boolean(),
      rows: perClock(z.array(z.strictObject({ label: z.string(), values: z.array(z.number().nullable()) }))),
    }),
  ),
  notCounted: z.array(z.strictObject({ name: z.string(), why: z.string() })),
})

export const periodBody = z.object({ from: day.optional(), to: day.optional() })

export type FiguresView = z.output<typeof figuresView>
