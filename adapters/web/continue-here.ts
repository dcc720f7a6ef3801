import { continueOnWeb } from '../../handoff/cases/continue-on-web.ts'
import { privacyTexts } from '../../handoff/privacy-texts.ts'
import { findConversationByKey } from '../../storage/conversations.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Store } from '../../storage/store.ts'
import type { Message } from '../../storage/types.ts'
import { appendActivities, type NewActivity } from './activity-log.ts'
import { BOT_ID } from './direct-line-adapter.ts'
import type { SecureLinks } from './secure-links.ts'
import { webTexts } from './texts.ts'
import type { Visitor } from './tokens.ts'
import type { Visitors } from './visitors.ts'

/** The copy of a message in the page's own log; a withdrawal at the other door finds it by this name. */
export const pastId = (messageId: string): string => `past-${messageId}`

/**
 * Opens the visitor's conversation as the continuation of the one that the address names: what was said is shown, the
 * case comes along. An address that no longer works opens a conversation that says so.
 */
export function createContinuation(options: {
  store: Store
  identifiers: Identifiers
  visitors: Visitors
  links: SecureLinks
}): (visitor: Visitor, token: string) => Promise<void> {
  const { store, identifiers, visitors, links } = options
  return async (visitor, token) => {
    const from = await links.use(token)
    await visitors.open(visitor)
    const key = visitor.conversationId
    const here = await findConversationByKey(store.database, 'web', key)
    await store.transaction(async (unit) => {
      const past = from && here ? await continueOnWeb(unit, identifiers, { from, to: here.id }) : undefined
      const said = past?.map((message) => toPast(message, visitor)) ?? []
      const words = line(identifiers.uuid(), past ? privacyTexts.continued : webTexts.linkNoLongerGood, BOT_ID)
      await appendActivities(unit, key, [...said, words], store.clock.now())
    })
    store.notify('activities')
    store.notify('desk')
  }
}

const line = (id: string, text: string, from: string): NewActivity => ({
  id,
  type: 'message',
  text,
  textFormat: 'plain',
  from: { id: from, role: from === BOT_ID ? 'bot' : 'user' },
})

const toPast = ({ id, role, text }: Message, { userId }: Visitor): NewActivity =>
  line(pastId(id), text, role === 'user' ? userId : BOT_ID)
