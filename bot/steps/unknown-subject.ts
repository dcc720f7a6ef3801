import type { Library } from '../../knowledge/library.ts'
import { recordEvidence } from '../ledger/record-evidence.ts'
import type { TurnContext } from '../turn-context.ts'

/** All words of the corpus as one text, made once for each library. */
const vocabularies = new WeakMap<Library, string>()

function vocabulary(library: Library): string {
  const known = vocabularies.get(library)
  if (known !== undefined) return known
  const parts = [...library.records.values()].flatMap((record) => [
    ...recordEvidence(record),
    ...record.aliases,
    ...record.questions,
  ])
  const text = library.normalize(parts.join('\n'))
  vocabularies.set(library, text)
  return text
}

/**
 * The place or thing a question is about when no record knows the word at all: 「火星で使える助成金」. Whatever else
 * matches, an answer would be about something else.
 */
export function unknownSubject(context: TurnContext): string | undefined {
  const corpus = vocabulary(context.dependencies.library)
  const places = context.normalized.matchAll(
    /([\p{Script=Han}]{2,}|[\p{Script=Katakana}ー]{2,})(?:で(?:使|つか|もら|出|受け|の|は|も|申|何)|に(?:ある|本社|住)|の(?:補助|助成|制度|支援)|向け|むけ)/gu,
  )
  const known = (word: string) =>
    Array.from(word.slice(1), (_, index) => word.slice(index, index + 2)).some((pair) => corpus.includes(pair))
  return [...places].map(([, word = '']) => word).find((word) => !known(word))
}
