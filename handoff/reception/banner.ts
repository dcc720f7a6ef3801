import { markBannerSeen } from '../../storage/conversations.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Conversation } from '../../storage/types.ts'
import { readSetting } from '../settings/desk-settings.ts'
import { texts } from '../texts.ts'

/** The emergency banner of the door, for a user who has not been told it yet; they count as told from now on. */
export async function unseenBanner(unit: UnitOfWork, conversation: Conversation): Promise<string | undefined> {
  const { banner } = (await readSetting(unit, 'doors'))[conversation.door]
  if (banner === '' || !(await markBannerSeen(unit, conversation.id, banner))) return undefined
  return texts.banner(banner)
}
