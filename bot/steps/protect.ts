import { maskPersonalData } from '../protect/mask.ts'
import type { StepResult, TurnContext } from '../turn-context.ts'
import { japaneseWords } from '../understand/foreign-words.ts'
import { foreignLanguage } from '../understand/language.ts'
import { usualWriting, withoutSlips } from '../understand/readings.ts'
import { fromRomaji } from '../understand/romaji.ts'

/** Longest message the consultant reads, in UTF-16 units: LINE's own limit. Cut after masking, lest half a number stays. */
const MAX_LENGTH = 5000

/** Takes invisible characters out and masks personal data before anything else sees, stores or logs the words. */
export function protect(context: TurnContext): StepResult {
  const visible = context.input.text
    .replace(/[\u{E0000}-\u{E007F}\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/gu, '')
    .replace(/\r\n?/g, '\n')
    .trim()
  const { text, found } = maskPersonalData(visible)
  context.masked = { text: text.slice(0, MAX_LENGTH), found }
  const written = context.dependencies.library.normalize(context.masked.text)
  const kana = fromRomaji(written)
  // From here on a text in Latin letters is the Japanese that it spells.
  if (kana !== undefined) context.masked = { ...context.masked, text: kana }
  else context.masked = { ...context.masked, text: withoutSlips(context.masked.text) }
  const plain = usualWriting(kana ?? written)
  context.language = foreignLanguage(plain)
  context.normalized = (context.language && japaneseWords(plain, context.language)) || plain
  return 'continue'
}
