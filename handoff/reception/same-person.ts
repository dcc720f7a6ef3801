import { findOpenCase } from '../../storage/cases.ts'
import { linkConversations, takeOneTimeLink, unlinkConversation } from '../../storage/conversation-links.ts'
import { appendMessages } from '../../storage/messages.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Conversation, InboundEvent, LeasedEvent } from '../../storage/types.ts'
import { sayAsSystem } from '../cases/say.ts'
import { privacyTexts, wordsForWeb, wordsToLink, wordsToUnlink } from '../privacy-texts.ts'
import { finish, holdConversation, type ReceptionContext } from './context.ts'
import { foreignWaysOn, securePageWords } from './secure-page-words.ts'
import { storableText, userMessage } from './user-words.ts'

export type PersonWish = 'continue' | 'link' | 'unlink'

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s。.!！?？、,「」]+/g, '')

const waysOn: ReadonlySet<string> = new Set(foreignWaysOn.map((words) => bare(words).toLowerCase()))

const wishes: readonly (readonly [PersonWish, RegExp])[] = [
  ['continue', new RegExp(`^(?:${wordsForWeb}|ウェブで続ける|webで続ける)(?:には|たい)?$`, 'i')],
  [
    'link',
    new RegExp(
      `^(?:${wordsToLink}|ウェブと連携(?:する|したい)|web(?:サイト)?と連携(?:する|したい)?|アカウント連携)$`,
      'i',
    ),
  ],
  ['unlink', new RegExp(`^(?:${wordsToUnlink}|連携(?:を)?解除(?:する|したい|して|してください)?|連携をやめる)$`)],
]

/** What a user asks of the two doors: to go on at the secure page, to link, to part; undefined for all other words. */
export function personWish(event: InboundEvent): PersonWish | undefined {
  const text = bare(event.text)
  if (waysOn.has(text.toLowerCase())) return 'continue'
  return wishes.find(([, pattern]) => pattern.test(text))?.[0]
}

/** Carries the wish out. Both threads stay as they are, linked or not. */
export async function answerPersonWish(
  context: ReceptionContext,
  leased: LeasedEvent,
  wish: PersonWish,
): Promise<void> {
  const { event, conversation } = leased
  // Asks the platform: outside of any transaction.
  const address = wish === 'link' ? await context.accountLink?.(conversation).catch(() => undefined) : undefined
  await finish(context, leased, async (unit) => {
    const { id, state } = await holdConversation(unit, conversation.id)
    const open = await findOpenCase(unit, id)
    const words = userMessage(context.identifiers.uuid(), id, event, storableText(event), open?.id)
    await appendMessages(unit, [words])
    const { text, shown } = await answerTo(unit, context, { id, state }, wish, address)
    await sayAsSystem(unit, context.identifiers, {
      conversationId: id,
      caseId: open?.id,
      text: shown ?? text,
      said: text,
      at: context.clock.now(),
      replyTo: event.replyTo,
    })
  })
}

/** `shown`: what stays in the thread, where the words hold an address that opens the conversation. */
async function answerTo(
  unit: UnitOfWork,
  context: ReceptionContext,
  { id: conversationId, state }: Pick<Conversation, 'id' | 'state'>,
  wish: PersonWish,
  address: string | undefined,
): Promise<{ text: string; shown?: string }> {
  switch (wish) {
    case 'continue': {
      const url = await context.securePage?.(unit, conversationId)
      const words = securePageWords(state)
      if (url === undefined) return { text: words.noSecurePage }
      return { text: words.securePage(url), shown: words.securePage(words.addressLeftOut) }
    }
    case 'link':
      if (address === undefined) return { text: privacyTexts.cannotLink }
      return { text: privacyTexts.linkBegins(address), shown: privacyTexts.linkBegins(privacyTexts.addressLeftOut) }
    case 'unlink': {
      const count = await unlinkConversation(unit, conversationId)
      return { text: count > 0 ? privacyTexts.unlinked : privacyTexts.notLinked }
    }
  }
}

/** The platform vouches that its user and the holder of the nonce are one person. */
export async function linkByNonce(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  const { event, conversation } = leased
  await finish(context, leased, async (unit) => {
    const nonce = event.facts?.nonce
    const { id } = await holdConversation(unit, conversation.id)
    const other = nonce === undefined ? undefined : await takeOneTimeLink(unit, nonce, 'account-link')
    if (other !== undefined) await linkConversations(unit, id, other)
    await sayAsSystem(unit, context.identifiers, {
      conversationId: id,
      caseId: undefined,
      text: other === undefined ? privacyTexts.cannotLink : privacyTexts.linked,
      at: context.clock.now(),
      replyTo: event.replyTo,
    })
  })
}
