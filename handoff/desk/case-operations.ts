import { eventsOfCase } from '../../storage/case-events.ts'
import { type CaseRow, casesOfConversation, findCaseForList, listCases } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { allStaff } from '../../storage/staff-accounts.ts'
import { claimCase, releaseCase } from '../cases/claim.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { writeAsStaff } from '../cases/reply.ts'
import { reopenCase, resolveCase } from '../cases/resolve.ts'
import { readThread, wayBackOf } from '../cases/thread.ts'
import { transferCase } from '../cases/transfer.ts'
import { caseStates, closedStates, openStates } from '../cases/transitions.ts'
import { type Operation, staffOperation } from './operation.ts'
import {
  caseDetail,
  caseList,
  changedCase,
  emptyBody,
  messageBody,
  resolveBody,
  transferBody,
  writtenMessage,
} from './shapes.ts'
import { type Names, viewCase, viewChange, viewJournal, viewMessages, viewPastCase, viewTrail } from './views.ts'

/** Messages of a thread that are shown; cases of one list. */
const THREAD = 500
const LIST = 500

/** The name of a record, for staff; the id itself where it is unknown. */
export type TitleOf = (recordId: string) => string

/** Told the way back of the user's newest words when a member of staff has them before their eyes. */
export type OnRead = (replyTo: JsonObject) => void

async function namesOf(context: DeskContext): Promise<Names> {
  return new Map((await allStaff(context.store.database)).map((staff) => [staff.login, staff.name]))
}

function readStates(query: string | null) {
  if (query === null || query === '') return openStates
  const asked = query.split(',')
  const states = caseStates.filter((state) => asked.includes(state))
  if (states.length === new Set(asked).size) return states
  throw new AppError('bad_request', 'unknown state', {
    publicText: `state は ${caseStates.join('・')} をコンマで区切って指定してください。`,
    details: { fields: ['state'] },
  })
}

const caseId = (request: { params: Readonly<Record<string, string>> }): string => request.params.id ?? ''

function readingOperations(context: DeskContext, titleOf: TitleOf, onRead?: OnRead): Operation[] {
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/cases',
      summary: '相談の一覧（待ち時間の長い順。完了したものは新しい順）',
      access: 'session',
      query: { state: `${caseStates.join('・')} をコンマ区切りで。省略すると未完了のすべて` },
      body: emptyBody,
      response: caseList,
      run: async ({ request }) => {
        const states = readStates(request.query.get('state'))
        const order = states.every((state) => closedStates.includes(state)) ? 'closed' : 'waiting'
        const rows = await listCases(context.store.database, states, order, LIST)
        const names = await namesOf(context)
        return { body: { cases: rows.map((row) => viewCase(row, names)) } }
      },
    }),
    staffOperation({
      method: 'GET',
      path: '/desk/api/cases/:id',
      summary: '相談の内容（やりとり、AIの応答の記録、経過、過去の相談）',
      access: 'session',
      body: emptyBody,
      response: caseDetail,
      run: async ({ request, session }) => {
        const { database } = context.store
        const row = await findCaseForList(database, caseId(request))
        if (row === undefined) {
          throw new AppError('not_found', 'no such case', { publicText: 'この相談は見つかりませんでした。' })
        }
        const names = await namesOf(context)
        const { messages, beside } = await readThread(database, row.conversation_id, THREAD)
        // Who opens a case has read it; an auditor only looks.
        if (session.actor.role !== 'auditor') onRead?.(wayBackOf(messages))
        const cases = await casesOfConversation(database, row.conversation_id)
        return {
          body: {
            case: viewCase(row, names),
            messages: viewMessages(messages, beside),
            trail: viewTrail(messages, titleOf),
            events: viewJournal(await eventsOfCase(database, row.id), names),
            pastCases: cases.filter((known) => known.id !== row.id).map(viewPastCase),
          },
        }
      },
    }),
  ]
}

/** Cases: the queue, one thread, and what staff do with it. */
export function caseOperations(context: DeskContext, titleOf: TitleOf, onRead?: OnRead): Operation[] {
  const changed = async (row: CaseRow) => ({ body: { case: viewChange(row, await namesOf(context)) } })
  const step = (name: string, summary: string, act: typeof claimCase) =>
    staffOperation({
      method: 'POST',
      path: `/desk/api/cases/:id/${name}`,
      summary,
      access: 'write',
      body: emptyBody,
      response: changedCase,
      run: async ({ request, session }) => changed(await act(context, session.actor, caseId(request))),
    })
  return [
    ...readingOperations(context, titleOf, onRead),
    step('claim', '担当する（先に担当した人がいれば 409 と担当者名）', claimCase),
    step('release', '担当を外れ、元の待ち時間のまま未対応に戻す', releaseCase),
    step('reopen', '完了した相談を、自分の担当で再開する', reopenCase),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/messages',
      summary: '利用者への返信、または職員だけのメモ',
      access: 'write',
      body: messageBody,
      response: writtenMessage,
      run: async ({ request, session, input }) => {
        const message = { text: input.text, private: input.private ?? false, requestId: input.requestId }
        const { row, messageId } = await writeAsStaff(context, session.actor, caseId(request), message)
        return { status: 201, body: { case: viewChange(row, await namesOf(context)), messageId } }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/transfer',
      summary: '別の職員または班へ、メモを付けて引き継ぐ',
      access: 'write',
      body: transferBody,
      response: changedCase,
      run: async ({ request, session, input }) => {
        const target = 'to' in input ? { to: input.to } : { team: input.team }
        return changed(await transferCase(context, session.actor, caseId(request), target, input.note))
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/resolve',
      summary: '完了する。AIの応答に戻り、利用者に知らせる',
      access: 'write',
      body: resolveBody,
      response: changedCase,
      run: async ({ request, session, input }) =>
        changed(await resolveCase(context, session.actor, caseId(request), input)),
    }),
  ]
}
