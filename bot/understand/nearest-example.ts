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
/** 「どう？」 is like anything. */
const SHORTEST = 5

interface Examples {
  space: LetterSpace
  intents: readonly { intent: Intent; vector: LetterVector }[]
  questions: readonly LetterVector[]
}

/** Made once for each library: the questions of its records are what a message may be instead. */
const made = new WeakMap<Library, Examples>()

function examplesBeside(library: Library): Examples {
  const known = made.get(library)
  if (known) return known
  const said = Object.entries(intentExamples).flatMap(([intent, texts]) =>
    texts.map((text) => ({ intent: intent as Intent, text: library.normalize(text) })),
  )
  const asked = [...library.records.values()].flatMap(({ questions }) => questions.map(library.normalize))
  const space = createLetterSpace([...said.map(({ text }) => text), ...asked])
  const examples = {
    space,
    intents: said.map(({ intent, text }) => ({ intent, vector: space.vectorOf(text) })),
    questions: asked.map(space.vectorOf),
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
  if (best.like < least || questions.some((other) => likeness(vector, other) >= best.like)) return undefined
  return best.intent
}
