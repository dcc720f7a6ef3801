import type { Answer, Operation } from './answers.ts'
import { notFound } from './answers.ts'

/** What one request for the file of a message meets. */
export type Content =
  | { kind: 'bytes'; bytes: Buffer }
  /** Not ready yet. */
  | { kind: 'preparing' }
  | { kind: 'status'; status: number }
  /** The connection breaks in the middle. */
  | { kind: 'cut'; bytes: Buffer }

/** By message id; the requests meet the row one after the other, and its last entry from then on. */
export type Contents = Map<string, Content[]>

/** https://developers.line.biz/en/reference/messaging-api/#get-content */
export const contentOperations = (contents: Contents): Operation[] => [
  {
    method: 'GET',
    path: /^\/v2\/bot\/message\/(?<id>[\w-]+)\/content$/,
    handle(_request, { id = '' }) {
      const row = contents.get(id)
      return answerOf(row && row.length > 1 ? row.shift() : row?.[0])
    },
  },
]

function answerOf(content: Content | undefined): Answer {
  switch (content?.kind) {
    case 'bytes':
      return { status: 200, body: content.bytes }
    case 'cut':
      return { status: 200, body: content.bytes, cutAfter: Math.floor(content.bytes.length / 2) }
    case 'preparing':
      return { status: 202, body: {} }
    case 'status':
      return { status: content.status, body: { message: 'gone' } }
    default:
      return notFound()
  }
}
