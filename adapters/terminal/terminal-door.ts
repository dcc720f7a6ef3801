import { readPayload } from '../../bot/delivery.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Store } from '../../storage/store.ts'
import type { Deliverer } from '../../storage/types.ts'

const speakers = { bot: 'AI案内', staff: '相談員', system: 'お知らせ' } as const

export interface TerminalDoor {
  deliverer: Deliverer
  /** Takes a line typed by the user; resolves when it is stored. */
  say(text: string): Promise<void>
  /** Opens the conversation, so that the greeting comes. */
  open(): Promise<void>
  /** True while something of this conversation is on its way. */
  busy(): Promise<boolean>
}

/** A conversation at a terminal. It takes the way of every message: inbox, lane, reception, outbox. */
export function createTerminalDoor(options: {
  store: Store
  clock: Clock
  identifiers: Identifiers
  print(text: string): void
}): TerminalDoor {
  const { store, clock, identifiers, print } = options
  const conversationKey = identifiers.uuid()
  const accept = async (kind: 'joined' | 'message', text: string) => {
    const event = {
      eventId: identifiers.uuid(),
      door: 'terminal',
      conversationKey,
      occurredAt: clock.now(),
      kind,
      text,
      replyTo: {},
    } as const
    await store.acceptEvents([event])
    store.notify('inbox')
  }
  return {
    open: () => accept('joined', ''),
    say: (text) => accept('message', text),
    deliverer: {
      async deliver(item) {
        // Another terminal's words: leave them to the process that holds it.
        if (item.conversationKey !== conversationKey)
          return { status: 'retry', reason: 'another terminal', afterMs: 5_000 }
        const payload = readPayload(item.payload)
        for (const reply of payload.replies) {
          const sources = reply.citations.map(({ title, url }) => `    ・${title}${url ? `\n      ${url}` : ''}`)
          print(
            [
              `${payload.senderName ?? speakers[payload.sender]}> ${reply.text}`,
              ...(sources.length > 0 ? ['  出典:', ...sources] : []),
            ].join('\n'),
          )
        }
        return { status: 'sent' }
      },
    },
    async busy() {
      const waiting = await store.database
        .selectFrom('conversations')
        .leftJoin('inbox', (join) =>
          join.onRef('inbox.conversation_id', '=', 'conversations.id').on('inbox.status', '=', 'pending'),
        )
        .leftJoin('outbox', (join) =>
          join.onRef('outbox.conversation_id', '=', 'conversations.id').on('outbox.status', '=', 'pending'),
        )
        .where('conversations.door', '=', 'terminal')
        .where('conversations.conversation_key', '=', conversationKey)
        .where((where) => where.or([where('inbox.id', 'is not', null), where('outbox.id', 'is not', null)]))
        .select('conversations.id')
        .executeTakeFirst()
      return waiting !== undefined
    },
  }
}
