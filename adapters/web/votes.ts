import { createHash } from 'node:crypto'
import type { JsonObject } from '../../storage/ground/json.ts'

/** What Web Chat sends when a reader votes on an answer; the vote is the action in its one entity. */
export const FEEDBACK = 'webchat:activity-status/feedback'

/** Schema.org's names for the two votes; the words are what the reception hears. */
const votes = { LikeAction: '役に立った', DislikeAction: '役に立たなかった' } as const
export type Vote = keyof typeof votes

/** The vote buttons below an answer: Web Chat and our widget send back the action that was tapped. */
export const voteActions = (messageId: string): JsonObject[] =>
  (Object.keys(votes) as Vote[]).map((type) => ({ '@type': type, '@id': `urn:madoguchi:answer:${messageId}:${type}` }))

/** A thumbs-down, in the words that reception knows, with an id of its own: tapped twice, it counts once. */
export function downVoteOf(activity: JsonObject): { id: string; words: string } | undefined {
  const entity = (activity.entities as { '@type'?: string; '@id'?: string }[] | undefined)?.[0]
  if (activity.name !== FEEDBACK || entity === undefined) return undefined
  const id = entity['@id'] ?? ''
  if (entity['@type'] !== 'DislikeAction' && !id.endsWith(':DislikeAction')) return undefined
  const about = id === '' ? String(activity.id) : id
  return { id: createHash('sha256').update(about).digest('hex').slice(0, 32), words: votes.DislikeAction }
}
