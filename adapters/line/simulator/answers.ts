/** What the stand-in sends back to a call of the Messaging API. */
export interface Answer {
  status: number
  body: object | Buffer
  headers?: Record<string, string>
  /** Breaks the connection behind so many bytes of the body. */
  cutAfter?: number
}

/** A call that is not about sending messages. */
export interface PlatformRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: Readonly<Record<string, string | string[] | undefined>>
  raw: Buffer
}

/** One endpoint besides `reply` and `push`; `path` captures its parameters by name. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: RegExp
  handle(request: PlatformRequest, parameters: Readonly<Record<string, string>>): Answer | Promise<Answer>
}

export const refusal = (message: string, details?: object[]): Answer => ({
  status: 400,
  body: { message, ...(details && { details }) },
})

export const notFound = (message = 'Not found'): Answer => ({ status: 404, body: { message } })

/** The body as an object; undefined for anything else. */
export function readObject(raw: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
