import { eventsOfCase } from '../../storage/case-events.ts'
import { findCaseForList } from '../../storage/case-list.ts'
import { readUpTo } from '../../storage/case-reads.ts'
import { casesInScope } from '../../storage/case-scope.ts'
import { type CaseRow, casesOfConversation, placeInQueue } from '../../storage/cases.ts'
import { findConversation } from '../../storage/conversations.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { hasJoined } from '../../storage/inbox.ts'
import { namesOfStaff } from '../../storage/staff-accounts.ts'
import { timersOfCase } from '../../storage/timers.ts'
import { describeCase, readCase } from '../cases/amend.ts'
import { claimCase, releaseCase, takeOverCase } from '../cases/claim.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { newestMessages } from '../cases/newest-messages.ts'
import { waitForUser, writeAsStaff } from '../cases/reply.ts'
import { endTalk, reopenCase, resolveCase } from '../cases/resolve.ts'
import { retryMessage, undoMessage } from '../cases/sent-words.ts'
import { snoozeCase, wakeCase } from '../cases/snooze.ts'
import { readThread, wayBackOf } from '../cases/thread.ts'
import { declineTransfer, transferCase } from '../cases/transfer.ts'
import { listQuery, readPromiseSettings, viewCaseList } from './case-lists.ts'
import { isBackground } from './guard.ts'
import { handOverOf } from './hand-over.ts'
import { type Operation, staffOperation } from './operation.ts'
import { viewPastCases } from './past-cases.ts'
import { viewersOf } from './presence-view.ts'
import { noQuota, type ReadPushQuota } from './push-quota.ts'
import { readScopeOf } from './read-scope.ts'
import { noteReading } from './reading-log.ts'
import {
  caseDetail,
  caseList,
  changedCase,
  describeBody,
  done,
  emptyBody,
  endBody,
  messageBody,
  messageStep,
  readBody,
  resolveBody,
  snoozeBody,
  takeOverBody,
  transferBody,
  writtenMessage,
} from './shapes.ts'
import {
  type Names,
  type RecordOf,
  viewCase,
  viewChange,
  viewJournal,
  viewMessages,
  viewTimers,
  viewTrail,
} from './views.ts'

/** Messages of a thread that are shown. */
const THREAD = 500
/** Messages among which the user's newest words are looked for. */
const NEWEST = 50

/** Told the way back of the user's newest words when the owner of the case has them before their eyes. */
export type OnRead = (replyTo: JsonObject) => void

/** What a case is shown with and does not hold itself. */
export interface CaseSources {
  recordOf: RecordOf
  onRead?: OnRead | undefined
  readPushQuota?: ReadPushQuota | undefined
}

const namesOf = (context: DeskContext): Promise<Names> => namesOfStaff(context.store.database)

const caseId = (request: { params: Readonly<Record<string, string>> }): string => request.params.id ?? ''

/** The user learns that somebody has read them from who answers; whoever else opens a case only looks. */
const isHeldBy = (row: Pick<CaseRow, 'owner' | 'closed_at'>, login: string): boolean =>
  row.owner === login && row.closed_at === null

function readingOperations(
  context: DeskContext,
  { recordOf, onRead, readPushQuota = noQuota }: CaseSources,
): Operation[] {
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/cases',
      summary: '相談の一覧（待ち時間の長い順。完了したものは新しい順）',
      access: 'cases.read',
      query: listQuery,
      body: emptyBody,
      response: caseList,
      run: async ({ request, session }) => ({ body: await viewCaseList(context.store, request.query, session.actor) }),
    }),
    staffOperation({
      method: 'GET',
      path: '/desk/api/cases/:id',
      summary: '相談の内容（やりとり、AIの応答の記録、経過、過去の相談）',
      access: 'cases.read',
      body: emptyBody,
      response: caseDetail,
      run: async ({ request, session }) => {
        const { database } = context.store
        const { login } = session.actor
        const row = await findCaseForList(database, caseId(request), login)
        if (row === undefined) {
          throw new AppError('not_found', 'no such case', { publicText: 'この相談は見つかりませんでした。' })
        }
        await noteReading(context.store, session, row.id, isBackground(request))
        const names = await namesOf(context)
        const { messages, beside } = await readThread(database, row.conversation_id, THREAD)
        if (isHeldBy(row, login) && !isBackground(request)) onRead?.(wayBackOf(messages))
        const cases = await casesOfConversation(database, row.conversation_id)
        const readable = await casesInScope(
          database,
          cases.map(({ id }) => id),
          await readScopeOf(database, session.actor),
        )
        const shown = viewMessages(messages, beside)
        const trail = viewTrail(messages, recordOf)
        const conversation = await findConversation(database, row.conversation_id)
        if (conversation === undefined) throw new AppError('internal', 'a case without its conversation')
        return {
          body: {
            case: viewCase(row, names, {
              settings: await readPromiseSettings(database),
              now: context.store.clock.now(),
            }),
            messages: shown,
            trail,
            handOver: handOverOf(row.id, shown, trail),
            conversation: {
              id: conversation.id,
              control: conversation.control,
              reachable: conversation.reachable,
              firstContactAt: new Date(conversation.createdAt).toISOString(),
              isFriend:
                conversation.door === 'line'
                  ? conversation.reachable && (await hasJoined(database, conversation.id))
                  : null,
              pushQuota: conversation.door === 'line' ? await readPushQuota() : null,
            },
            place: row.state === 'QUEUED' ? await placeInQueue(database, row) : null,
            readUpTo: await readUpTo(database, row.id, login),
            viewers: await viewersOf(context.store, row.id, login),
            timers: viewTimers(await timersOfCase(database, row.id)),
            events: viewJournal(await eventsOfCase(database, row.id), names),
            pastCases: await viewPastCases(
              database,
              cases.filter((known) => known.id !== row.id && readable.has(known.id)),
              shown,
              trail,
            ),
          },
        }
      },
    }),
  ]
}

