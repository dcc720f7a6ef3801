import { ChatOpenAI } from '@langchain/openai'
import { createAgent, providerStrategy } from 'langchain'
import { z } from 'zod'
import type { Logger } from '../../storage/ground/logger.ts'
import { say } from '../compose/say.ts'
import { confirmSentence, isTooUncertain, stateSentence } from '../compose/scheme-words.ts'
import type { AnswerItem, Dependencies } from '../turn-context.ts'
import { instructions, sourcesText } from './prompt.ts'

export interface GeneratorOptions {
  model: string
  apiKey?: string
  /** Address of an OpenAI-compatible server; OpenAI's own when absent. */
  baseUrl?: string
  logger: Logger
  /** Longest wait for the model in milliseconds; after it the extractive answer is sent. */
  timeoutMs?: number
}

const answerSchema = z.object({
  complete: z.boolean(),
  items: z.array(z.object({ text: z.string(), sources: z.array(z.string()) })),
})

/**
 * Words answers with a language model. It sees marks instead of sources and never writes the call's state; an item with
 * an unknown mark is dropped here, one with an unknown figure by the ledger. Returns undefined when the model is
 * silent, slow or off the form: the extractive answer is sent then.
 */
export function createGenerator(options: GeneratorOptions): NonNullable<Dependencies['generate']> {
  const model = new ChatOpenAI({
    model: options.model,
    apiKey: options.apiKey ?? 'none',
    temperature: 0,
    maxRetries: 0,
    timeout: options.timeoutMs ?? 12_000,
    ...(options.baseUrl ? { configuration: { baseURL: options.baseUrl } } : {}),
  })
  const agent = createAgent({
    model,
    tools: [],
    systemPrompt: instructions,
    responseFormat: providerStrategy(answerSchema),
  })

  return async (context, signal) => {
    // A document is quoted, never retold: whatever figure stands in its prose, the ledger would take for a fact.
    if (context.subjects[0]?.kind === 'document') return undefined
    const records = context.subjects
      .slice(0, 3)
      .filter((record) => !isTooUncertain(record) && record.kind !== 'document')
    const first = records[0]
    if (!first) return undefined
    const question = `${sourcesText(records)}\n<質問>\n${context.masked.text}\n</質問>`
    try {
      const deadline = AbortSignal.timeout(options.timeoutMs ?? 12_000)
      const result = await agent.invoke(
        { messages: [{ role: 'user', content: question }] },
        { signal: signal ? AbortSignal.any([signal, deadline]) : deadline },
      )
      const answer = answerSchema.safeParse(result.structuredResponse)
      if (!answer.success || !answer.data.complete) return undefined
      const items = answer.data.items.map((item) => toItem(item, records)).filter((item) => item !== undefined)
      if (items.length === 0) return undefined
      const state = stateSentence(first, context.input.now)
      return [...items, ...(state ? [state] : []), say(confirmSentence(first, context.input.now), first.id)]
    } catch (thrown) {
      options.logger.warn(
        { error: thrown instanceof Error ? thrown.name : 'unknown' },
        'the language model gave no answer',
      )
      return undefined
    }
  }
}

/** An item drawn on known sources only; words about the call's state are the program's alone. */
function toItem(item: { text: string; sources: string[] }, records: readonly { id: string }[]): AnswerItem | undefined {
  const drawn = item.sources.map((mark) => /^S(\d+)$/.exec(mark)?.[1]).map((number) => records[Number(number) - 1])
  if (drawn.length === 0 || drawn.some((record) => record === undefined)) return undefined
  if (/(?:募集|受付|公募|申請)(?:中|を?受け?付けて)|https?:|S\d/.test(item.text)) return undefined
  return { text: item.text.trim(), recordIds: drawn.map((record) => record?.id ?? '') }
}
