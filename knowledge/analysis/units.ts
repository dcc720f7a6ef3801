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
  'concept', // the meaning of a word of the thesaurus, by number
] as const
export type UnitKind = (typeof unitKinds)[number]

/** One kind of unit with its text, as one key: `<kind as a letter><text>`. */
export type UnitKey = string

const letters = Object.fromEntries(unitKinds.map((kind, index) => [kind, String.fromCharCode(97 + index)]))

export const unitKey = (kind: UnitKind, text: string): UnitKey => letters[kind] + text
export const kindOfKey = (key: UnitKey): UnitKind => unitKinds[key.charCodeAt(0) - 97] ?? 'word'

type Script = 'kanji' | 'hiragana' | 'katakana' | 'latin' | 'digit' | 'other'

function scriptOf(code: number): Script {
  if (code >= 0x30 && code <= 0x39) return 'digit'
  if (code >= 0x61 && code <= 0x7a) return 'latin'
  if (code < 0x80) return 'other'
  if (code >= 0x3041 && code <= 0x309f) return 'hiragana'
  if ((code >= 0x30a1 && code <= 0x30fa) || (code >= 0x30fc && code <= 0x30ff)) return 'katakana'
  const isHan =
    (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || code === 0x3005 || code === 0x3007
  // Ideographs beyond the first plane come as pairs of surrogates; both halves stay in the run.
  if (isHan || (code >= 0xd840 && code <= 0xdfff)) return 'kanji'
  return code < 0x3000 && /\p{L}/u.test(String.fromCharCode(code)) ? 'latin' : 'other'
}

export type Emit = (kind: UnitKind, text: string) => void

/** Emits the typed script units of a normalised text: grams and whole runs of one script. */
export function scriptUnits(text: string, emit: Emit): void {
  let start = 0
  let script = scriptOf(text.charCodeAt(0))
  for (let place = 1; place <= text.length; place += 1) {
    const code = text.charCodeAt(place)
    // A long-vowel mark goes with what stands before it.
    const next = code === 0x30fc && script === 'hiragana' ? 'hiragana' : scriptOf(code)
    if (place < text.length && next === script) continue
    unitsOfRun(text.slice(start, place), script, emit)
    if (place < text.length && script !== 'other' && next !== 'other') emit('border', text.slice(place - 1, place + 1))
    start = place
    script = next
  }
}

function unitsOfRun(run: string, script: Script, emit: Emit): void {
  if (script === 'kanji') {
    grams(run, 1, 'kanji1', emit)
    grams(run, 2, 'kanji2', emit)
    grams(run, 3, 'kanji3', emit)
    if (run.length >= 2) emit('kanjiRun', run)
  } else if (script === 'katakana') {
    emit('katakana', run)
    grams(run, 2, 'katakana2', emit)
  } else if (script === 'latin' || script === 'digit') {
    emit('latin', run)
  } else if (script === 'hiragana') {
    grams(run, 2, 'hiragana2', emit)
  }
}

function grams(run: string, length: number, kind: UnitKind, emit: Emit): void {
  for (let start = 0; start + length <= run.length; start += 1) emit(kind, run.slice(start, start + length))
}
