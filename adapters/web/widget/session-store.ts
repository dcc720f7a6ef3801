import type { Session } from './protocol.ts'

export interface SessionStore {
  read(): Session | undefined
  write(session: Session): void
}

/** Keeps the session for this tab; pages that forbid storage get one that lasts until the reload. */
export function createSessionStore(key: string): SessionStore {
  let kept: Session | undefined
  return {
    read() {
      if (kept) return kept
      try {
        const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
        const { token, conversationId } = (stored ?? {}) as Partial<Session>
        if (typeof token === 'string' && typeof conversationId === 'string') kept = { token, conversationId }
      } catch {
        // Storage is forbidden or holds something foreign: a new conversation begins.
      }
      return kept
    },
    write(session) {
      kept = session
      try {
        sessionStorage.setItem(key, JSON.stringify(session))
      } catch {
        // Without storage the conversation lasts as long as the page.
      }
    },
  }
}
