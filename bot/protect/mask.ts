import { maskRules, type PersonalDataKind } from './mask-rules.ts'

export type { PersonalDataKind }

export interface Masked {
  text: string
  found: PersonalDataKind[]
}

/** Between figures: the long vowel mark of Japanese keyboards, and the dashes and the minus that NFKC leaves as they are. */
const dashes = /(?<=[\d〇零一二三四五六七八九])[ \t]?[‐-―−ー─━][ \t]?(?=[\d〇零一二三四五六七八九])/g

/**
 * Masks マイナンバー, cards, bank accounts, mail addresses, telephone numbers, numbers of 在留カード, passport and other
 * papers, dates of birth and the street number of a home, also where they are written full-width, in kanji or as
 * spoken. Yen figures, 法人番号 (13 digits, public), an office's address and other dates stay. `\b` is not used: in
 * JavaScript it knows ASCII letters only.
 */
export function maskPersonalData(input: string): Masked {
  const found = new Set<PersonalDataKind>()
  const written = input.normalize('NFKC').replace(dashes, '-')
  const text = maskRules.reduce(
    (rest, { kind, label, pattern, applies }) =>
      rest.replace(pattern, (match: string, ...others: unknown[]) => {
        const offset = others.find((other) => typeof other === 'number') as number
        if (applies && !applies(match, rest.slice(0, offset), rest.slice(offset + match.length))) return match
        found.add(kind)
        return `［${label}］`
      }),
    written,
  )
  return { text, found: [...found] }
}
