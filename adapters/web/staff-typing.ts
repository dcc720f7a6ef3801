import { TYPING_MS } from '../../handoff/routing/presence.ts'
import { originOf } from '../../storage/error-origin.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import { conversationsWithStaffTyping } from '../../storage/typing-signs.ts'
import { speakerNames } from '../botframework/texts.ts'
import { BOT_ID } from './direct-line-adapter.ts'
import type { StreamHub } from './stream-hub.ts'

/**
 * Shows open pages that the member of staff who holds their talk is writing: at once when the desk hints at it, and
 * every `sweepMs` while it goes on, since a page lets the sign go by itself. Returns the way to stop.
 */
export function showStaffTyping(house: { store: Store; hub: StreamHub; logger: Logger; sweepMs?: number }): () => void {
  const { store, hub, logger, sweepMs = 4_000 } = house
  const look = async () => {
    const open = new Set(hub.keys())
    if (open.size === 0) return
    const now = store.clock.now()
    for (const key of await conversationsWithStaffTyping(store.database, 'web', now - TYPING_MS)) {
      if (!open.has(key)) continue
      hub.whisper(key, (position) => ({
        type: 'typing',
        id: `${key}|staff-typing-${now}`,
        timestamp: new Date(now).toISOString(),
        channelId: 'directline',
        conversation: { id: key },
        from: { id: BOT_ID, name: speakerNames.staff, role: 'bot' },
        // Web Chat 4.18 sorts a later answer next to a typing sign that has no place of its own.
        channelData: { 'webchat:sequence-id': position + 0.5, madoguchi: { sender: 'staff' } },
      }))
    }
  }
  const lookSafely = () =>
    void look().catch((error: unknown) => logger.warn({ at: originOf(error) }, 'who writes could not be told'))
  const unlisten = store.listen('presence', lookSafely)
  const timer = setInterval(lookSafely, sweepMs).unref()
  return () => {
    unlisten()
    clearInterval(timer)
  }
}
