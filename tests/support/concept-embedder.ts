import type { Embedder } from '../../knowledge/embeddings/embedder.ts'

/** Words that mean the same: one axis each. */
const concepts: readonly RegExp[] = [
  /特許料?の?減免|安く|値引き|おまけ|割安/g,
  /試験|測定|計測|はかって/g,
  /試作|新製品|モックアップ/g,
  /共同研究|大学と組/g,
]
const letterAxes = 12
export const conceptDimensions = concepts.length + letterAxes

/** A vector of meaning as simple as can be: concepts weigh much, letters a little, so that no text is without one. */
export function conceptVector(text: string): number[] {
  const vector = [...concepts.map((words) => 5 * (text.match(words)?.length ?? 0)), ...Array(letterAxes).fill(0.01)]
  for (const letter of text) {
    const axis = concepts.length + ((letter.codePointAt(0) ?? 0) % letterAxes)
    vector[axis] = (vector[axis] ?? 0) + 0.05
  }
  return vector
}

/** An embedder without a server, deterministic. */
export const createConceptEmbedder = (model = 'concepts-1'): Embedder => ({
  model,
  dimensions: conceptDimensions,
  async embed(texts, signal) {
    signal?.throwIfAborted()
    return texts.map((text) => {
      const vector = conceptVector(text)
      const length = Math.hypot(...vector)
      return vector.map((value) => value / length)
    })
  },
})
