import { createHash } from 'node:crypto'
import type { Consultant } from '../../bot/consultant.ts'
import type { SummaryLine, TalkLine } from '../../bot/summary.ts'
import { findCase } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { readThread } from '../cases/thread.ts'
import { talkSummary } from './console-shapes.ts'
import { isBackground } from './guard.ts'
import { talkOf } from './hand-over.ts'
import { type Operation, staffOperation } from './operation.ts'
import { noteReading } from './reading-log.ts'
import type { DeskMessage } from './shapes.ts'
import { emptyBody } from './shapes.ts'
import { viewMessages } from './views.ts'

const THREAD = 200
/** Summaries kept: staff come back to the same cases, and each costs a call of the model. */
const KEPT = 200

const speakers: Partial<Record<DeskMessage['role'], TalkLine['speaker']>> = { user: 'user', bot: 'bot', staff: 'staff' }

/** What was said to and by the user; notes of staff and drafts are no part of the talk. */
const linesOf = (talk: readonly DeskMessage[]): TalkLine[] =>
  talk.flatMap(({ id, role, text, private: isPrivate }) => {
    const speaker = speakers[role]
    return speaker === undefined || isPrivate ? [] : [{ id, speaker, text }]
  })

/** The talk of a case summed up by a language model, beside the extract: empty without a model, or where it said nothing sound. */
export function summaryOperation(
  context: DeskContext,
  consultant: Pick<Consultant, 'summarise'> | undefined,
): Operation {
  const { store } = context
  /**
   * By case, with a fingerprint of all its words: who asks again, or at the same time, gets the same; a message that was
   * taken back or changed makes another.
   */
  const kept = new Map<string, { fingerprint: string; summary: Promise<SummaryLine[] | undefined> }>()

  const summaryOf = async (caseId: string): Promise<SummaryLine[]> => {
    const summarise = consultant?.summarise
    if (summarise === undefined) return []
    const row = await findCase(store.database, caseId)
    if (row === undefined) {
      throw new AppError('not_found', `no case ${caseId}`, { publicText: 'この相談は見つかりませんでした。' })
    }
    const { messages, beside } = await readThread(store.database, row.conversation_id, THREAD)
    const talk = linesOf(talkOf(caseId, viewMessages(messages, beside)))
    const fingerprint = createHash('sha256').update(JSON.stringify(talk)).digest('hex')
    const before = kept.get(caseId)
    const summary =
      before?.fingerprint === fingerprint ? before.summary : talk.length === 0 ? Promise.resolve([]) : summarise(talk)
    kept.delete(caseId)
    kept.set(caseId, { fingerprint, summary })
    if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? '')
    const lines = await summary
    // What failed may be asked for again.
    if (lines === undefined) kept.delete(caseId)
    return lines ?? []
  }

  return staffOperation({
    method: 'GET',
    path: '/desk/api/cases/:id/summary',
    summary: '言語モデルによる引き継ぎの要約（一文ずつ発言と照合済み。モデルがなければ空）',
    access: 'cases.work',
    body: emptyBody,
    response: talkSummary,
    run: async ({ request, session }) => {
      const caseId = request.params.id ?? ''
      const lines = await summaryOf(caseId)
      if (lines.length > 0) await noteReading(store, session, caseId, isBackground(request))
      return { body: { lines: lines.map(({ kind, text, from }) => ({ kind, text, messageIds: from })) } }
    },
  })
}
