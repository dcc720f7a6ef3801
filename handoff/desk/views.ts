import { z } from 'zod'
import type { AttachmentView } from '../../storage/attachments.ts'
import type { CaseEventRow } from '../../storage/case-events.ts'
import type { CaseListRow } from '../../storage/case-list.ts'
import type { CaseRow } from '../../storage/cases.ts'
import type { Delivery } from '../../storage/outbox.ts'
import type { TimerRow } from '../../storage/timers.ts'
import type { Message } from '../../storage/types.ts'
import { isResting, type PromiseSettings, promisedAt, promiseState } from '../cases/promise.ts'
import { readState } from '../cases/transitions.ts'
import type { CaseDetail, CaseSummary, DeskEvent, DeskMessage } from './shapes.ts'

/** Login → name, as staff know each other. */
export type Names = ReadonlyMap<string, string>

const iso = (instant: number): string => new Date(instant).toISOString()
const isoOrNull = (instant: number | null): string | null => (instant === null ? null : iso(instant))
const nameOf = (names: Names, login: string | null) => (login === null ? null : (names.get(login) ?? login))

/** What the desk reads from the details of a message; anything else in them is left alone. */
const detailsShape = z.object({
  author: z.object({ name: z.string() }).optional().catch(undefined),
  citations: z
    .array(z.object({ id: z.string(), title: z.string(), url: z.string().optional(), date: z.string().optional() }))
    .catch([]),
  outcome: z.string().optional().catch(undefined),
  reason: z.string().catch(''),
  draft: z.boolean().catch(false),
  boundary: z.boolean().catch(false),
  sentWith: z.string().optional().catch(undefined),
  quote: z.string().nullable().catch(null).default(null),
  mentions: z.array(z.string()).catch([]),
  unsent: z.boolean().catch(false),
  tried: z.boolean().catch(false),
  quotes: z.string().optional().catch(undefined),
  trail: z
    .object({
      intent: z.string(),
      records: z.array(z.string()),
      passages: z.array(z.object({ recordId: z.string(), facet: z.string(), score: z.number() })).catch([]),
      ledger: z
        .object({ checked: z.number(), dropped: z.array(z.string()) })
        .nullable()
        .catch(null),
      model: z
        .object({ result: z.string(), model: z.string().nullable(), calls: z.number(), milliseconds: z.number() })
        .nullable()
        .catch(null)
        .default(null),
    })
    .optional()
    .catch(undefined),
})

/** What a case is looked at by: the moment, and what promises are counted by. */
export interface Clocks {
  settings: PromiseSettings
  now: number
}

export function viewCase(row: CaseListRow, names: Names, { settings, now }: Clocks): CaseSummary {
  const due = promisedAt(row, settings, now)
  return {
    id: row.id,
    state: readState(row.state),
    owner: row.owner,
    ownerName: nameOf(names, row.owner),
    team: row.team,
    door: row.door as CaseSummary['door'],
    topic: row.topic,
    reason: row.reason,
    urgent: row.urgent === 1,
    label: row.label,
    endReason: row.end_reason,
    waitingSince: iso(row.waiting_since),
    openedAt: iso(row.opened_at),
    firstReplyAt: isoOrNull(row.first_reply_at),
    closedAt: isoOrNull(row.closed_at),
    preview: (row.preview ?? '').slice(0, 120),
    undelivered: Number(row.failed_sends) > 0,
    lastRole: row.last_role,
    lastAt: isoOrNull(row.last_at),
    lastUserAt: isoOrNull(row.last_user_at),
    stateSince: iso(row.state_since),
    awaiting: row.awaiting as CaseSummary['awaiting'],
    awaitingSince: isoOrNull(row.awaiting_since),
    claimedAt: isoOrNull(row.claimed_at),
    unread: Number(row.unread ?? 0),
    mentioned: row.mentioned === 1,
    dueAt: isoOrNull(row.due_at),
    transferFrom: row.transfer_from,
    transferFromName: nameOf(names, row.transfer_from),
    reopened: row.reopened_from !== null,
    requeues: row.requeues,
    labels: row.labels === null ? [] : (JSON.parse(row.labels) as string[]),
    company: row.company,
    outcome: row.outcome,
    knowledgeGap: row.knowledge_gap === 1,
    pushed: row.pushed_at !== null,
    promisedAt: due === undefined ? null : iso(due),
    promise: due === undefined ? null : promiseState(due, now),
    snoozedUntil: isResting(row, now) ? isoOrNull(row.snoozed_until) : null,
  }
}

export function viewChange(row: CaseRow, names: Names) {
  return {
    id: row.id,
    state: readState(row.state),
    owner: row.owner,
    ownerName: nameOf(names, row.owner),
    version: row.version,
  }
}

