import type { Reply } from '../../bot/outcome.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Conversation, DoorName } from '../../storage/types.ts'
import { firstContactIn, privacyTexts } from '../privacy-texts.ts'
import type { ReceptionContext } from './context.ts'

/** What is kept of a person, how long, who reads it, how it is erased, what not to write; where no page says so. */
export function firstContactNotice(
  context: ReceptionContext,
  door: DoorName,
  language: string | undefined,
): Reply | undefined {
  if (!context.firstContactAt?.includes(door)) return undefined
  return { text: firstContactIn(language), citations: [], suggestions: [] }
}

/**
 * Before a person is spoken with on LINE: the way to our own page, as the guideline of 2021-04-30 asks (政府機関・地方公共
 * 団体等における業務でのLINE利用状況調査を踏まえた今後のLINEサービス等の利用の際の考え方). `shown` is kept in the thread, without the address.
 */
export async function offerOfSecurePage(
  unit: UnitOfWork,
  context: ReceptionContext,
  conversation: Conversation,
): Promise<{ said: string; shown: string } | undefined> {
  if (conversation.door !== 'line') return undefined
  const url = await context.securePage?.(unit, conversation.id)
  if (url === undefined) return undefined
  return { said: privacyTexts.securePage(url), shown: privacyTexts.securePage(privacyTexts.addressLeftOut) }
}
