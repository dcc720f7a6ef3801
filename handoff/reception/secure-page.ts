import { findConversation } from '../../storage/conversations.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Conversation } from '../../storage/types.ts'
import type { Notice } from './queue-notice.ts'
import { securePageWords } from './secure-page-words.ts'

/** A one-time address at which the conversation goes on at our own page; undefined where there is none. */
export type SecurePage = (unit: UnitOfWork, conversationId: string) => Promise<string | undefined>

/** A notice as the thread keeps it, and as the user is told it. */
export interface NoticeWithPage extends Notice {
  said: string
}

/**
 * A notice to who comes to a person, with the way to our own page before anything personal is written on LINE, as the
 * guideline of 2021-04-30 asks (政府機関・地方公共団体等における業務でのLINE利用状況調査を踏まえた今後のLINEサービス等の利用の際の考え方). The thread
 * keeps no address.
 */
export async function withSecurePage(
  unit: UnitOfWork,
  securePage: SecurePage | undefined,
  conversation: Pick<Conversation, 'id' | 'door'>,
  { text, suggestions }: Notice,
): Promise<NoticeWithPage> {
  const url = conversation.door === 'line' ? await securePage?.(unit, conversation.id) : undefined
  if (url === undefined) return { text, said: text, suggestions }
  // As it stands in this transaction: the turn may just have changed the language.
  const {
    securePage: words,
    addressLeftOut,
    goOn,
  } = securePageWords((await findConversation(unit, conversation.id))?.state)
  return {
    text: `${text}\n\n${words(addressLeftOut)}`,
    said: `${text}\n\n${words(url)}`,
    suggestions: [...suggestions, goOn],
  }
}
