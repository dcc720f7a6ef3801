import type { Operation } from './answers.ts'
import { notFound, readObject, refusal } from './answers.ts'

export interface Presence {
  /** Until when the three dots move, by user. */
  loadingUntil: Map<string, number>
  /** Messages marked as read, by the token of each. */
  readTokens: Set<string>
}

export interface PresenceOptions {
  presence: Presence
  now(): number
  isUser(userId: string): boolean
  isBlocked(userId: string): boolean
  knowsReadToken(token: string): boolean
}

/** The three dots, 既読 and the profile: https://developers.line.biz/en/reference/messaging-api/#display-a-loading-indicator */
export function presenceOperations(options: PresenceOptions): Operation[] {
  const { presence, now, isUser, isBlocked, knowsReadToken } = options
  return [
    {
      method: 'POST',
      path: /^\/v2\/bot\/chat\/loading\/start$/,
      handle: ({ raw }) => {
        const { chatId, loadingSeconds = 20 } = readObject(raw) ?? {}
        if (typeof chatId !== 'string' || !isUser(chatId))
          return refusal("The value for the 'chatId' parameter is invalid")
        const seconds = Number(loadingSeconds)
        if (!Number.isInteger(seconds) || seconds < 5 || seconds > 60 || seconds % 5 !== 0) {
          return refusal("The value for the 'loadingSeconds' parameter is invalid")
        }
        presence.loadingUntil.set(chatId, now() + seconds * 1_000)
        return { status: 202, body: {} }
      },
    },
    {
      method: 'POST',
      path: /^\/v2\/bot\/chat\/markAsRead$/,
      handle: ({ raw }) => {
        const token = readObject(raw)?.markAsReadToken
        if (typeof token !== 'string' || !knowsReadToken(token)) return refusal('Invalid mark as read token')
        presence.readTokens.add(token)
        return { status: 200, body: {} }
      },
    },
    {
      method: 'GET',
      path: /^\/v2\/bot\/profile\/(?<userId>[^/]+)$/,
      handle: (_request, { userId = '' }) =>
        isUser(userId) && !isBlocked(userId)
          ? { status: 200, body: { userId, displayName: '山田', language: 'ja' } }
          : notFound(),
    },
  ]
}
