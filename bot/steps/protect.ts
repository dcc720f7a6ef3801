import type { Library } from '../../knowledge/library.ts'
import { tapped } from '../phrasebook/taps.ts'
import { maskPersonalData } from '../protect/mask.ts'
import type { StepResult, TurnContext } from '../turn-context.ts'
import { fromEasyJapanese, isEasyJapanese } from '../understand/easy-japanese.ts'
import { japaneseWords } from '../understand/foreign-words.ts'
import { foreignLanguage, kana, wishedLanguage, withoutLanguageWish } from '../understand/language.ts'
import { usualWriting, withoutSlips } from '../understand/readings.ts'
import { fromRomaji } from '../understand/romaji.ts'

/** Longest message the consultant reads, in UTF-16 units: LINE's own limit. Cut after masking, lest half a number stays. */
const MAX_LENGTH = 5000

/** Takes invisible characters out and masks personal data before anything else sees, stores or logs the words. */
export function protect(context: TurnContext): StepResult {
  const visible = context.input.text
    .replace(/[\u{E0000}-\u{E007F}\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/gu, '')
    .replace(/\r\n?/g, '\n')
    // 「④60万円」 is no 460万円, which it would be with its circle taken off.
    .replace(/[\u2460-\u2473\u24EA\u24F5-\u24FE\u2776-\u277F](?=[\d０-９])/gu, '$&、')
    .trim()
  const { text, found } = maskPersonalData(visible)
  context.masked = { text: text.slice(0, MAX_LENGTH), found }
  const { library } = context.dependencies
  const spoken = context.before.language
  const tap = spoken ? tapped(context.masked.text) : undefined
  const isTap = tap !== undefined && tap.language === spoken
  const written = library.normalize(isTap ? tap.japanese : context.masked.text)
  const japanese = isTap ? tap.japanese : fromRomaji(written)
  // From here on a tap in another language, and a text in Latin letters, is the Japanese that it stands for.
  context.masked = { ...context.masked, text: japanese ?? withoutSlips(context.masked.text) }
  let plain = usualWriting(japanese === undefined ? written : library.normalize(japanese))
  // What stands in the place of masked words is Japanese and tells nothing of theirs.
  const own = plain.replace(/\[[^\]]*\]/g, ' ')
  context.language = isTap ? undefined : foreignLanguage(own, spoken)
  chooseLanguage(context, own, isTap)
  if (!context.language && (context.answersIn === 'easy' || isEasyJapanese(plain))) {
    plain = usualWriting(fromEasyJapanese(plain))
    context.masked = { ...context.masked, text: fromEasyJapanese(context.masked.text) }
  }
  context.normalized = (context.language && wordsIn(context, plain)) || withoutLanguageWish(plain)
  return 'continue'
}

/** Chosen, or that of the message; what Japanese and other languages write alike goes on in the one spoken. */
function chooseLanguage(context: TurnContext, plain: string, isTap: boolean): void {
  const { memory, before } = context
  const wish = wishedLanguage(plain)
  if (wish) memory.chosenLanguage = wish.language
  context.onlyChoosesLanguage = wish?.alone ?? false
  const chosen = memory.chosenLanguage === 'ja' ? undefined : memory.chosenLanguage
  const japanese = kana.test(plain) && !isTap && !isName(context, plain)
  const language = wish
    ? chosen
    : (context.language ?? chosen ?? (isEasyJapanese(plain) ? 'easy' : japanese ? undefined : before.language))
  context.answersIn = language
  if (language) memory.language = language
  else delete memory.language
}

/** A tap on the name of a scheme, which is Japanese in every language. */
const isName = ({ dependencies: { library }, before }: TurnContext, plain: string): boolean =>
  before.language !== undefined && namesOf(library).has(plain.trim())

/** All names of a library, made once for each. */
const known = new WeakMap<Library, ReadonlySet<string>>()

function namesOf(library: Library): ReadonlySet<string> {
  const names =
    known.get(library) ??
    new Set(
      [...library.records.values()]
        .flatMap(({ name, shortName }) => [name, shortName])
        .map((words) => usualWriting(library.normalize(words))),
    )
  known.set(library, names)
  return names
}

/** The Japanese words for a message in another language, with the names in it that are Japanese already. */
function wordsIn({ language, masked, dependencies: { library } }: TurnContext, plain: string): string {
  const words = language ? japaneseWords(plain, language) : ''
  const names = library
    .findNames(masked.text)
    .filter(({ approximate, name }) => !approximate && !words.includes(name))
    .map(({ name }) => name)
  return [...new Set(names), words].filter(Boolean).join(' ')
}
