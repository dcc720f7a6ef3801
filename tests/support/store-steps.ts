import { randomUUID } from 'node:crypto'
import { appendMessages } from '../../storage/messages.ts'
import type { Store } from '../../storage/store.ts'
import type { InboundEvent, LeasedEvent } from '../../storage/types.ts'

/** An event of the web door, changed where the test says so. */
export function eventOf(changes: Partial<InboundEvent> = {}): InboundEvent {
  return {
    eventId: randomUUID(),
    door: 'web',
    conversationKey: 'visitor',
    occurredAt: 1_000,
    kind: 'message',
    text: '補助金について教えてください',
    replyTo: { token: 'reply' },
    ...changes,
  }
}

/** A turn that writes one message naming the event. */
export function sayOnce(store: Store, leased: LeasedEvent): Promise<'completed' | 'lost'> {
  return store.completeEvent(leased, async (unit) => {
    await appendMessages(unit, [
      {
        id: randomUUID(),
        conversationId: leased.conversation.id,
        caseId: undefined,
        role: 'bot',
        text: leased.event.eventId,
        private: false,
        at: store.clock.now(),
        details: {},
      },
    ])
  })
}
