/** Letters in twos and threes, weighed by how rare they are: what is alike in short everyday sentences, however it is written. */
export interface LetterVector {
  weights: ReadonlyMap<string, number>
  length: number
}

const softened = (text: string): string => text.replace(/[\s、。,.!?！？「」『』（）()・〜~ー…]/g, '')

function gramsOf(text: string): string[] {
  const letters = Array.from(`^${softened(text)}$`)
  return [2, 3].flatMap((size) =>
    Array.from({ length: Math.max(0, letters.length - size + 1) }, (_, at) => letters.slice(at, at + size).join('')),
  )
}

export interface LetterSpace {
  vectorOf(text: string): LetterVector
}

/** A space in which the rarity of letters is that of `texts`, all normalised. */
export function createLetterSpace(texts: readonly string[]): LetterSpace {
  const seen = new Map<string, number>()
  for (const text of texts) for (const gram of new Set(gramsOf(text))) seen.set(gram, (seen.get(gram) ?? 0) + 1)
  const rarity = (gram: string) => Math.log((texts.length + 1) / ((seen.get(gram) ?? 0) + 1)) + 0.1
  return {
    vectorOf(text) {
      const weights = new Map<string, number>()
      for (const gram of gramsOf(text)) weights.set(gram, (weights.get(gram) ?? 0) + rarity(gram))
      return { weights, length: Math.hypot(...weights.values()) || 1 }
    },
  }
}

/** 0 for nothing in common, 1 for the same letters. */
export function likeness(one: LetterVector, other: LetterVector): number {
  const [small, large] = one.weights.size < other.weights.size ? [one, other] : [other, one]
  let sum = 0
  for (const [gram, weight] of small.weights) sum += weight * (large.weights.get(gram) ?? 0)
  return sum / (one.length * other.length)
}
