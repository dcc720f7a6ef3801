const isLatin = (letter: string) => /[a-z0-9]/.test(letter)
const isKatakana = (letter: string) => /[ァ-ヺー]/.test(letter)
const isHiragana = (letter: string) => /[ぁ-ゖ]/.test(letter)
/** Letters that end the word before, or start what follows a word. */
const particleBefore = /[はがをにでとものへやかな]/
const particleAfter = /[はがをにでとものへやかなだっらま]/

/** Hiragana names this short also stand inside ordinary words (いたく in したいたくさん). */
const shortHiragana = 3

/** True when the name between `start` and `end` of the normalised text is a word of its own, not a piece of another. */
export function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1)
  const after = text.charAt(end)
  const first = text.charAt(start)
  const last = text.charAt(end - 1)
  if (isLatin(first) && isLatin(before)) return false
  if (isLatin(last) && isLatin(after)) return false
  const name = text.slice(start, end)
  if (/^[ァ-ヺー]+$/.test(name)) return !(isKatakana(before) || isKatakana(after))
  if (!/^[ぁ-ゖー]+$/.test(name) || name.length > shortHiragana) return true
  return (!isHiragana(before) || particleBefore.test(before)) && (!isHiragana(after) || particleAfter.test(after))
}
