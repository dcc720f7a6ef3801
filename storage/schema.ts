import type { Kysely, Transaction } from 'kysely'

/**
 * Columns are plain on both databases: text for identifiers and JSON, bigint milliseconds for instants (read as
 * number), 0 or 1 for booleans. JSON is written by JSON.stringify and read by JSON.parse in the repositories only.
 */
export interface ConversationsTable {
  id: string
  door: string
  conversation_key: string
  control: string
  control_epoch: number
  state: string | null
  reachable: number
  created_at: number
  next_sequence: number
  lease_token: string | null
  lease_until: number
}

export interface InboxTable {
  /** `<door>:<eventId>` */
  id: string
  conversation_id: string
  kind: string
  payload: string
  occurred_at: number
  received_at: number
  /** pending, done, dead */
  status: string
  attempts: number
  available_at: number
  last_error: string | null
  /** Order of arrival within the conversation, for events of the same instant. */
  sequence: number
}

export interface MessagesTable {
  id: string
  conversation_id: string
  case_id: string | null
  role: string
  text: string
  private: number
  at: number
  sequence: number
  details: string
}

export interface OutboxTable {
  id: string
  conversation_id: string
  door: string
  payload: string
  reply_to: string
  retry_key: string
  plan: string | null
  /** pending, sent, failed */
  status: string
  attempts: number
  available_at: number
  lease_token: string | null
  lease_until: number
  created_at: number
  first_attempt_at: number | null
  finished_at: number | null
  last_error: string | null
  /** Order within the conversation. */
  sequence: number
}

/** What web visitors see, as Direct Line activities in the order of their watermark. Filled by the web door. */
export interface ActivitiesTable {
  conversation_key: string
  /** 1, 2, 3 … within the conversation; the watermark counts them. */
  position: number
  id: string
  activity: string
  at: number
}

export interface DirectLineConversationsTable {
  conversation_key: string
  user_id: string
  created_at: number
  last_seen_at: number
}

/** A handoff. One open case a conversation. */
export interface CasesTable {
  id: string
  conversation_id: string
  /** QUEUED, ASSIGNED, ACTIVE, RESOLVED, CANCELLED, UNREACHABLE */
  state: string
  owner: string | null
  team: string | null
  topic: string
  reason: string
  urgent: number
  label: string | null
  end_reason: string | null
  version: number
  waiting_since: number
  opened_at: number
  claimed_at: number | null
  first_reply_at: number | null
  closed_at: number | null
}

export interface CaseEventsTable {
  /** Counts up over all cases: the Last-Event-ID of the console. */
  id: number
  case_id: string
  conversation_id: string
  /** opened, claimed, released, transferred, message, resolved … */
  type: string
  from_state: string | null
  to_state: string | null
  /** staff login, `user`, `bot` or `system` */
  actor: string
  reason: string | null
  at: number
}

export interface StaffTable {
  id: string
  login: string
  name: string
  /** responder, lead, admin, auditor */
  role: string
  password_hash: string
  disabled: number
  created_at: number
}

export interface SessionsTable {
  /** SHA-256 of the cookie's token. */
  id: string
  staff_id: string
  csrf: string
  created_at: number
  last_seen_at: number
  expires_at: number
}

/** One-time set-up address and other small facts: `setup_token_hash`, `signing_key` … */
export interface FactsTable {
  name: string
  value: string
}

/** One reading of one source; left open until its last page is read, so that it goes on where it was stopped. */
export interface IngestRunsTable {
  id: string
  source_id: string
  /** Of the source's settings: a reading begun under others is not continued. */
  settings_hash: string
  /** open, done, abandoned */
  status: string
  started_at: number
  finished_at: number | null
}

/** The queue of a reading. */
export interface IngestPagesTable {
  run_id: string
  url: string
  position: number
  /** Links from the start. */
  depth: number
  /** page, sitemap */
  role: string
  /** waiting, read, absent, refused, failed, repeated */
  status: string
  /** Where redirects led. */
  final_url: string | null
  /** What was wrong, in Japanese. */
  outcome: string | null
}

/** The last answer of each address, for the next conditional request. */
export interface IngestFetchesTable {
  source_id: string
  url: string
  settings_hash: string
  etag: string | null
  last_modified: string | null
  /** What was read there, as JSON. */
  result: string
}

export interface IngestProposalsTable {
  id: string
  source_id: string
  record_id: string
  name: string
  /** new, changed, gone */
  change: string
  /** The record's file as text; null for what is gone. */
  content: string | null
  /** What stood there when it was proposed, and whether that was published (1) or of the folder (0). */
  old_content: string | null
  old_published: number
  flags: string
  /** Where in the source it stands. */
  origin: string
  /** The same for the same proposal made again. */
  fingerprint: string
  /** open, approved, rejected, superseded */
  status: string
  created_at: number
  decided_at: number | null
  decided_by: string | null
  reason: string | null
}

/** Approved records: they stand beside the folder's, and in the place of those of the same id. */
export interface PublishedRecordsTable {
  record_id: string
  content: string
  source_id: string
  proposal_id: string
  published_at: number
  published_by: string
  /** The same record as its source held it at the last reading: checked later, saying nothing else. */
  seen_content: string | null
}

/** Tokens that language models took, by day in Japan (YYYY-MM-DD). */
export interface ModelUsageTable {
  day: string
  model: string
  calls: number
  input_tokens: number
  output_tokens: number
}

export interface Database {
  conversations: ConversationsTable
  inbox: InboxTable
  messages: MessagesTable
  outbox: OutboxTable
  activities: ActivitiesTable
  direct_line_conversations: DirectLineConversationsTable
  cases: CasesTable
  case_events: CaseEventsTable
  staff: StaffTable
  sessions: SessionsTable
  facts: FactsTable
  ingest_runs: IngestRunsTable
  ingest_pages: IngestPagesTable
  ingest_fetches: IngestFetchesTable
  ingest_proposals: IngestProposalsTable
  published_records: PublishedRecordsTable
  model_usage: ModelUsageTable
}

/** What repository functions take: inside or outside a transaction. */
export type Queryable = Kysely<Database>
export type UnitOfWork = Transaction<Database>
