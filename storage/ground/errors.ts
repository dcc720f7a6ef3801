export type ErrorCode =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'unsupported_media'
  | 'too_many_requests'
  | 'unavailable'
  | 'misuse'
  | 'internal'

const statusOf: Record<ErrorCode, number> = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  too_many_requests: 429,
  unavailable: 503,
  misuse: 400,
  internal: 500,
}

const defaultText: Record<ErrorCode, string> = {
  bad_request: '送信された内容を読み取れませんでした。',
  unauthorized: 'ログインが必要です。',
  forbidden: 'この操作は許可されていません。',
  not_found: '見つかりませんでした。',
  conflict: 'ほかの操作と重なりました。画面を更新してください。',
  too_large: '送信された内容が大きすぎます。',
  unsupported_media: 'この形式のデータは受け取れません。',
  too_many_requests: '短い時間に多くの操作がありました。少し待ってからお試しください。',
  unavailable: 'ただいま利用できません。しばらくしてからお試しください。',
  misuse: '指定のしかたに誤りがあります。',
  internal: '処理中に問題が起きました。時間をおいてお試しください。',
}

export interface AppErrorOptions {
  /** Text that may be shown to the reader; never holds internals or personal data. */
  publicText?: string
  retryable?: boolean
  cause?: unknown
  /** Extra public fields of the answer, such as the owner in a 409. */
  details?: Record<string, unknown>
}

/** The one error class of the house. `message` is for the log, `publicText` for the reader. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly publicText: string
  readonly retryable: boolean
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.status = statusOf[code]
    this.publicText = options.publicText ?? defaultText[code]
    this.retryable = options.retryable ?? (code === 'unavailable' || code === 'too_many_requests')
    this.details = options.details ?? {}
  }
}

/** What was thrown says, for the log. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/** The funnel for unknown throws at a border: HTTP, lane, dispatcher, command line. */
export function toAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('internal', messageOf(thrown), { cause: thrown })
}
