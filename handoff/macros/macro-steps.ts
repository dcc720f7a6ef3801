import { z } from 'zod'
import { MOST_LABELS } from '../cases/amend.ts'

const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.trim() !== '')

/** How a macro leaves the case: as it is, waiting for the user, with a team, or done. */
const end = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stay') }),
  z.strictObject({ kind: z.literal('wait') }),
  z.strictObject({ kind: z.literal('team'), team: z.string().min(1).max(40).describe('班のid'), note: words(2000) }),
  z.strictObject({
    kind: z.literal('resolve'),
    reason: z.enum(['staff_resolved', 'user_ended', 'idle', 'rejected']),
    knowledgeGap: z.boolean(),
  }),
])

/** What a macro does, in this order: facts, words to the user, a note, how the case goes on. */
export const macroSteps = z
  .strictObject({
    labels: z.array(z.string().trim().min(1).max(30)).max(MOST_LABELS).describe('加えるラベル'),
    label: words(60).nullable().describe('分類'),
    outcome: words(2000).nullable().describe('対応の記録'),
    reply: words(5000).nullable().describe('相談者への返信'),
    note: words(2000).nullable().describe('職員だけに見えるメモ'),
    end,
  })
  .refine(
    ({ labels, label, outcome, reply, note, end: last }) =>
      labels.length > 0 || [label, outcome, reply, note].some((text) => text !== null) || last.kind !== 'stay',
    'することを一つ以上選んでください',
  )

export type MacroSteps = z.output<typeof macroSteps>

export interface Macro {
  id: string
  code: string
  title: string
  team: string | null
  steps: MacroSteps
}

export const readSteps = (stored: string): MacroSteps => macroSteps.parse(JSON.parse(stored))
