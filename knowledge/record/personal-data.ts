import { normalizeText } from '../analysis/normalize.ts'

// The long-vowel mark is typed for a dash, too.
const mobileNumber = /(?<!\d)0[789]0[-. ー]?\d{4}[-. ー]?\d{4}(?!\d)/g
// Begun only where a run of letters begins: a long text without an address is read once, not once a letter.
const mailAddress = /(?<![a-z0-9._%+-])[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi

/** What a record never holds, for it is one person's and changes: the first kind of it in a text, however it is written. */
export function personalValueIn(text: string): 'mobile-number' | 'mail-address' | undefined {
  const plain = normalizeText(text)
  if (plain.search(mobileNumber) >= 0) return 'mobile-number'
  return plain.search(mailAddress) >= 0 ? 'mail-address' : undefined
}

const MOST_TURNS = 4

/**
 * A text with `instead` in the place of mail addresses and mobile numbers. A line that writes them in full-width letters is
 * told in the form in which texts are compared.
 */
export function withoutPersonalData(text: string, instead: string): string {
  // Addresses first: one may begin with a number.
  const without = (line: string): string => line.replace(mailAddress, instead).replace(mobileNumber, instead)
  return text
    .split('\n')
    .map((line) => {
      if (!personalValueIn(line)) return line
      // What stands beside a number decides how its dashes are read: with that gone it may be read anew.
      let plain = without(line)
      for (let turn = 0; turn < MOST_TURNS && personalValueIn(plain); turn += 1) plain = without(normalizeText(plain))
      return plain
    })
    .join('\n')
}
