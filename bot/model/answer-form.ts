import { z } from 'zod'
import type { AnswerItem } from '../turn-context.ts'
import type { SourceMarks } from './source-marks.ts'

/** The form in which a model answers. */
export const answerForm = z.object({
  complete: z.boolean().describe('資料で質問に答えられたか'),
  items: z.array(
    z.object({
      text: z.string().describe('1〜2文'),
      sources: z.array(z.string()).describe('もとにした資料の記号'),
    }),
  ),
})
export type FormAnswer = z.infer<typeof answerForm>

/** An item with the records behind its marks; undefined where a mark is unknown or there is none. */
export function toItem({ text, sources }: FormAnswer['items'][number], marks: SourceMarks): AnswerItem | undefined {
  const drawn = sources.map((mark) => marks.find(mark))
  if (drawn.length === 0 || drawn.some((marked) => marked === undefined)) return undefined
  const known = drawn.filter((marked) => marked !== undefined)
  const computed = known.map((marked) => marked.computed).filter((words) => words !== undefined)
  return {
    text: text.trim(),
    recordIds: [...new Set(known.map(({ recordId }) => recordId))],
    ...(computed.length > 0 ? { computed } : {}),
  }
}
