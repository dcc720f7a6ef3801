import type { Generated, Kysely, Transaction } from 'kysely'

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
  /** The emergency banner that this user has been told, by its version. */
  banner_seen: string | null
  /** When the user was told what is kept of them. */
  first_contact_at: number | null
  /** When its last turn ended; 0 before the first. */
  served_at: Generated<number>
  /** When the user was last told that so many messages are not answered one by one. */
  crowd_told_at: Generated<number | null>
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
  /** pending, held (waits for a free way), sent, failed, dropped */
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
  /** The ownership epoch at the moment of writing; null in rows of older releases. */
  epoch: number | null
  /** The stored message that these words belong to. */
  message_id: string | null
  /** The row of unknown fate that this one went out with; null where its own is known. */
  doubted_with: string | null
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
  /** handoff/cases/transitions.ts names them */
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
  state_since: number
  /** Where an unreachable case stood before. */
  parked_state: string | null
  /** Whose turn it is to write, `staff` or `user`, and since when. */
  awaiting: string | null
  awaiting_since: number | null
  /** Who passed it on and gets it back when the receiver does not accept. */
  transfer_from: string | null
  /** The adviser of last time, chosen first when present. */
  prefers: string | null
  /** Logins, JSON: who left it unanswered and is not chosen again. */
  excluded: string | null
  /** How often it came back into the queue. */
  requeues: number
  /** 1 once the user was told that it takes longer. */
  wait_told: number
  /** The former case that this one goes on with. */
  reopened_from: string | null
  /** JSON */
  labels: string | null
  company: string | null
  /** What came of it, in the words of staff. */
  outcome: string | null
  /** 1 when the library lacks the answer. */
  knowledge_gap: number
  /** Its owner lets it rest until then; once past, the moment from which the clocks of the case run anew. */
  snoozed_until: number | null
  /** When it was given to its owner by itself; null once they have accepted it, or took it by hand. */
  pushed_at: number | null
}

/** What waits for a moment to come: one of a kind for each case, looked at again when it is due. */
export interface TimersTable {
  case_id: string
  kind: string
  due_at: number
  /** Tries that threw. */
  attempts: number
}

/** How far each member of staff has read a case. */
export interface CaseReadsTable {
  case_id: string
  login: string
  /** Place of the newest message seen, in the order of the conversation. */
  sequence: number
  /** 1 while a note that names them is unread. */
  mentioned: number
}

export interface TeamsTable {
  id: string
  name: string
  /** JSON: the topics that go to this team. */
  topics: string
  position: number
}

/** What the desk knows of a member of staff besides the account. */
export interface DeskStaffTable {
  login: string
  /** Cases at once. */
  capacity: number
  /** JSON: ids of teams. */
  teams: string
  /** JSON: topics and other words. */
  skills: string
  /** online, away, offline: as they said themselves */
  status: string
  /** Last sign of their page, and of their hand. */
  seen_at: number
  active_at: number
  /** The case on their screen. */
  viewing: string | null
  typing_at: number
  /** When a case was last given to them: the round robin. */
  assigned_at: number
}

/** What the desk is set to, as JSON by name: hours, limits, doors, notifications. */
export interface DeskSettingsTable {
  name: string
  value: string
  version: number
  reason: string | null
  changed_by: string
  changed_at: number
}

/** Mail and webhook calls to staff, sent after the commit that decided them. */
export interface AlertsTable {
  id: string
  /** crisis, waiting, nobody-there, test */
  kind: string
  case_id: string | null
  /** mail, webhook */
  channel: string
  /** pending, sent, failed */
  status: string
  attempts: number
  available_at: number
  created_at: number
  finished_at: number | null
  last_error: string | null
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
  /** Ownership epoch and owner after the change. */
  epoch: number | null
  owner: string | null
}

export interface StaffTable {
  id: string
  login: string
  name: string
  /** responder, lead, admin, auditor */
  role: string
  /** Empty for an account that only signs on at the identity provider. */
  password_hash: string
  disabled: number
  created_at: number
  /** Whom a first sign-on is for: the provider's verified e-mail address, in small letters. */
  sign_on_email: string | null
  /** The person at the identity provider, once known: `iss` and `sub` of the ID token. */
  oidc_issuer: string | null
  oidc_subject: string | null
  /** Base32 (RFC 4648); `totp_candidate` is one that has not proved itself yet. */
  totp_secret: string | null
  totp_candidate: string | null
  /** The newest time step a code was taken of: none is taken twice. */
  totp_used_step: Generated<number>
  second_factor_required: Generated<number>
  /** The password was set by somebody else. */
  password_change_due: Generated<number>
}

export interface SessionsTable {
  /** SHA-256 of the cookie's token. */
  id: string
  staff_id: string
  csrf: string
  created_at: number
  last_seen_at: number
  expires_at: number
  /** When the person last proved who they are. */
  authenticated_at: Generated<number>
  /** password, totp, recovery-code, single-sign-on */
  method: Generated<string>
  address: Generated<string>
  agent: Generated<string>
}

/** Ten codes for a lost authenticator, each good once. */
export interface RecoveryCodesTable {
  staff_id: string
  code_hash: string
  used_at: number | null
}

/** A sign-on on its way to the identity provider and back. */
export interface SignOnsTable {
  /** SHA-256 of `state`. */
  id: string
  /** SHA-256 of the cookie of the browser that began it. */
  browser: string
  nonce: string
  /** Of PKCE (RFC 7636). */
  verifier: string
  /** The session that is proved anew; null for a log-in. */
  session_id: string | null
  /** The session that the browser had when it began: a log-in ends it. */
  replaces: string | null
  /** Page of the console to come back to. */
  return_to: string
  expires_at: number
}

