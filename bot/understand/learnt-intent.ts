import { readFileSync } from 'node:fs'
import { normalizeText } from '../../knowledge/analysis/normalize.ts'
import type { Library } from '../../knowledge/library.ts'
import { askedOf } from './asked-questions.ts'
import { type IntentClassifier, type LabelledText, trainIntentClassifier } from './intent-classifier.ts'
import type { Intent } from './intent-rule.ts'

/** A line a sentence under the intent that it shows; `#` begins a remark. */
function sentences(): LabelledText[] {
  const lines = readFileSync(new URL('intent-sentences.txt', import.meta.url), 'utf8').split('\n')
  let label = ''
  return lines.flatMap((line) => {
    if (line.startsWith('## ')) label = line.slice('## '.length)
    return line === '' || line.startsWith('#') ? [] : [{ label, text: normalizeText(line) }]
  })
}

interface Learnt {
  classifier: IntentClassifier
  /** Texts that are known to be questions, word for word: no likeness weighs against that. */
  questions: ReadonlySet<string>
}
const learnt = new WeakMap<Library['records'], Learnt>()

/**
 * What is learnt from the sentences and from what the records of a library are asked; once for each set of records, in
 * about half a second. Needs no index: it can be learnt while that is built.
 */
export function learnIntents(records: Library['records']): Learnt {
  const known = learnt.get(records)
  if (known) return known
  const asked = [...records.values()].flatMap((record) => askedOf(record).map((text) => ({ label: 'question', text })))
  const texts = [...sentences(), ...asked]
  const questions = new Set(texts.filter(({ label }) => label === 'question').map(({ text }) => text))
  const both: Learnt = { classifier: trainIntentClassifier(texts), questions }
  learnt.set(records, both)
  return both
}

/** What opens a case for staff must be likelier. */
const callsStaff: ReadonlySet<Intent> = new Set<Intent>(['human', 'urgent-money', 'erase-data'])
/** 「あの」 and 「どう?」 are of few letters: little is known of them. */
const FEW_LETTERS = 5

/** How likely an intent must be to be acted on. */
export interface Likelihood {
  usual: number
  callsStaff: number
  fewLetters: number
}
/** Before anything is searched. */
export const SURE: Likelihood = { usual: 0.72, callsStaff: 0.85, fewLetters: 0.9 }
/** Where the message asks for an amount, a deadline or the like as well. */
export const SURE_OF_FACET: Likelihood = { usual: 0.8, callsStaff: 0.9, fewLetters: 1.1 }
/** Of what is spoken of most short messages are: 「これでもいける？」. */
export const SURE_IN_TALK: Likelihood = { usual: 0.86, callsStaff: 0.9, fewLetters: 1.1 }
/** Where nothing was found, or nothing sure. */
export const LIKELY: Likelihood = { usual: 0.45, callsStaff: 0.6, fewLetters: 0.7 }

const idle: ReadonlySet<Intent> = new Set<Intent>([
  'off-topic',
  'filler',
  'greeting',
  'thanks',
  'residence-status',
  'tax-return',
  'registration',
  'permit',
  'labour-law',
])

/** What no message does that speaks of a purpose of this desk, whatever its letters are like. */
export const isIdle = (intent: Intent): boolean => idle.has(intent)

/** What a message does by the sentences that it is like; undefined for a question, and where nothing is likely enough. */
export function learntIntent(normalized: string, library: Library, needed: Likelihood): Intent | undefined {
  const { classifier, questions } = learnIntents(library.records)
  if (questions.has(normalized)) return undefined
  const { label, probability } = classifier.classify(normalized)
  if (label === 'question' || label === '') return undefined
  const intent = label as Intent
  const least =
    normalized.length < FEW_LETTERS ? needed.fewLetters : callsStaff.has(intent) ? needed.callsStaff : needed.usual
  return probability >= least ? intent : undefined
}
