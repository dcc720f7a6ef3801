import type { FiguresView } from '../../desk/figure-shapes.ts'
import type { Me } from '../../desk/shapes.ts'

/** Counting a long period takes a moment. */
const DEADLINE_MS = 60_000

/** A refusal of the Desk API, in words for staff. */
export class FigureRefusal extends Error {
  readonly status: number
  /** How the person can prove anew who they are, where that is what is missing. */
  readonly proveAgain: string | undefined

  constructor(status: number, message: string, proveAgain?: string) {
    super(message)
    this.status = status
    this.proveAgain = proveAgain
  }
}

async function call(method: 'GET' | 'POST', path: string, csrf = '', body: object = {}): Promise<Response> {
  const unsafe = method === 'POST'
  const response = await fetch(`/desk/api/${path}`, {
    method,
    headers: unsafe ? { 'content-type': 'application/json', 'x-csrf-token': csrf } : {},
    ...(unsafe ? { body: JSON.stringify(body) } : {}),
    credentials: 'same-origin',
    signal: AbortSignal.timeout(DEADLINE_MS),
  }).catch(() => {
    throw new FigureRefusal(0, 'サーバーに接続できません。通信の状態を確かめて、もう一度お試しください。')
  })
  if (response.ok) return response
  const { error } = await response.json().catch(() => ({ error: undefined }))
  throw new FigureRefusal(response.status, error?.message ?? '処理できませんでした。', error?.proveAgain)
}

export interface Days {
  from: string
  to: string
}

export const figureCalls = {
  me: async (): Promise<Me> => (await call('GET', 'me')).json(),
  figures: async (days: Partial<Days>): Promise<FiguresView> =>
    (await call('GET', `figures?${new URLSearchParams({ ...days })}`)).json(),
  /** A fresh proof makes a new session: the answer holds its csrf token. */
  prove: async (csrf: string, password: string, code: string): Promise<Me> =>
    (await call('POST', 'prove', csrf, { password, ...(code ? { code } : {}) })).json(),
  export: async (csrf: string, days: Days): Promise<Blob> => (await call('POST', 'figures/export', csrf, days)).blob(),
}
