import { tool } from 'langchain'
import { z } from 'zod'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { stateSentence } from '../compose/scheme-words.ts'
import { workedAmount } from '../compose/worked-amount.ts'
import { conditionWords } from '../interview/condition-words.ts'
import type { TurnContext } from '../turn-context.ts'
import { resultText, sourceText } from './prompt.ts'
import type { SourceMarks } from './source-marks.ts'
import { mayBeRetold } from './what-may-be-retold.ts'

/** What the tools of one turn work on. */
export interface ToolContext {
  turn: TurnContext
  marks: SourceMarks
}

const MOST_FOUND = 4
const source = z.string().describe('資料の記号')
const unknownSource = 'その記号の資料はありません。'
const notKnown = '資料からは分かりません。'

/** The agent hands on what it was invoked with, and knows nothing of its type. */
interface Runtime {
  context: unknown
}
const contextOf = ({ context }: Runtime) => context as ToolContext

const recordOf = (mark: string, { turn, marks }: ToolContext): KnowledgeRecord | undefined =>
  turn.dependencies.library.records.get(marks.find(mark)?.recordId ?? '')

/**
 * A tool that works something out about one source, from what the user said and nothing that a model supposes; what it
 * says may be told under the mark that it is given. It has a copy of the memory: looking up changes nothing.
 */
const about = (work: (record: KnowledgeRecord, turn: TurnContext) => string | undefined) => {
  return async (input: { source: string }, runtime: Runtime): Promise<string> => {
    const context = contextOf(runtime)
    const record = recordOf(input.source, context)
    if (!record) return unknownSource
    const words = work(record, { ...context.turn, memory: structuredClone(context.turn.memory) })
    return words ? resultText(words, context.marks.markResult(record.id, words)) : notKnown
  }
}

/** What a model may look up: reading only, of the library alone, and of what the program itself may tell. */
export const libraryTools = [
  tool(
    async ({ query }: { query: string }, runtime: Runtime) => {
      const { turn, marks } = contextOf(runtime)
      const { library } = turn.dependencies
      const { wards } = turn.memory
      const filter = { at: turn.input.now, ...(wards.length > 0 ? { areas: wards } : {}) }
      const hits = library.search(library.normalize(query), { limit: 20, filter })
      const found = [...new Set(hits.map(({ recordId }) => recordId))]
        .map((id) => library.records.get(id))
        .filter((record) => record !== undefined && mayBeRetold(record))
        .slice(0, MOST_FOUND)
      const texts = found.flatMap((record) => (record ? [sourceText(record, marks.markRecord(record))] : []))
      return texts.join('\n') || notKnown
    },
    {
      name: 'search',
      description: '資料を言葉で探す。制度、規則、知財の手続、施設など。',
      schema: z.object({ query: z.string().max(200).describe('探す言葉') }),
    },
  ),
  tool(
    async ({ source: mark }: { source: string }, runtime: Runtime) => {
      const context = contextOf(runtime)
      const record = recordOf(mark, context)
      if (!record) return unknownSource
      const related = record.related
        .map((id) => context.turn.dependencies.library.records.get(id))
        .filter((other) => other !== undefined && mayBeRetold(other))
        .slice(0, MOST_FOUND)
      return [record, ...related]
        .flatMap((one) => (one ? [sourceText(one, context.marks.markRecord(one))] : []))
        .join('\n')
    },
    { name: 'scheme', description: '一つの資料と、それに関係する資料を読む。', schema: z.object({ source }) },
  ),
  tool(
    about((record, { memory }) => conditionWords(record, memory.company)),
    {
      name: 'eligibility',
      description:
        '制度の対象者の条件ごとに、利用者が話した会社の内容で、満たす（○）、満たさない（×）、要確認（？）を調べる。',
      schema: z.object({ source }),
    },
  ),
  tool(
    about((record, turn) => workedAmount(record, turn)?.text),
    {
      name: 'amount',
      description: '利用者が話した経費の額から、補助額の目安を計算する。結果は、そのままの言葉で書く。',
      schema: z.object({ source }),
    },
  ),
  tool(
    about((record, { input }) => stateSentence(record, input.now)?.text),
    {
      name: 'call_state',
      description: '制度がいま受付期間内かを調べる。受付状況は別に表示されるので、本文には書かない。',
      schema: z.object({ source }),
    },
  ),
]
