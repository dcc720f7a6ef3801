import type { BulkResults } from '../../desk/bulk-operation.ts'
import type { CannedReplies, Suggestions, TalkSummary } from '../../desk/console-shapes.ts'
import type { PreviewAnswer } from '../../desk/door-preview.ts'
import type { MacroList } from '../../desk/macro-operations.ts'
import type {
  CaseDetail,
  CaseList,
  Colleague,
  DeadLetter,
  Me,
  PresenceList,
  TeamList,
  Wall,
} from '../../desk/shapes.ts'

const DEADLINE_MS = 15_000
const FILE_DEADLINE_MS = 60_000

/** A refusal of the Desk API, in words for staff. */
export class Refusal extends Error {
  readonly status: number
  /** What the refusal says besides its text: `proveAgain`, `secondFactor` … */
  readonly details: Readonly<Record<string, unknown>>

  constructor(status: number, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.status = status
    this.details = details
  }
}

interface CallOptions {
  body?: object | Blob
  csrf?: string
  /** Not done by hand: does not keep the session alive. */
  background?: boolean
}

/** One call of the Desk API; throws a Refusal. */
export async function call<T>(method: 'GET' | 'POST', path: string, options: CallOptions = {}): Promise<T> {
  const response = await request(method, path, options)
  return (await response.json().catch(() => ({}))) as T
}

/** The answer itself, for what is no JSON. */
export async function request(method: 'GET' | 'POST', path: string, options: CallOptions = {}): Promise<Response> {
  const isFile = options.body instanceof Blob
  let response: Response
  try {
    response = await fetch(`/desk/api/${path}`, {
      method,
      headers: {
        ...(method === 'POST' ? { 'content-type': isFile ? 'application/octet-stream' : 'application/json' } : {}),
        ...(options.csrf ? { 'x-csrf-token': options.csrf } : {}),
        ...(options.background ? { 'x-desk-background': '1' } : {}),
      },
      ...(method === 'POST' ? { body: isFile ? (options.body as Blob) : JSON.stringify(options.body ?? {}) } : {}),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(isFile ? FILE_DEADLINE_MS : DEADLINE_MS),
    })
  } catch {
    throw new Refusal(0, 'サーバーに接続できません。通信の状態を確かめて、もう一度お試しください。')
  }
  if (response.ok) return response
  const { error } = (await response.json().catch(() => ({}))) as { error?: { message?: string } }
  const message = error?.message ?? '処理できませんでした。もう一度お試しください。'
  throw new Refusal(response.status, message, { ...error })
}

/** A UUID v4; `crypto.randomUUID` is missing on plain http. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte, index) => {
    const fixed = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte
    return fixed.toString(16).padStart(2, '0')
  })
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export type CaseStep =
  | 'claim'
  | 'decline'
  | 'release'
  | 'wait'
  | 'snooze'
  | 'wake'
  | 'end'
  | 'resolve'
  | 'reopen'
  | 'take-over'
  | 'transfer'
  | 'describe'
  | 'messages'
  | 'undo'
  | 'retry'

export interface CaseChange {
  case: { id: string }
  /** Of words that were written. */
  messageId?: string
}

const caseOf = (id: string) => `cases/${encodeURIComponent(id)}`

export const api = {
  me: (background = false) => call<Me>('GET', 'me', { background }),
  entrance: () => call<{ singleSignOn: boolean }>('GET', 'entrance', { background: true }),
  login: (login: string, password: string, code?: string) =>
    call<Me>('POST', 'login', { body: { login, password, ...(code ? { code } : {}) } }),
  logout: (csrf: string) => call<object>('POST', 'logout', { csrf }),
  setup: (body: { token: string; login: string; name: string; password: string }) =>
    call<object>('POST', 'setup', { body }),
  cases: (query: URLSearchParams, background: boolean) => call<CaseList>('GET', `cases?${query}`, { background }),
  detail: (id: string, background: boolean) => call<CaseDetail>('GET', caseOf(id), { background }),
  read: (id: string, csrf: string, sequence: number) =>
    call<object>('POST', `${caseOf(id)}/read`, { csrf, body: { sequence }, background: true }),
  staff: () => call<{ staff: Colleague[] }>('GET', 'staff', { background: true }),
  teams: () => call<TeamList>('GET', 'teams', { background: true }),
  presence: () => call<PresenceList>('GET', 'presence', { background: true }),
  present: (csrf: string, body: object) => call<PresenceList>('POST', 'presence', { csrf, body, background: true }),
  deadLetters: () => call<{ deadLetters: DeadLetter[] }>('GET', 'dead-letters', { background: true }),
  cannedReplies: () => call<CannedReplies>('GET', 'canned-replies', { background: true }),
  macros: () => call<MacroList>('GET', 'macros', { background: true }),
  runMacro: (id: string, macro: string, csrf: string, body: object) =>
    call<CaseChange>('POST', `${caseOf(id)}/macros/${encodeURIComponent(macro)}`, { csrf, body }),
  bulk: (csrf: string, body: object) => call<BulkResults>('POST', 'bulk', { csrf, body }),
  cannedReplyUsed: (csrf: string, id: string) =>
    call<object>('POST', `canned-replies/${encodeURIComponent(id)}/used`, { csrf, background: true }),
  suggestions: (id: string) => call<Suggestions>('GET', `${caseOf(id)}/suggestions`),
  summary: (id: string) => call<TalkSummary>('GET', `${caseOf(id)}/summary`, { background: true }),
  judgeSuggestion: (id: string, csrf: string, body: object) =>
    call<object>('POST', `${caseOf(id)}/suggestions`, { csrf, body, background: true }),
  checkWords: (csrf: string, text: string) =>
    call<{ found: string[] }>('POST', 'words/check', { csrf, body: { text } }),
  preview: (csrf: string, text: string) =>
    call<PreviewAnswer>('POST', 'words/preview', { csrf, body: { text }, background: true }),
  sendFile: (id: string, csrf: string, file: File) =>
    call<CaseChange>('POST', `${caseOf(id)}/files?name=${encodeURIComponent(file.name)}`, { csrf, body: file }),
  wall: () => call<Wall>('GET', 'wall', { background: true }),
  step: (id: string, step: CaseStep, csrf: string, body: object = {}) =>
    call<CaseChange>('POST', `${caseOf(id)}/${step}`, { csrf, body }),
}
