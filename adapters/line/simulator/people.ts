import type { Operation } from './answers.ts'
import { notFound } from './answers.ts'

export interface People {
  /** Groups and rooms that the account has left. */
  left: string[]
  /** Users by the link token they were given. */
  linkTokens: Map<string, string>
}

/** Leaving a group, and linking an account: https://developers.line.biz/en/reference/messaging-api/#leave-group */
export const peopleOperations = ({ left, linkTokens }: People): Operation[] => [
  {
    method: 'POST',
    path: /^\/v2\/bot\/(?:group|room)\/(?<id>\w+)\/leave$/,
    handle(_request, { id = '' }) {
      if (left.includes(id)) return notFound()
      left.push(id)
      return { status: 200, body: {} }
    },
  },
  {
    method: 'POST',
    path: /^\/v2\/bot\/user\/(?<userId>\w+)\/linkToken$/,
    handle(_request, { userId = '' }) {
      const linkToken = `link-${linkTokens.size + 1}`
      linkTokens.set(linkToken, userId)
      return { status: 200, body: { linkToken } }
    },
  },
]
