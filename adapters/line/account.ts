import { withinDeadline } from '../../storage/deadline.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { InboundEvent } from '../../storage/types.ts'
import type { LineCalls } from './line-calls.ts'

/** What LINE knows of the account itself and of who writes to it, asked for only where it is needed. */
export interface Account {
  refresh(): Promise<void>
  /** 既読, where the account leaves it to us; LINE marks by itself while its own chat is switched off. */
  markRead(replyTo: InboundEvent['replyTo']): void
  /** The language of who has just come, as a first guess. Nothing else of the profile is kept. */
  enrich(event: InboundEvent): Promise<InboundEvent>
}

/** A greeting waits no longer than that for a language. */
const PROFILE_MS = 2_000

export function createAccount(options: {
  calls: Pick<LineCalls, 'ask'>
  logger: Logger
  /** Told the account's user id, the `destination` of its webhooks. */
  onOwnId?: ((ownId: string) => void) | undefined
}): Account {
  const { calls, logger } = options
  let marksRead = false
  return {
    async refresh() {
      const { userId, markAsReadMode } = await calls.ask('info', (client) => client.getBotInfo())
      marksRead = markAsReadMode === 'manual'
      options.onOwnId?.(userId)
    },
    markRead({ readToken }) {
      if (!marksRead || typeof readToken !== 'string') return
      calls
        .ask('markAsRead', (client) => client.markMessagesAsReadByToken({ markAsReadToken: readToken }))
        .catch(() => logger.warn({}, 'LINE did not mark a message as read'))
    },
    async enrich(event) {
      if (event.kind !== 'joined' || event.facts?.language !== undefined) return event
      const profile = await withinDeadline(
        () => calls.ask('profile', (client) => client.getProfile(event.conversationKey)),
        PROFILE_MS,
      ).catch(() => undefined)
      const language = profile?.language
      return language ? { ...event, facts: { ...event.facts, language } } : event
    },
  }
}