/** Who did what. Rows are only ever added, and each holds the hash of the one before it (audit-chain.ts). */
export interface AuditTable {
  /** 1, 2, 3 … without a gap. */
  id: number
  at: number
  /** Login of a member of staff, or `command-line`. */
  actor: string
  action: string
  object_type: string
  object_id: string
  before_hash: string | null
  after_hash: string | null
  reason: string | null
  details: string
  previous_hash: string
  hash: string
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

/** What the platform of a door calls a message of ours: quotes, withdrawals and edits name it so. */
export interface MessageReferencesTable {
  conversation_id: string
  external_id: string
  message_id: string
}

/** Messages taken back by their user: one that comes in later is not read. */
export interface WithdrawnMessagesTable {
  conversation_id: string
  external_id: string
  at: number
}

/** Pictures and files for staff. */
export interface AttachmentsTable {
  id: string
  conversation_id: string
  message_id: string
  door: string
  external_id: string
  /** image, video, audio, file */
  kind: string
  file_name: string | null
  /** waiting, stored, refused, gone */
  status: string
  /** Why there is no content, in a word. */
  reason: string | null
  media_type: string | null
  size: number | null
  content: Uint8Array | null
  attempts: number
  available_at: number
  created_at: number
}

/** Addresses and nonces that work once. */
export interface OneTimeLinksTable {
  id: string
  purpose: string
  conversation_id: string
  expires_at: number
}

/** Two conversations of the same person; kept after they were parted. */
export interface ConversationLinksTable {
  id: string
  conversation_id: string
  other_id: string
  linked_at: number
  unlinked_at: number | null
}

/** One question about how satisfied somebody was: once a case, or at the end of a talk with the bot (no case). */
export interface SurveysTable {
  id: string
  conversation_id: string
  case_id: string | null
  /** off (staff said: not for this case), asked, scored (a comment may follow), done */
  status: string
  /** 5 (very satisfied) to 1 */
  score: number | null
  /** Masked. */
  comment: string | null
  asked_at: number
  answered_at: number | null
}

/** 相談記録: what staff write down of a case. Its topic is the case's. */
export interface ConsultationRecordsTable {
  case_id: string
  /** handoff/records/record-words.ts names them */
  outcome: string
  summary: string
  /** Time spent on it. */
  minutes: number | null
  /** YYYY-MM-DD in Japan */
  follow_up_on: string | null
  version: number
  written_by: string
  written_at: number
  changed_by: string
  changed_at: number
}

/** A reply kept for use again. */
export interface CannedRepliesTable {
  id: string
  /** What is typed after `/`. */
  code: string
  title: string
  text: string
  /** Id of the team it belongs to; null where it is everyone's. */
  team: string | null
  uses: number
  changed_by: string
  changed_at: number
}

/** Several things done to a case at once. */
export interface MacrosTable {
  id: string
  /** What is typed after `/`. */
  code: string
  title: string
  /** Id of the team it belongs to; null where it is everyone's. */
  team: string | null
  /** JSON: what is done, in the shape of handoff/macros/macro-steps.ts. */
  steps: string
  uses: number
  changed_by: string
  changed_at: number
}

/** What came of a consultation, also long after it: a match, an application … */
export interface ConsultationResultsTable {
  case_id: string
  /** Order within the record. */
  position: number
  kind: string
  /** Of what kind the matched partner is. */
  partner: string | null
  /** YYYY-MM-DD in Japan */
  on_day: string
}

/** A question that the records did not answer, with the answer of staff: a candidate for the records. */
export interface FaqCandidatesTable {
  case_id: string
  topic: string
  /** Masked. */
  question: string
  answer: string
  /** open, accepted, closed */
  status: string
  opened_by: string
  opened_at: number
  decided_by: string | null
  decided_at: number | null
  /** Why it was closed. */
  note: string | null
}

/** What a member of staff made of an answer that was proposed. */
export interface SuggestionVerdictsTable {
  id: string
  case_id: string
  login: string
  /** Id of the record, or `answer` for what the consultant composed. */
  source: string
  /** inserted, edited, rejected */
  verdict: string
  /** Characters changed before it was sent; null where nothing was. */
  distance: number | null
  at: number
}

/** That a user writes to staff at this moment. */
export interface TypingSignsTable {
  conversation_id: string
  at: number
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
  recovery_codes: RecoveryCodesTable
  sign_ons: SignOnsTable
  faq_candidates: FaqCandidatesTable
  audit: AuditTable
  facts: FactsTable
  ingest_runs: IngestRunsTable
  ingest_pages: IngestPagesTable
  ingest_fetches: IngestFetchesTable
  ingest_proposals: IngestProposalsTable
  published_records: PublishedRecordsTable
  model_usage: ModelUsageTable
  timers: TimersTable
  case_reads: CaseReadsTable
  teams: TeamsTable
  desk_staff: DeskStaffTable
  desk_settings: DeskSettingsTable
  alerts: AlertsTable
  message_references: MessageReferencesTable
  withdrawn_messages: WithdrawnMessagesTable
  attachments: AttachmentsTable
  one_time_links: OneTimeLinksTable
  conversation_links: ConversationLinksTable
  surveys: SurveysTable
  consultation_records: ConsultationRecordsTable
  consultation_results: ConsultationResultsTable
  canned_replies: CannedRepliesTable
  macros: MacrosTable
  suggestion_verdicts: SuggestionVerdictsTable
  typing_signs: TypingSignsTable
}

/** What repository functions take: inside or outside a transaction. */
export type Queryable = Kysely<Database>
export type UnitOfWork = Transaction<Database>
