import type { Library } from '../../knowledge/library.ts'
import { createLetterSpace, type LetterSpace, type LetterVector, likeness } from './letter-pairs.ts'

/** 「どう？」 is like anything. */
const SHORTEST = 5
/** What a message must have of a question of the corpus to be taken for it, where its words alone find nothing. */
const MEANS_THE_SAME = 0.22

interface AskedOf {
  recordId: string
  vector: LetterVector
}

/** Made when first needed, once for each library. */
const made = new WeakMap<Library, { space: LetterSpace; asked: readonly AskedOf[] }>()

function questionsOf(library: Library) {
  const known = made.get(library)
  if (known) return known
  const asked = [...library.records.values()].flatMap(({ id, questions }) =>
    questions.map((text) => ({ recordId: id, text: library.normalize(text) })),
  )
  const space = createLetterSpace(asked.map(({ text }) => text))
  const found = { space, asked: asked.map(({ recordId, text }) => ({ recordId, vector: space.vectorOf(text) })) }
  made.set(library, found)
  return found
}

/** The record whose question a message is most like, however it is written; undefined where none is near. */
export function recordByQuestion(normalized: string, library: Library): string | undefined {
  if (normalized.length < SHORTEST) return undefined
  const { space, asked } = questionsOf(library)
  const vector = space.vectorOf(normalized)
  let [nearest, most]: [string | undefined, number] = [undefined, MEANS_THE_SAME]
  for (const { recordId, vector: other } of asked) {
    const like = likeness(vector, other)
    if (like >= most) [nearest, most] = [recordId, like]
  }
  return nearest
}
