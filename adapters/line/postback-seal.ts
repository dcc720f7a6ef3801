import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'

/** The words behind a button, signed: only what we put there ourselves, into this very conversation, is taken. */
export interface PostbackSeal {
  /** `data` as LINE keeps it. `at`: when the button was made, milliseconds since the epoch. */
  write(data: string, conversationKey: string, at: number): string
  /** What was written and when; undefined for anything else. */
  read(sealed: string, conversationKey: string): { data: string; at: number } | undefined
}

/** 96 bits: short enough for the 300 characters LINE gives, and nobody can try many. */
const MARK_LENGTH = 16
const STAMP_LENGTH = 10
/** So many characters, of one byte each, a seal adds at most. */
export const SEAL_LENGTH = '1...'.length + STAMP_LENGTH + MARK_LENGTH

/** A seal that goes with the channel: its key is made of the channel secret and ends with it. */
export function createPostbackSeal(channelSecret: string): PostbackSeal {
  const key = createSecretKey(createHmac('sha256', channelSecret).update('madoguchi postback').digest())
  const markOf = (stamp: string, data: string, conversationKey: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([conversationKey, stamp, data]))
      .digest('base64url')
      .slice(0, MARK_LENGTH)
  return {
    write(data, conversationKey, at) {
      const stamp = Math.floor(at / 1_000).toString(36)
      return `1.${stamp}.${markOf(stamp, data, conversationKey)}.${data}`
    },
    read(sealed, conversationKey) {
      const match = /^1\.([0-9a-z]{1,10})\.([\w-]{16})\.(.*)$/s.exec(sealed)
      const [, stamp = '', mark = '', data = ''] = match ?? []
      if (!match || !timingSafeEqual(Buffer.from(mark), Buffer.from(markOf(stamp, data, conversationKey)))) {
        return undefined
      }
      return { data, at: Number.parseInt(stamp, 36) * 1_000 }
    },
  }
}
