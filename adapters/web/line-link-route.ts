import { z } from 'zod'
import { keepOneTimeLink } from '../../storage/conversation-links.ts'
import { findConversationByKey } from '../../storage/conversations.ts'
import { type Route, readJsonBody } from '../../storage/ground/http-route.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Store } from '../../storage/store.ts'
import { type Access, refusals } from './access.ts'

/** LINE's own link token lives ten minutes. */
const LIFE_MS = 10 * 60_000
const bodySchema = z.object({ linkToken: z.string().min(1).max(400) })

/**
 * The visitor wants this conversation linked with the LINE account that got the link token: LINE asks that user, and its
 * event then brings our nonce back. https://developers.line.biz/en/docs/messaging-api/linking-accounts/
 */
export function lineLinkRoute(options: { store: Store; access: Access; identifiers: Identifiers }): Route {
  const { store, access, identifiers } = options
  return {
    method: 'POST',
    path: '/v3/directline/conversations/:id/line-link',
    async handler(request) {
      const visitor = await access.visitor(request, request.params.id ?? '')
      const { linkToken } = readJsonBody(request, bodySchema)
      const conversation = await findConversationByKey(store.database, 'web', visitor.conversationId)
      if (!conversation) throw refusals.unknownConversation()
      const nonce = identifiers.secret(32)
      const expiresAt = store.clock.now() + LIFE_MS
      await store.transaction((unit) =>
        keepOneTimeLink(unit, { id: nonce, purpose: 'account-link', conversationId: conversation.id, expiresAt }),
      )
      const query = new URLSearchParams({ linkToken, nonce })
      return { status: 200, body: { url: `https://access.line.me/dialog/bot/accountLink?${query}` } }
    },
  }
}
