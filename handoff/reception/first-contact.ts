import type { Reply } from '../../bot/outcome.ts'
import type { DoorName } from '../../storage/types.ts'
import { firstContactIn } from '../privacy-texts.ts'
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