/** Cases: the queue, one thread, and what staff do with it. */
export function caseOperations(context: DeskContext, sources: CaseSources): Operation[] {
  const { onRead } = sources
  const changed = async (row: CaseRow) => ({ body: { case: viewChange(row, await namesOf(context)) } })
  const step = (name: string, summary: string, act: typeof claimCase) =>
    staffOperation({
      method: 'POST',
      path: `/desk/api/cases/:id/${name}`,
      summary,
      access: 'cases.work',
      body: emptyBody,
      response: changedCase,
      run: async ({ request, session }) => changed(await act(context, session.actor, caseId(request))),
    })
  const messageStepOf = (name: string, summary: string, act: typeof undoMessage) =>
    staffOperation({
      method: 'POST',
      path: `/desk/api/cases/:id/${name}`,
      summary,
      access: 'cases.work',
      body: messageStep,
      response: changedCase,
      run: async ({ request, session, input }) =>
        changed(await act(context, session.actor, caseId(request), input.messageId)),
    })
  return [
    ...readingOperations(context, sources),
    step('claim', '担当する、または引き継ぎを受ける（先に担当した人がいれば 409 と担当者名）', claimCase),
    step('decline', '引き継ぎを受けず、元の担当に戻す', declineTransfer),
    step('wait', '利用者の返信待ちにする（担当の件数に数えない）', waitForUser),
    step('wake', '後で対応に回した相談を、いま再開する', wakeCase),
    step('release', '担当を外れ、元の待ち時間のまま未対応に戻す', releaseCase),
    step('reopen', '完了した相談を、自分の担当で再開する', reopenCase),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/messages',
      summary: '利用者への返信、または職員だけのメモ',
      access: 'cases.work',
      body: messageBody,
      response: writtenMessage,
      run: async ({ request, session, input }) => {
        const message = { ...input, private: input.private ?? false }
        const { row, messageId } = await writeAsStaff(context, session.actor, caseId(request), message)
        return { status: 201, body: { case: viewChange(row, await namesOf(context)), messageId } }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/transfer',
      summary: '別の職員または班へ、メモを付けて引き継ぐ',
      access: 'cases.work',
      body: transferBody,
      response: changedCase,
      run: async ({ request, session, input }) => {
        const target = 'to' in input ? { to: input.to } : { team: input.team }
        return changed(await transferCase(context, session.actor, caseId(request), target, input.note))
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/snooze',
      summary: '後で対応する（決めた時刻まで、または利用者が書くまで休ませる）',
      access: 'cases.work',
      body: snoozeBody,
      response: changedCase,
      run: async ({ request, session, input }) => {
        const rest = 'until' in input ? { until: Date.parse(input.until) } : input
        return changed(await snoozeCase(context, session.actor, caseId(request), rest))
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/take-over',
      summary: '理由を付けて交代する（主任・管理者）',
      access: 'cases.overrule',
      body: takeOverBody,
      response: changedCase,
      run: async ({ request, session, input }) =>
        changed(await takeOverCase(context, session.actor, caseId(request), input.reason)),
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/end',
      summary: '会話を終え、後処理に移る。AIの応答に戻り、利用者に知らせる',
      access: 'cases.work',
      body: endBody,
      response: changedCase,
      run: async ({ request, session, input }) =>
        changed(await endTalk(context, session.actor, caseId(request), input)),
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/describe',
      summary: '話題・ラベル・会社・対応の記録を書く',
      access: 'cases.work',
      body: describeBody,
      response: changedCase,
      run: async ({ request, session, input }) =>
        changed(await describeCase(context, session.actor, caseId(request), input)),
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/read',
      summary: 'ここまで読んだ',
      access: 'session',
      body: readBody,
      response: done,
      run: async ({ request, session, input }) => {
        const row = await readCase(context, session.actor, caseId(request), input.sequence)
        // Words that come while the case stands on the owner's screen are read here.
        if (onRead && isHeldBy(row, session.actor.login)) {
          onRead(wayBackOf(await newestMessages(context.store.database, row.conversation_id, NEWEST)))
        }
        return { body: { ok: true } }
      },
    }),
    messageStepOf('undo', '送信を5秒以内に取り消す', undoMessage),
    messageStepOf('retry', '届かなかった送信をやり直す', retryMessage),
    staffOperation({
      method: 'POST',
      path: '/desk/api/cases/:id/resolve',
      summary: '完了する。AIの応答に戻り、利用者に知らせる',
      access: 'cases.work',
      body: resolveBody,
      response: changedCase,
      run: async ({ request, session, input }) =>
        changed(await resolveCase(context, session.actor, caseId(request), input)),
    }),
  ]
}
