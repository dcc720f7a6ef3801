import { z } from 'zod'
import type { DeliveryPayload } from '../../bot/delivery.ts'
import { staffPayload } from '../cases/staff-payload.ts'
import { wordsBody } from './console-shapes.ts'
import { type Operation, staffOperation } from './operation.ts'

/** What a door would show: each bubble with the name beside it. */
export interface DoorPreview {
  bubbles: { sender: string | null; text: string }[]
  /** UTF-16 units that one bubble takes. */
  bubbleLimit: number
}

/** The door's own way of cutting words into bubbles; given by who opens the doors. */
export type PreviewWords = (payload: DeliveryPayload) => DoorPreview

const preview = z.strictObject({
  bubbles: z.array(z.strictObject({ sender: z.string().nullable(), text: z.string() })),
  left: z.number().describe('最後の吹き出しに、あと何文字入るか（UTF-16）'),
})
const previewAnswer = z.strictObject({ preview: preview.nullable().describe('LINEを使っていないときは null') })
export type PreviewAnswer = z.output<typeof previewAnswer>

/** Words of staff as LINE will show them, by what the door of LINE does with them. Nothing is kept. */
export function previewOperation(previewLine: PreviewWords | undefined): Operation {
  return staffOperation({
    method: 'POST',
    path: '/desk/api/words/preview',
    summary: '返信がLINEでどう見えるか（吹き出しの分かれ方と、残りの文字数）',
    access: 'cases.work',
    body: wordsBody,
    response: previewAnswer,
    run: async ({ input }) => {
      if (previewLine === undefined) return { body: { preview: null } }
      const { bubbles, bubbleLimit } = previewLine(staffPayload(input.text, 'preview'))
      return { body: { preview: { bubbles, left: bubbleLimit - (bubbles.at(-1)?.text.length ?? 0) } } }
    },
  })
}
