import type { Consultant } from '../../bot/consultant.ts'
import { maskPersonalData } from '../../bot/protect/mask.ts'
import { labelOf } from '../../bot/protect/mask-rules.ts'
import type { Library } from '../../knowledge/library.ts'
import { findCase } from '../../storage/cases.ts'
import { findConversation } from '../../storage/conversations.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { appendSuggestionVerdict } from '../../storage/suggestion-verdicts.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { newestMessages } from '../cases/newest-messages.ts'
import { foundPersonalData, type Suggestion, suggestions, suggestionVerdictBody, wordsBody } from './console-shapes.ts'
import { isBackground } from './guard.ts'
import { type Operation, staffOperation } from './operation.ts'
import { noteReading } from './reading-log.ts'
import { done, emptyBody } from './shapes.ts'

/** Where proposed answers come from; without a consultant there are none. */
export interface SuggestionSources {
  consultant?: Pick<Consultant, 'turn'> | undefined
  library?: Pick<Library, 'records'> | undefined
}

/** Messages in which the user's newest words are looked for, and passages beside the composed answer. */
const LOOKED_AT = 40
const PASSAGES = 3

/**
 * Answers that staff may send, each with its sources: what the consultant would say to the user's newest words, and
 * the passages it found for them. Nothing without a source is proposed, and nothing is sent by itself.
 */
async function proposeAnswers(
  context: DeskContext,
  { consultant, library }: SuggestionSources,
  caseId: string,
): Promise<{ sequence: number; suggestions: Suggestion[] }> {
  const { database, clock } = context.store
  const row = await findCase(database, caseId)
  if (row === undefined) {
    throw new AppError('not_found', `no case ${caseId}`, { publicText: 'この相談は見つかりませんでした。' })
  }
  const messages = await newestMessages(database, row.conversation_id, LOOKED_AT)
  const asked = messages.findLast((message) => message.role === 'user')
  const conversation = await findConversation(database, row.conversation_id)
  if (asked === undefined || consultant === undefined) return { sequence: asked?.sequence ?? 0, suggestions: [] }
  const { reply, outcome, trail } = await consultant.turn({
    text: asked.text,
    now: clock.now(),
    state: conversation?.state,
  })
  const composed: Suggestion[] =
    outcome.outcome === 'answered' && reply.citations.length > 0
      ? [
          {
            source: 'answer',
            title: reply.citations[0]?.title ?? '',
            text: reply.text,
            sources: reply.citations.map(({ title, url, date }) => ({ title, url: url ?? null, date: date ?? null })),
          },
        ]
      : []
  const passages = trail.passages.flatMap(({ recordId, facet }): Suggestion[] => {
    const record = library?.records.get(recordId)
    const block = record?.[facet as 'what']
    if (record === undefined || typeof block?.text !== 'string') return []
    const sources = record.sources.map(({ title, url, date }) => ({
      title,
      url: url ?? null,
      date: date ?? record.checkedOn,
    }))
    return [{ source: record.id, title: record.name, text: block.text, sources: sources.slice(0, 2) }]
  })
  const known = new Set(composed.map(({ text }) => text))
  const others = passages.filter(({ text }) => !known.has(text) && known.add(text))
  return { sequence: asked.sequence, suggestions: [...composed, ...others.slice(0, PASSAGES)] }
}

/** What helps staff to write: proposed answers, and a look for personal data before it is sent. */
export function writingOperations(context: DeskContext, sources: SuggestionSources): Operation[] {
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/cases/:id/suggestions',
      summary: '相談者の最新の発言への回答案（出典のあるものだけ。自動では送らない）',
      access: 'cases.work',
      body: emptyBody,
      response: suggestions,
      run: async ({ request, session }) => {
        const caseId = request.params.id ?? ''
        const body = await proposeAnswers(context, sources, caseId)
        await noteReading(context.store, session, caseId, isBackground(request))
        return { body }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/suggestions',
      summary: '回答案をどうしたか（そのまま使った、直して使った、使わなかった）',
      access: 'cases.work',
      body: suggestionVerdictBody,
      response: done,
      run: async ({ request, session, input }) => {
        const { store, identifiers } = context
        const row = await findCase(store.database, request.params.id ?? '')
        if (row === undefined) {
          throw new AppError('not_found', 'no such case', { publicText: 'この相談は見つかりませんでした。' })
        }
        await store.transaction((unit) =>
          appendSuggestionVerdict(unit, {
            id: identifiers.uuid(),
            case_id: row.id,
            login: session.actor.login,
            source: input.source,
            verdict: input.verdict,
            distance: input.distance ?? null,
            at: store.clock.now(),
          }),
        )
        return { body: { ok: true } }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/words/check',
      summary: '送る前の言葉に、個人情報とみられるものがあるか（保存しない）',
      access: 'cases.work',
      body: wordsBody,
      response: foundPersonalData,
      run: async ({ input }) => ({ body: { found: maskPersonalData(input.text).found.map(labelOf) } }),
    }),
  ]
}
