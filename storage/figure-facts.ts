import { sql } from 'kysely'
import { japanDay } from './ground/japan-time.ts'
import type {
  CaseEventsTable,
  CasesTable,
  ConsultationRecordsTable,
  FaqCandidatesTable,
  ModelUsageTable,
  SuggestionVerdictsTable,
} from './schema.ts'
import type { Store } from './store.ts'
import type { DoorName } from './types.ts'

/** Both instants included. */
export interface Period {
  from: number
  to: number
}

/** One answer of the bot, without its words. */
export interface TurnFact {
  conversationId: string
  door: DoorName
  at: number
  /** bot/outcome.ts names both. */
  outcome: string
  reason: string
  /** What it was about; null in answers of older releases. */
  topic: string | null
  /** The bot's own words went out with it, not the notice of the system alone. */
  botSpoke: boolean
  /** `used`, `repaired` or why a model's words were not taken; null where none was asked. */
  modelResult: string | null
  model: string | null
  /** Items that the ledger held back. */
  dropped: number
}

export type CaseFact = CasesTable & { door: DoorName }
export type EventFact = Pick<
  CaseEventsTable,
  'id' | 'case_id' | 'conversation_id' | 'type' | 'from_state' | 'to_state' | 'actor' | 'at' | 'owner'
>
export interface SurveyFact {
  caseId: string | null
  topic: string | null
  score: number | null
  hasComment: boolean
}
export interface ResultFact {
  kind: string
  partner: string | null
}
export type RecordFact = Pick<ConsultationRecordsTable, 'case_id' | 'outcome' | 'minutes' | 'follow_up_on'>

/** Days on which somebody wrote in a conversation, counted from 1970 by the calendar in Japan. */
export interface TalkFact {
  conversationId: string
  day: number
}

type Reader = Pick<Store, 'database' | 'dialect'>

/** The answers of the bot in a period, oldest first. Reads what stands beside each message in the database itself. */
export async function turnsIn({ database, dialect }: Reader, { from, to }: Period): Promise<TurnFact[]> {
  const fields =
    dialect === 'sqlite'
      ? sql`json_extract(m.details, '$.outcome') as outcome, json_extract(m.details, '$.reason') as reason,
            json_extract(m.details, '$.trail.topic') as topic,
            json_extract(m.details, '$.trail.model.result') as model_result,
            json_extract(m.details, '$.trail.model.model') as model,
            coalesce(json_array_length(m.details, '$.trail.ledger.dropped'), 0) as dropped
          from messages m join conversations c on c.id = m.conversation_id`
      : sql`x.outcome, x.reason, t.topic, t.model ->> 'result' as model_result, t.model ->> 'model' as model,
            coalesce(json_array_length(t.ledger -> 'dropped'), 0) as dropped
          from messages m join conversations c on c.id = m.conversation_id
          cross join lateral json_to_record(m.details::json) as x(outcome text, reason text, trail json)
          left join lateral json_to_record(x.trail) as t(topic text, model json, ledger json) on true`
  const present = dialect === 'sqlite' ? sql`json_extract(m.details, '$.outcome')` : sql`x.outcome`
  const { rows } = await sql<{
    conversation_id: string
    door: DoorName
    at: number
    role: string
    outcome: string
    reason: string | null
    topic: string | null
    model_result: string | null
    model: string | null
    dropped: number
  }>`select m.conversation_id, c.door, m.at, m.role, ${fields}
     where m.at between ${from} and ${to} and m.private = 0 and m.role in ('bot', 'system') and ${present} is not null
     order by m.at`.execute(database)
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    door: row.door,
    at: row.at,
    outcome: row.outcome,
    reason: row.reason ?? '',
    topic: row.topic,
    botSpoke: row.role === 'bot',
    modelResult: row.model_result,
    model: row.model,
    dropped: Number(row.dropped),
  }))
}

export async function talksIn({ database }: Reader, { from, to }: Period): Promise<TalkFact[]> {
  const { rows } = await sql<{ conversation_id: string; day: number }>`
    select distinct conversation_id, (at + 32400000) / 86400000 as day from messages
    where role = 'user' and at between ${from} and ${to}`.execute(database)
  return rows.map((row) => ({ conversationId: row.conversation_id, day: Number(row.day) }))
}

export async function casesOpenedIn({ database }: Reader, { from, to }: Period): Promise<CaseFact[]> {
  const rows = await database
    .selectFrom('cases')
    .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
    .selectAll('cases')
    .select('conversations.door')
    .where('cases.opened_at', '>=', from)
    .where('cases.opened_at', '<=', to)
    .orderBy('cases.opened_at')
    .execute()
  return rows.map((row) => ({ ...row, door: row.door as DoorName }))
}

/** The journal of the cases that were opened in a period, in order; without words of staff that were never sent. */
export async function eventsOfCasesIn({ database }: Reader, { from, to }: Period): Promise<EventFact[]> {
  return database
    .selectFrom('case_events')
    .innerJoin('cases', 'cases.id', 'case_events.case_id')
    .select(['case_events.id', 'case_events.case_id', 'case_events.conversation_id', 'case_events.type'])
    .select(['case_events.from_state', 'case_events.to_state', 'case_events.actor', 'case_events.at'])
    .select('case_events.owner')
    .where('cases.opened_at', '>=', from)
    .where('cases.opened_at', '<=', to)
    .where(({ and, eb, exists, not, selectFrom }) =>
      not(
        and([
          eb('case_events.type', '=', 'message'),
          exists(
            selectFrom('case_events as later')
              .select('later.id')
              .whereRef('later.case_id', '=', 'case_events.case_id')
              .whereRef('later.reason', '=', 'case_events.reason')
              .where('later.type', '=', 'undone'),
          ),
        ]),
      ),
    )
    .orderBy('case_events.id')
    .execute()
}

