import { toHiragana } from '../../knowledge/analysis/normalize.ts'

/** What people put between the letters of a word that they want to be overlooked. */
const between = /[\s・･.,、。_*|/\\\-~'"`]+/g
const SPACED_OUT = /(?:[^\s・･.,、。_*|/\\-][\s・･.,、。_*|/\\-]){5,}/

/**
 * A pattern that also sees words spaced out letter by letter (「指・示・を・無・視」), and `spelt`, where given, in hiragana
 * where the words are written in kana of either kind.
 */
export const eitherSpelling = (written: RegExp, spelt?: RegExp) => ({
  test(normalized: string): boolean {
    if (written.test(normalized)) return true
    const bare = normalized.replace(between, '')
    return (SPACED_OUT.test(normalized) && written.test(bare)) || (spelt?.test(toHiragana(bare)) ?? false)
  },
})
