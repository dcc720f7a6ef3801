import { UNCERTAIN } from './held.ts'
import type { UnitOfWork } from './schema.ts'
import { contextOf } from './unit-of-work.ts'

/**
 * Takes words of staff that have not reached the user out of the line: what is held back to be undone or for a way that
 * costs nothing, and what is to be tried again. What is on its way at this moment stays, and so does what may have
 * arrived and goes out again only when the user asks for it. `wasTried` says that a try without success was made.
 */
export async function withdrawWordsOfStaff(
  unit: UnitOfWork,
  conversationId: string,
): Promise<{ messageId: string; wasTried: boolean }[]> {
  const now = contextOf(unit).clock.now()
  const rows = await unit
    .deleteFrom('outbox')
    .where('conversation_id', '=', conversationId)
    .where(({ and, eb, or }) =>
      or([
        and([
          eb('status', '=', 'pending'),
          or([eb('lease_token', 'is', null), eb('lease_until', '<=', now)]),
          or([eb('available_at', '>', now), eb('attempts', '>', 0)]),
        ]),
        and([eb('status', '=', 'held'), eb('last_error', '!=', UNCERTAIN)]),
      ]),
    )
    .where('message_id', 'in', (query) =>
      query
        .selectFrom('messages')
        .select('id')
        .where('conversation_id', '=', conversationId)
        .where('role', '=', 'staff')
        .where('private', '=', 0),
    )
    .returning(['message_id', 'status', 'attempts'])
    .execute()
  // What is held was put aside before anything was sent.
  return rows.flatMap(({ message_id, status, attempts }) =>
    message_id === null ? [] : { messageId: message_id, wasTried: status === 'pending' && attempts > 0 },
  )
}
