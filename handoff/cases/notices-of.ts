import { findConversation } from '../../storage/conversations.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { type Notices, noticesFor } from '../foreign-texts.ts'

/** The notices in the language of a conversation. To be read before its end, which clears what the consultant keeps of it. */
export const noticesOf = async (unit: UnitOfWork, conversationId: string): Promise<Omit<Notices, 'queued'>> =>
  noticesFor((await findConversation(unit, conversationId))?.state)
