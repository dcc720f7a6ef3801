import { setTimeout as sleep } from 'node:timers/promises'
import type { LinePlatform, Send, SentMessage } from './platform.ts'
import type { RichMenu } from './rich-menus.ts'
import { simulatorTexts as texts } from './texts.ts'
import type { LineEvent } from './webhook-sender.ts'

/** What stands in the chat, oldest first. */
export type ChatItem =
  | { kind: 'user'; id: string; at: number; text: string; sticker?: true; read: boolean }
  | { kind: 'account'; id: string; at: number; way: Send['endpoint']; message: SentMessage }
  | { kind: 'note'; id: string; at: number; text: string }

/** What the user does; the two kinds of words are a message and the tap on a postback. */
export type ChatAction =
  | { type: 'text'; text: string }
  | { type: 'postback'; data: string; displayText?: string | undefined }
  | { type: 'sticker' }
  | { type: 'unsend'; id: string }
  | { type: 'follow' }
  | { type: 'block' }
  | { type: 'quota'; usedUp: boolean }

/** All that the page shows. */
export interface ChatState {
  accountName: string
  isFriend: boolean
  items: ChatItem[]
  /** The three dots move. */
  loading: boolean
  menu: { id: string; own: boolean; menu: RichMenu } | undefined
  quota: { limit: number | undefined; used: number }
  /** The newest calls of the Messaging API, oldest first. */
  calls: { endpoint: string; status: number | 'cut' | 'held'; at: number }[]
  deskUrl: string | undefined
}

const MOST_CALLS = 60
/** Redelivery is on: the same event comes again, as in LINE, which does not say how often. */
const REDELIVERIES = 3
const REDELIVERY_AFTER_MS = 1_000

/** One user's side of LINE: what they did, what reached them. Speaks to the house through webhooks alone. */
export function createChat(platform: LinePlatform, userId: string) {
  const { webhook, account, quota, presence, richMenus } = platform
  const items: ChatItem[] = []
  const listeners = new Set<() => void>()
  /** What marks a message as read, by the id of its item. */
  const readTokens = new Map<string, string>()
  let [shownSends, count] = [0, 0]
  let isFriend = false
  let deskUrl: string | undefined

  const changed = () => {
    for (const listener of listeners) listener()
  }
  const nextId = () => {
    count += 1
    return `i${count}`
  }
  const note = (text: string) => {
    items.push({ kind: 'note', id: nextId(), at: platform.now(), text })
  }

  const stopWatching = platform.onChange(() => {
    const arrived = platform.received(userId)
    for (const { at, endpoint: way, messages } of arrived.slice(shownSends)) {
      for (const message of messages) items.push({ kind: 'account', id: nextId(), at, way, message })
    }
    shownSends = arrived.length
    changed()
  })

  /** Sends one event as LINE does, again when it was not taken; true when the house took it. */
  async function post(event: LineEvent): Promise<boolean> {
    const { webhookUrl, webhookActive } = account
    if (webhookUrl === undefined || !webhookActive) {
      note(texts.noWebhook)
      return false
    }
    let fault = ''
    for (let count = 0; count <= REDELIVERIES; count += 1) {
      if (count > 0) await sleep(REDELIVERY_AFTER_MS * count)
      try {
        const { status } = await webhook.post(webhookUrl, [count === 0 ? event : webhook.redelivered(event)])
        if (status === 200) return true
        fault = texts.refused(status)
      } catch {
        fault = texts.unreachable
      }
    }
    note(fault)
    return false
  }

  async function say(text: string, event: LineEvent, isSticker = false): Promise<void> {
    const id = (event.message as { id?: string } | undefined)?.id ?? nextId()
    const token = (event.message as { markAsReadToken?: string } | undefined)?.markAsReadToken
    const item: ChatItem = {
      kind: 'user',
      id,
      at: platform.now(),
      text,
      read: false,
      ...(isSticker && { sticker: true }),
    }
    if (text !== '') items.push(item)
    if (token !== undefined) readTokens.set(id, token)
    changed()
    // With the chat of the Official Account Manager off, LINE marks as read at once.
    item.read = (await post(event)) && account.chatMode === 'bot'
    changed()
  }

  async function act(action: ChatAction): Promise<void> {
    switch (action.type) {
      case 'text':
        return say(action.text, webhook.text(userId, action.text))
      case 'postback':
        return say(action.displayText ?? '', webhook.postback(userId, action.data))
      case 'sticker':
        return say('ありがとう', webhook.sticker(userId), true)
      case 'unsend': {
        const index = items.findIndex(({ kind, id }) => kind === 'user' && id === action.id)
        if (index >= 0) items.splice(index, 1)
        await post(webhook.unsend(userId, action.id))
        return changed()
      }
      case 'follow':
        isFriend = true
        platform.unblock(userId)
        note(texts.followed)
        changed()
        await post(webhook.follow(userId))
        return changed()
      case 'block':
        isFriend = false
        platform.block(userId)
        note(texts.blocked)
        changed()
        await post(webhook.unfollow(userId))
        return changed()
      case 'quota':
        quota.limit = action.usedUp ? quota.used : undefined
        note(action.usedUp ? texts.quotaUsedUp : texts.quotaFree)
        return changed()
    }
  }

  const isRead = (id: string): boolean => presence.readTokens.has(readTokens.get(id) ?? '')

  return {
    act,
    state(): ChatState {
      const menu = isFriend ? richMenus.shownTo(userId) : undefined
      return {
        accountName: account.displayName,
        isFriend,
        items: items.map((item) => (item.kind === 'user' ? { ...item, read: item.read || isRead(item.id) } : item)),
        loading: (presence.loadingUntil.get(userId) ?? 0) > platform.now(),
        menu,
        quota: { ...quota },
        calls: platform.calls.slice(-MOST_CALLS).map(({ endpoint, status, at }) => ({ endpoint, status, at })),
        deskUrl,
      }
    },
    showDesk(url: string) {
      deskUrl = url
      changed()
    },
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: stopWatching,
  }
}

export type Chat = ReturnType<typeof createChat>
