/** Kinds of units, each with its own weight at query time. The number is stored with the index. */
export const unitKinds = [
  'word', // a word of Intl.Segmenter that carries meaning
  'kanji1',
  'kanji2',
  'kanji3',
  'kanjiRun', // a whole run of kanji
  'katakana', // a whole katakana word
  'katakana2',
  'latin', // a run of Latin letters, or of digits
  'hiragana2',
  'border', // the two letters at which the script changes
  'domain', // a word of the corpus's own dictionary, whole
] as const
export type UnitKind = (typeof unitKinds)[number]

type Script = 'kanji' | 'hiragana' | 'katakana' | 'latin' | 'digit' | 'other'

function scriptOf(letter: string): Script {
  const code = letter.codePointAt(0) ?? 0
  if (code >= 0x30 && code <= 0x39) return 'digit'
  if (code < 0x3000) return /\p{L}/u.test(letter) ? 'latin' : 'other'
  if (code >= 0x3041 && code <= 0x309f) return 'hiragana'
  if ((code >= 0x30a1 && code <= 0x30fa) || (code >= 0x30fc && code <= 0x30ff)) return 'katakana'
  return code === 0x3005 || code === 0x3007 || /\p{Script=Han}/u.test(letter) ? 'kanji' : 'other'
}

interface Run {
  script: Script
  letters: string[]
}

/** Cuts a normalised text into runs of one script. A long-vowel mark goes with what stands before it. */
function runsOf(text: string): Run[] {
  const runs: Run[] = []
  for (const letter of text) {
    const last = runs.at(-1)
    const script = letter === 'ー' && last?.script === 'hiragana' ? 'hiragana' : scriptOf(letter)
    if (last?.script === script) last.letters.push(letter)
    else runs.push({ script, letters: [letter] })
  }
  return runs
}

export type Emit = (kind: UnitKind, text: string) => void

function grams(letters: readonly string[], length: number, kind: UnitKind, emit: Emit): void {
  for (let start = 0; start + length <= letters.length; start += 1) {
    emit(kind, letters.slice(start, start + length).join(''))
  }
}

/** Emits the typed script units of a normalised text: grams and whole runs, by script. */
export function scriptUnits(text: string, emit: Emit): void {
  let previous: Run | undefined
  for (const run of runsOf(text)) {
    const { script, letters } = run
    const whole = letters.join('')
    if (script === 'kanji') {
      grams(letters, 1, 'kanji1', emit)
      grams(letters, 2, 'kanji2', emit)
      grams(letters, 3, 'kanji3', emit)
      if (letters.length >= 2) emit('kanjiRun', whole)
    } else if (script === 'katakana') {
      emit('katakana', whole)
      grams(letters, 2, 'katakana2', emit)
    } else if (script === 'latin' || script === 'digit') {
      emit('latin', whole)
    } else if (script === 'hiragana') {
      grams(letters, 2, 'hiragana2', emit)
    }
    const before = previous?.letters.at(-1)
    if (before !== undefined && previous?.script !== 'other' && script !== 'other') {
      emit('border', before + (letters[0] ?? ''))
    }
    previous = run
  }
}
