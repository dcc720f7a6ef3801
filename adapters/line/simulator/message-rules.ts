import { z } from 'zod'

/**
 * What LINE demands of the messages of a send, as its reference states it (Messaging API reference, "Message objects",
 * "Flex Message", "Action objects"). Kept apart from the product's own limits on purpose: this is the other side.
 */
export interface MessageFault {
  property: string
  message: string
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })
const graphemes = (text: string): number => [...segmenter.segment(text)].length
export const clusters = (least: number, most: number) =>
  z
    .string()
    .refine((text) => graphemes(text) >= least && graphemes(text) <= most, `must be ${least}-${most} characters`)
const units = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.trim() !== '', 'may not be empty')
    .refine((text) => text.isWellFormed(), 'must be well-formed')
const bytes = (most: number) => (value: unknown) => Buffer.byteLength(JSON.stringify(value)) <= most

const address = z
  .string()
  .max(1000)
  .refine((value) => ['http:', 'https:', 'line:', 'tel:'].includes(URL.parse(value)?.protocol ?? ''), 'invalid uri')

export const actionWith = <Label extends z.ZodType<string | undefined>>(label: Label) =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('uri'), label, uri: address }),
    z.strictObject({ type: z.literal('message'), label, text: clusters(1, 300) }),
    z.strictObject({
      type: z.literal('postback'),
      label,
      data: z.string().min(1).max(300),
      displayText: clusters(1, 300).optional(),
      inputOption: z.enum(['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice']).optional(),
      fillInText: clusters(1, 300).optional(),
    }),
  ])

const colour = z.string().regex(/^#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?$/)
const spacing = z.enum(['none', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl'])
const fontSize = z.enum(['xxs', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl'])

/** A length in pixels or percent, or one of the named sizes. */
const length = z.union([spacing, z.string().regex(/^\d+(\.\d+)?(px|%)$/)])

const flexText = z.strictObject({
  type: z.literal('text'),
  text: z.string().refine((text) => text.trim() !== '', 'may not be empty'),
  size: fontSize.optional(),
  weight: z.enum(['regular', 'bold']).optional(),
  color: colour.optional(),
  wrap: z.boolean().optional(),
  flex: z.number().int().nonnegative().optional(),
  margin: spacing.optional(),
  align: z.enum(['start', 'end', 'center']).optional(),
})

const flexButton = z.strictObject({
  type: z.literal('button'),
  style: z.enum(['primary', 'secondary', 'link']).optional(),
  height: z.enum(['sm', 'md']).optional(),
  color: colour.optional(),
  action: actionWith(clusters(1, 40)),
})

const flexSeparator = z.strictObject({
  type: z.literal('separator'),
  color: colour.optional(),
  margin: spacing.optional(),
})

const flexBox = z.strictObject({
  type: z.literal('box'),
  layout: z.enum(['horizontal', 'vertical', 'baseline']),
  flex: z.number().int().nonnegative().optional(),
  spacing: length.optional(),
  margin: length.optional(),
  backgroundColor: colour.optional(),
  borderColor: colour.optional(),
  borderWidth: length.optional(),
  cornerRadius: length.optional(),
  paddingAll: length.optional(),
  paddingTop: length.optional(),
  paddingBottom: length.optional(),
  paddingStart: length.optional(),
  paddingEnd: length.optional(),
  justifyContent: z
    .enum(['center', 'flex-start', 'flex-end', 'space-between', 'space-around', 'space-evenly'])
    .optional(),
  alignItems: z.enum(['center', 'flex-start', 'flex-end']).optional(),
  get contents() {
    return z.array(z.union([flexText, flexButton, flexSeparator, flexBox])).min(1)
  },
})

const bubbleSize = z.enum(['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga'])

const bubble = z
  .strictObject({
    type: z.literal('bubble'),
    size: bubbleSize.optional(),
    header: flexBox.optional(),
    body: flexBox.optional(),
    footer: flexBox.optional(),
  })
  .refine(bytes(30 * 1024), 'bubble must be at most 30 KB')

const carousel = z
  .strictObject({ type: z.literal('carousel'), contents: z.array(bubble).min(1).max(12) })
  .refine(({ contents }) => new Set(contents.map(({ size }) => size)).size === 1, 'bubbles must have the same size')
  .refine(bytes(50 * 1024), 'carousel must be at most 50 KB')

const common = {
  quickReply: z
    .strictObject({
      items: z
        .array(z.strictObject({ type: z.literal('action'), action: actionWith(clusters(1, 20)) }))
        .min(1)
        .max(13),
    })
    .optional(),
  sender: z
    .strictObject({
      name: units(20).refine((name) => !/line/i.test(name), 'this name may not be used'),
      iconUrl: z
        .url({ protocol: /^https$/ })
        .max(2000)
        .optional(),
    })
    .optional(),
}

const messagesSchema = z
  .array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('text'), text: units(5000), quoteToken: z.string().optional(), ...common }),
      z.strictObject({
        type: z.literal('flex'),
        altText: units(1500),
        contents: z.discriminatedUnion('type', [bubble, carousel]),
        ...common,
      }),
    ]),
  )
  .min(1)
  .max(5)

/** The faults LINE would name; empty when it would take the messages. */
export function messageFaults(messages: unknown): MessageFault[] {
  const result = messagesSchema.safeParse(messages)
  if (result.success) return []
  return result.error.issues.map((issue) => ({
    property: ['messages', ...issue.path].join('/'),
    message: issue.message,
  }))
}
