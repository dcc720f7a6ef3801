import { normalizeText } from '../../analysis/normalize.ts'

const mobile = /(?<!\d)0[789]0[-. ]?\d{4}[-. ]?\d{4}(?!\d)/g
// Begun only where a run of letters begins: a long text without an address is read once, not once a letter.
const mail = /(?<![a-z0-9._%+-])[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi
const omitted = '（連絡先は案内のページで確認してください）'

const without = (text: string): string => text.replace(mail, omitted).replace(mobile, omitted)
const holds = (text: string): boolean => text.search(mail) >= 0 || text.search(mobile) >= 0

/**
 * A text without mail addresses and mobile numbers, which a record never holds: they are one person's, and change.
 * A line that writes them in full-width letters is told in the form in which texts are compared.
 */
export function withoutPersonalData(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      if (!holds(normalizeText(line))) return line
      const plain = without(line)
      return holds(normalizeText(plain)) ? without(normalizeText(line)) : plain
    })
    .join('\n')
}
