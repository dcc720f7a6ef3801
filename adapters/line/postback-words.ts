import { z } from 'zod'
import { wordsThatReachBot, wordsThatReachStaff } from '../../handoff/texts.ts'
import { parseJson } from '../../storage/ground/json.ts'
import { type PostbackSeal, SEAL_LENGTH } from './postback-seal.ts'
import { shortenUnits } from './text-limits.ts'
import { lineTexts } from './texts.ts'

/** What a tap means: words, the wish to have what is held, or nothing that we can stand by any more. */
export type Tap = { kind: 'words'; words: string } | { kind: 'fetch'; again: string | undefined } | { kind: 'stale' }

/** LINE takes at most 300 characters of postback data. */
const DATA_LIMIT = 300
/** Buttons stay in a chat for ever; what an old one offers may have changed since. */
const GOOD_FOR_MS = 90 * 24 * 3_600_000

/** The data of the button that fetches an answer. */
export const FETCH_DATA = JSON.stringify({ fetch: true })

/** The data of the button that brings an answer once more that may have been lost. */
export const writeAgain = (rowId: string): string => JSON.stringify({ fetch: rowId })

const sayingSchema = z.strictObject({ say: z.string().trim().min(1) })
const fetchSchema = z.strictObject({ fetch: z.union([z.literal(true), z.uuid()]) })

/** Words that a menu made once for everybody may hold unsigned: they do what anybody may type. */
const menuWords = new Set<string>([lineTexts.menu, wordsThatReachStaff, wordsThatReachBot, '終了'])

/** Postback data that stands for `words`, before it is sealed. */
export const writePostback = (words: string): string => JSON.stringify({ say: words })

/** Words about `name`, which is shortened where their data would be too long once it is sealed. */
export function wordsThatFit(name: string, about: (name: string) => string = (same) => same): string {
  const room = DATA_LIMIT - SEAL_LENGTH
  let limit = room - writePostback(about('')).length
  for (;;) {
    const said = about(shortenUnits(name.trim(), limit))
    const over = writePostback(said).length - room
    if (over <= 0) return said
    // JSON writes a character with six at most.
    limit -= Math.ceil(over / 6)
  }
}

/** What a tap stands for; data that is forged, of another conversation, of another tool or too old is `stale`. */
export function readPostback(data: string, seal: PostbackSeal, conversationKey: string, now: number): Tap {
  if (data.length > DATA_LIMIT) return { kind: 'stale' }
  const sealed = seal.read(data, conversationKey)
  const said = sayingSchema.safeParse(parseJson(sealed?.data ?? data))
  if (!sealed) {
    return said.success && menuWords.has(said.data.say) ? { kind: 'words', words: said.data.say } : { kind: 'stale' }
  }
  const fetched = fetchSchema.safeParse(parseJson(sealed.data))
  if (fetched.success) {
    const { fetch } = fetched.data
    return { kind: 'fetch', again: fetch === true ? undefined : fetch }
  }
  if (!said.success || now - sealed.at > GOOD_FOR_MS) return { kind: 'stale' }
  return { kind: 'words', words: said.data.say }
}