/** What stands beside the messages of a thread. */
export interface Beside {
  deliveries: readonly Delivery[]
  attachments: readonly AttachmentView[]
  /** By conversation: the door it came in by. */
  doors: ReadonlyMap<string, string>
  /** Message ids by what the platform calls them. */
  references: ReadonlyMap<string, string>
}

const viewAttachment = (row: AttachmentView): DeskMessage['attachments'][number] => ({
  id: row.id,
  kind: row.kind,
  fileName: row.file_name,
  status: row.status as DeskMessage['attachments'][number]['status'],
  reason: row.reason,
  mediaType: row.media_type,
  size: row.size,
})

const viewDelivery = ({ status, lastError, plan }: Delivery): DeskMessage['delivery'] => {
  const way = (['reply', 'push'] as const).find((known) => known === plan?.way) ?? null
  return { status, error: lastError ?? null, way }
}

export function viewMessages(messages: readonly Message[], beside: Beside): DeskMessage[] {
  const { deliveries, attachments, doors, references } = beside
  const texts = new Map(messages.map((message) => [message.id, message.text]))
  const byMessage = new Map(deliveries.map((delivery) => [delivery.payload.messageId, delivery]))
  return messages.map((message) => {
    const details = detailsShape.parse(message.details)
    const delivery = byMessage.get(message.id) ?? byMessage.get(details.sentWith ?? '')
    return {
      id: message.id,
      role: message.role,
      text: message.text,
      at: iso(message.at),
      private: message.private,
      caseId: message.caseId ?? null,
      author: details.author?.name ?? null,
      citations: details.citations,
      outcome: details.outcome ?? null,
      door: doors.get(message.conversationId) ?? '',
      quotes: texts.get(references.get(details.quotes ?? '') ?? '') ?? null,
      attachments: attachments.filter((row) => row.message_id === message.id).map(viewAttachment),
      draft: details.draft,
      boundary: details.boundary,
      sequence: message.sequence,
      quote: details.quote,
      mentions: details.mentions,
      unsent: details.unsent,
      tried: details.tried,
      delivery: delivery === undefined ? null : viewDelivery(delivery),
    }
  })
}

/** What the desk says of a record of the library. */
export type RecordOf = (recordId: string) => { title: string; checkedOn: string | null; url: string | null }

const viewModel = (
  model: { result: string; model: string | null; calls: number; milliseconds: number } | null,
): CaseDetail['trail'][number]['model'] =>
  model && { result: model.result, name: model.model, calls: model.calls, milliseconds: model.milliseconds }

/** Question by question: what the bot looked at and how it ended. */
export function viewTrail(messages: readonly Message[], recordOf: RecordOf): CaseDetail['trail'] {
  let question = ''
  const trail: CaseDetail['trail'] = []
  for (const message of messages) {
    if (message.role === 'user') question = message.text
    const details = detailsShape.parse(message.details)
    if (message.role !== 'bot' || details.outcome === undefined) continue
    const cited = new Map(details.citations.map((citation) => [citation.id, citation.title]))
    trail.push({
      messageId: message.id,
      question,
      outcome: details.outcome,
      reason: details.reason,
      intent: details.trail?.intent ?? '',
      records: (details.trail?.records ?? []).map((id) => {
        const known = recordOf(id)
        return { id, ...known, title: cited.get(id) ?? known.title }
      }),
      passages: (details.trail?.passages ?? []).map(({ recordId, facet, score }) => ({
        id: recordId,
        facet,
        score,
        ...recordOf(recordId),
      })),
      ledger: details.trail?.ledger ?? null,
      model: viewModel(details.trail?.model ?? null),
      at: iso(message.at),
    })
  }
  return trail
}

export function viewJournal(events: readonly CaseEventRow[], names: Names): CaseDetail['events'] {
  return events.map((event) => ({
    id: event.id,
    type: event.type,
    from: event.from_state,
    to: event.to_state,
    actor: nameOf(names, event.actor) ?? event.actor,
    reason: event.reason,
    at: iso(event.at),
  }))
}

export const viewTimers = (timers: readonly TimerRow[]): CaseDetail['timers'] =>
  timers.map((timer) => ({ kind: timer.kind, dueAt: iso(timer.due_at) }))

/** What is told of a former case besides its row: what was asked for, and what staff wrote down of it. */
export interface PastWords {
  need: string | null
  outcome: string | null
}

export const viewPastCase = (row: CaseRow, words: PastWords): CaseDetail['pastCases'][number] => ({
  ...words,
  id: row.id,
  state: readState(row.state),
  topic: row.topic,
  label: row.label,
  openedAt: iso(row.opened_at),
  closedAt: isoOrNull(row.closed_at),
  endReason: row.end_reason,
})

export const viewEvent = (event: CaseEventRow): DeskEvent => ({
  id: event.id,
  caseId: event.case_id,
  type: event.type,
  actor: event.actor,
  from: event.from_state,
  to: event.to_state,
  at: iso(event.at),
})
