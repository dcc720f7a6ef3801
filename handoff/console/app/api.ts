import type { CaseDetail, CaseSummary, Colleague, DeadLetter, Me } from '../../desk/shapes.ts'

const DEADLINE_MS = 15_000

/** A refusal of the Desk API, in words for staff. */
export class Refusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

interface CallOptions {
  body?: object
  csrf?: string
  /** Not done by hand: does not keep the session alive. */
  background?: boolean
}

/** One call of the Desk API; throws a Refusal. */
export async function call<T>(method: 'GET' | 'POST', path: string, options: CallOptions = {}): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/desk/api/${path}`, {
      method,
      headers: {
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        ...(options.csrf ? { 'x-csrf-token': options.csrf } : {}),
        ...(options.background ? { 'x-desk-background': '1' } : {}),
      },
      ...(method === 'POST' ? { body: JSON.stringify(options.body ?? {}) } : {}),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
  } catch {
    throw new Refusal(0, 'サーバーに接続できません。通信の状態を確かめて、もう一度お試しください。')
  }
  const answer = await response.json().catch(() => ({}))
  if (response.ok) return answer as T
  throw new Refusal(response.status, answer?.error?.message ?? '処理できませんでした。もう一度お試しください。')
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

export type CaseStep = 'claim' | 'release' | 'reopen' | 'messages' | 'transfer' | 'resolve'

export const api = {
  me: (background = false) => call<Me>('GET', 'me', { background }),
  login: (login: string, password: string) => call<Me>('POST', 'login', { body: { login, password } }),
  logout: (csrf: string) => call<object>('POST', 'logout', { csrf }),
  setup: (body: { token: string; login: string; name: string; password: string }) =>
    call<object>('POST', 'setup', { body }),
  cases: (state: string, background: boolean) =>
    call<{ cases: CaseSummary[] }>('GET', `cases${state ? `?state=${state}` : ''}`, { background }),
  detail: (id: string, background: boolean) =>
    call<CaseDetail>('GET', `cases/${encodeURIComponent(id)}`, { background }),
  staff: () => call<{ staff: Colleague[] }>('GET', 'staff', { background: true }),
  deadLetters: () => call<{ deadLetters: DeadLetter[] }>('GET', 'dead-letters', { background: true }),
  step: (id: string, step: CaseStep, csrf: string, body: object = {}) =>
    call<{ case: { id: string } }>('POST', `cases/${encodeURIComponent(id)}/${step}`, { csrf, body }),
}
