import { texts } from '../texts.ts'
import type { OtherLanguage } from '../understand/language.ts'
import { easy } from './easy.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import type { Phrases } from './phrase-type.ts'
import { vi } from './vi.ts'
import { zh } from './zh.ts'

const phrasebooks: Readonly<Record<OtherLanguage, Phrases>> = { en, zh, ko, vi, easy }

/** Stands in the places of a text while its pattern is made. */
const PLACE = '\u0001'
const asPattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Each text as a pattern of what it says, whatever stands in its places. */
const patterns = (Object.entries(texts) as [keyof typeof texts, string | ((...parts: never[]) => string)][]).map(
  ([key, text]) => {
    const places = typeof text === 'string' ? [] : Array.from({ length: text.length }, () => PLACE)
    const said = typeof text === 'string' ? text : text(...((key === 'companyKnown' ? [[PLACE]] : places) as never[]))
    return { key, pattern: new RegExp(`^${asPattern(said).replaceAll(PLACE, '([^]+?)')}$`) }
  },
)

/** A fixed text of the consultant in this language; undefined for what no phrasebook holds. */
export function translated(text: string, language: OtherLanguage): string | undefined {
  for (const { key, pattern } of patterns) {
    const match = pattern.exec(text)
    if (!match) continue
    const phrase = phrasebooks[language][key]
    if (phrase !== undefined) return typeof phrase === 'string' ? phrase : phrase(...match.slice(1))
  }
  return undefined
}

/** A fixed text in the language of the answer, or as it is. */
export const inLanguage = (text: string, language: OtherLanguage | undefined): string =>
  (language && translated(text, language)) ?? text