export async function surveysIn({ database }: Reader, { from, to }: Period): Promise<SurveyFact[]> {
  const rows = await database
    .selectFrom('surveys')
    .leftJoin('cases', 'cases.id', 'surveys.case_id')
    .select(['surveys.case_id', 'cases.topic', 'surveys.score', 'surveys.comment'])
    .where('surveys.status', '<>', 'off')
    .where('surveys.asked_at', '>=', from)
    .where('surveys.asked_at', '<=', to)
    .execute()
  return rows.map((row) => ({
    caseId: row.case_id,
    topic: row.topic,
    score: row.score,
    hasComment: row.comment !== null,
  }))
}

/** The records of the cases that were opened in a period. */
export async function recordsOfCasesIn({ database }: Reader, { from, to }: Period): Promise<RecordFact[]> {
  return database
    .selectFrom('consultation_records')
    .innerJoin('cases', 'cases.id', 'consultation_records.case_id')
    .select(['consultation_records.case_id', 'consultation_records.outcome', 'consultation_records.minutes'])
    .select('consultation_records.follow_up_on')
    .where('cases.opened_at', '>=', from)
    .where('cases.opened_at', '<=', to)
    .execute()
}

/** Results by the day they came about, whenever their consultation was. */
export async function resultsIn({ database }: Reader, { from, to }: Period): Promise<ResultFact[]> {
  return database
    .selectFrom('consultation_results')
    .select(['kind', 'partner'])
    .where('on_day', '>=', japanDay(from))
    .where('on_day', '<=', japanDay(to))
    .execute()
}

/** When candidates for the records came up, and when they were decided on. */
export type CandidateFact = Pick<FaqCandidatesTable, 'status' | 'opened_at' | 'decided_at'>
export async function candidatesIn({ database }: Reader, { from, to }: Period): Promise<CandidateFact[]> {
  return database
    .selectFrom('faq_candidates')
    .select(['status', 'opened_at', 'decided_at'])
    .where(({ between, or }) => or([between('opened_at', from, to), between('decided_at', from, to)]))
    .execute()
}

/** What staff made of the answers that were proposed to them. */
export type SuggestionFact = Pick<SuggestionVerdictsTable, 'verdict' | 'distance'>
export async function suggestionsIn({ database }: Reader, { from, to }: Period): Promise<SuggestionFact[]> {
  return database
    .selectFrom('suggestion_verdicts')
    .select(['verdict', 'distance'])
    .where('at', '>=', from)
    .where('at', '<=', to)
    .execute()
}

/** How sends to LINE went out, and how many of those who wrote there have blocked us since. */
export interface LineFact {
  replies: number
  pushes: number
  held: number
  users: number
  blocked: number
}
export async function lineIn({ database, dialect }: Reader, { from, to }: Period): Promise<LineFact> {
  const way = dialect === 'sqlite' ? sql<string>`json_extract(plan, '$.way')` : sql<string>`plan::json ->> 'way'`
  const sends = await database
    .selectFrom('outbox')
    .select(['status', way.as('way'), ({ fn }) => fn.countAll<number>().as('count')])
    .where('door', '=', 'line')
    .where('status', 'in', ['sent', 'held'])
    .where('created_at', '>=', from)
    .where('created_at', '<=', to)
    .groupBy(['status', way])
    .execute()
  const users = await database
    .selectFrom('conversations')
    .select(['reachable', ({ fn }) => fn.countAll<number>().as('count')])
    .where('door', '=', 'line')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('messages')
          .select('messages.id')
          .whereRef('messages.conversation_id', '=', 'conversations.id')
          .where('messages.role', '=', 'user')
          .where('messages.at', '>=', from)
          .where('messages.at', '<=', to),
      ),
    )
    .groupBy('reachable')
    .execute()
  const sum = (fits: (send: (typeof sends)[number]) => boolean) =>
    sends.filter(fits).reduce((total, send) => total + Number(send.count), 0)
  return {
    replies: sum((send) => send.status === 'sent' && send.way === 'reply'),
    pushes: sum((send) => send.status === 'sent' && send.way === 'push'),
    held: sum((send) => send.status === 'held'),
    users: users.reduce((total, { count }) => total + Number(count), 0),
    blocked: Number(users.find(({ reachable }) => reachable === 0)?.count ?? 0),
  }
}

export async function modelUsageIn({ database }: Reader, { from, to }: Period): Promise<ModelUsageTable[]> {
  return database
    .selectFrom('model_usage')
    .selectAll()
    .where('day', '>=', japanDay(from))
    .where('day', '<=', japanDay(to))
    .orderBy('day')
    .execute()
}

/** What was sent in a period and how it ended, and messages that could not be worked on. */
export async function lossesIn({ database }: Reader, { from, to }: Period) {
  const sends = await database
    .selectFrom('outbox')
    .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
    .where('created_at', '>=', from)
    .where('created_at', '<=', to)
    .groupBy('status')
    .execute()
  const dead = await database
    .selectFrom('inbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'dead')
    .where('received_at', '>=', from)
    .where('received_at', '<=', to)
    .executeTakeFirst()
  const of = (status: string) => Number(sends.find((send) => send.status === status)?.count ?? 0)
  return { sent: of('sent'), failed: of('failed'), dead: Number(dead?.count ?? 0) }
}
