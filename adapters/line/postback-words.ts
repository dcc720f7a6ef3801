import { z } from 'zod'
import { parseJson } from '../../storage/ground/json.ts'
import { lineTexts } from './texts.ts'

/** LINE takes at most 300 characters of postback data. */
const DATA_LIMIT = 300

const postbackSchema = z.strictObject({ say: z.string().trim().min(1) })

/** Postback data that stands for `words`; the whole is kept within LINE's limit by the caller's short words. */
export const writePostback = (words: string): string => JSON.stringify({ say: words })

/** The words a tap stands for. Data that is not of our making (an old card, another tool) opens the menu. */
export function readPostback(data: string): string {
  if (data.length > DATA_LIMIT) return lineTexts.menu
  const result = postbackSchema.safeParse(parseJson(data))
  return result.success ? result.data.say : lineTexts.menu
}
