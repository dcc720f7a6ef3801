// Format characters (zero-width, direction, tags), soft hyphen and variation selectors: they change nothing a reader sees.
const invisible = /\p{Cf}|\u034F|[\u115F\u1160\u17B4\u17B5\u3164\uFFA0]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]/gu
const controls = /[\p{Cc}\u2028\u2029]/gu
const dashes = /[\u00AD\u02D7\u2010-\u2015\u2043\u207B\u208B\u2212\u2500\u2501\uFE58\uFE63\uFF0D]/g
const tildes = /[\u02DC\u2053\u223C\u223F\u301C\u3030\uFF5E]/g
const slashes = /[\u2044\u2215\u29F8]/g

/**
 * The form in which texts are compared: NFKC (full-width letters, half-width kana), small letters, one kind of dash,
 * tilde and slash, no invisible characters, single blanks. Idempotent.
 */
export function normalizeText(text: string): string {
  const visible = text.replace(invisible, '').replace(controls, (control) => (control === '\n' ? '\n' : ' '))
  return visible
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(dashes, '-')
    .replace(tildes, '~')
    .replace(slashes, '/')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}

/** Katakana as hiragana, letter by letter: a reading compares whichever way it is written. */
export const toHiragana = (text: string): string =>
  text.replace(/[\u30A1-\u30F6\u30FD\u30FE]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
