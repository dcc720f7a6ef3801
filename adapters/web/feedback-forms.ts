import type { InboundActivity } from './inbound-activity.ts'
import { FEEDBACK, type Vote } from './votes.ts'

const reactions: Readonly<Record<string, Vote>> = { like: 'LikeAction', dislike: 'DislikeAction' }

const feedback = (vote: Vote, answer: string): InboundActivity => ({
  type: 'event',
  name: FEEDBACK,
  entities: [{ '@type': vote, '@id': `${answer}:${vote}` }],
})

/**
 * A vote in whatever form a client sends it, as the one that Web Chat sends: a reaction to a message (Bot Framework's
 * `messageReaction`) or the submitted feedback of Teams' kind. Anything else goes through as it is.
 */
export function asFeedback(given: InboundActivity): InboundActivity {
  const { type, replyToId = '' } = given
  if (type === 'messageReaction') {
    const vote = given.reactionsAdded?.map((added) => reactions[added.type]).find((known) => known !== undefined)
    return vote === undefined ? given : { ...feedback(vote, replyToId), channelData: given.channelData }
  }
  if (type !== 'invoke' || given.name !== 'message/submitAction') return given
  const { actionValue } = (given.value ?? {}) as { actionValue?: { reaction?: unknown } }
  const vote = reactions[String(actionValue?.reaction)]
  return vote === undefined ? given : { ...feedback(vote, replyToId), channelData: given.channelData }
}
