import { randomBytes } from 'node:crypto'
import type { MessageFault } from './message-rules.ts'

/** Tokens that quote a message: they never expire, and are good in their own chat only. */
export function createQuoteTokens() {
  const chats = new Map<string, string>()
  return {
    /** For a message in the chat of `chat`. */
    issue(chat: string): string {
      const token = randomBytes(12).toString('base64url')
      chats.set(token, chat)
      return token
    },
    /** What is wrong with the quotes of messages to `chat`. */
    faultsOf(
      messages: readonly { quoteToken?: unknown; [field: string]: unknown }[],
      chat: string | undefined,
    ): MessageFault[] {
      return messages.flatMap(({ quoteToken }, index) =>
        quoteToken === undefined || (chat !== undefined && chats.get(String(quoteToken)) === chat)
          ? []
          : [{ property: `messages[${index}].quoteToken`, message: 'Quote token is invalid' }],
      )
    },
  }
}

export type QuoteTokens = ReturnType<typeof createQuoteTokens>
