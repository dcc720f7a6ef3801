import type { Library } from '../../knowledge/library.ts'
import { intentExamples } from './intent-examples.ts'
import type { Intent } from './intent-rule.ts'
import { createLetterSpace, type LetterSpace, type LetterVector, likeness } from './letter-pairs.ts'

/**
 * What is like one of them to this degree does the same. Of the 700 questions of the evaluation sets that are for the
 * corpus six are so like an example, and each of these finds its record.
 */
const ALIKE = 0.24
/** What is so like an example needs no search: the words are nearly its own. */
export const NEARLY_THE_SAME = 0.5
/** What opens a case for staff must be likelier. */
const CALLS_STAFF = 0.32
const callsStaff: ReadonlySet<Intent> = new Set<Intent>(['human', 'urgent-money', 'crisis'])
/** 「どう？」 is like anything. */
const SHORTEST = 5

interface AskedOf {
  recordId: string
  vector: LetterVector
}

interface Examples {
  space: LetterSpace
  intents: readonly { intent: Intent; vector: LetterVector }[]
  /** Made when first asked for: few messages come so near to an example that the corpus must be compared. */
  questions(): readonly AskedOf[]
}

/** Made once for each library: the questions of its records are what a message may be instead. */
const made = new WeakMap<Library, Examples>()

function examplesBeside(library: Library): Examples {
  const known = made.get(library)
  if (known) return known
  const said = Object.entries(intentExamples).flatMap(([intent, texts]) =>
    texts.map((text) => ({ intent: intent as Intent, text: library.normalize(text) })),
  )
  const asked = [...library.records.values()].flatMap(({ id, questions }) =>
    questions.map((text) => ({ recordId: id, text: library.normalize(text) })),
  )
  const space = createLetterSpace([...said, ...asked].map(({ text }) => text))
  let questions: readonly AskedOf[] | undefined
  const examples: Examples = {
    space,
    intents: said.map(({ intent, text }) => ({ intent, vector: space.vectorOf(text) })),
    questions() {
      questions ??= asked.map(({ recordId, text }) => ({ recordId, vector: space.vectorOf(text) }))
      return questions
    },
  }
  made.set(library, examples)
  return examples
}

/** What a message does, by the example that it is most like; undefined where a question of the corpus is nearer or none is near. */
export function intentByExample(normalized: string, library: Library, least = ALIKE): Intent | undefined {
  if (normalized.length < SHORTEST) return undefined
  const { space, intents, questions } = examplesBeside(library)
  const vector = space.vectorOf(normalized)
  const best = intents.reduce<{ intent?: Intent; like: number }>(
    (found, { intent, vector: other }) => {
      const like = likeness(vector, other)
      return like > found.like ? { intent, like } : found
    },
    { like: 0 },
  )
  const needed = best.intent && callsStaff.has(best.intent) ? Math.max(least, CALLS_STAFF) : least
  if (best.like < needed || questions().some((other) => likeness(vector, other.vector) >= best.like)) return undefined
  return best.intent
}

/** What a message must have of a question of the corpus to be taken for it, where its words alone find nothing. */
const MEANS_THE_SAME = 0.22

/** The record whose question a message is most like, however it is written; undefined where none is near. */
export function recordByQuestion(normalized: string, library: Library): string | undefined {
  if (normalized.length < SHORTEST) return undefined
  const { space, questions } = examplesBeside(library)
  const vector = space.vectorOf(normalized)
  let [nearest, most]: [string | undefined, number] = [undefined, MEANS_THE_SAME]
  for (const { recordId, vector: other } of questions()) {
    const like = likeness(vector, other)
    if (like >= most) [nearest, most] = [recordId, like]
  }
  return nearest
}
