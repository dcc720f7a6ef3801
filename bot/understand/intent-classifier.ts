import { featuresOf } from './letter-features.ts'

/**
 * Tells by its letters what a short message does: a linear classifier (multinomial logistic regression) over letters in
 * ones, twos and threes. Learnt when the consultant is made, in well under a second, the same each time.
 */
export interface IntentClassifier {
  /** The likeliest label and its probability; all the rest of the probability is the others'. */
  classify(text: string): { label: string; probability: number }
}

export interface LabelledText {
  label: string
  /** Normalised. */
  text: string
}

/** Letters share places: with so many few do. A power of two. */
const PLACES = 1 << 15
const ROUNDS = 3
const STEP = 0.5
const SETTLED = 0.01
interface Features {
  places: Int32Array
  /** Of length one, so that long and short messages weigh the same. */
  weights: Float32Array
}

function weighed(text: string): Features {
  const counts = featuresOf(text, PLACES)
  const weights = Float32Array.from(counts.values(), (count) => 1 + Math.log(count))
  const length = Math.hypot(...weights) || 1
  return { places: Int32Array.from(counts.keys()), weights: weights.map((weight) => weight / length) }
}

/** A sequence that is the same on each start: the order of learning is part of what is learnt. */
function shuffled(count: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, at) => at)
  let state = seed
  for (let at = count - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const other = state % (at + 1)
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
  return order
}

/** Learns from labelled texts by stochastic gradient descent with a step of its own for each weight (AdaGrad). */
export function trainIntentClassifier(texts: readonly LabelledText[]): IntentClassifier {
  const labels = [...new Set(texts.map(({ label }) => label))]
  const numbers = new Map(labels.map((label, at) => [label, at]))
  const count = labels.length
  const learnt = new Float32Array(PLACES * count)
  const moved = new Float32Array(PLACES * count).fill(1e-8)
  const examples = texts.map(({ label, text }) => ({ label: numbers.get(label) ?? 0, ...weighed(text) }))
  const scores = new Float64Array(count)

  const weigh = ({ places, weights }: Features) => {
    scores.fill(0)
    for (let at = 0; at < places.length; at += 1) {
      const base = (places[at] ?? 0) * count
      const weight = weights[at] ?? 0
      for (let label = 0; label < count; label += 1)
        scores[label] = (scores[label] ?? 0) + weight * (learnt[base + label] ?? 0)
    }
    const most = scores.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY)
    let sum = 0
    for (let label = 0; label < count; label += 1) {
      const part = Math.exp((scores[label] ?? 0) - most)
      scores[label] = part
      sum += part
    }
    for (let label = 0; label < count; label += 1) scores[label] = (scores[label] ?? 0) / sum
  }

  for (let round = 0; round < ROUNDS; round += 1)
    for (const index of shuffled(examples.length, round + 1)) {
      const example = examples[index]
      if (!example) continue
      weigh(example)
      scores[example.label] = (scores[example.label] ?? 0) - 1
      // What is all but settled teaches nothing more.
      for (let label = 0; label < count; label += 1) {
        const error = scores[label] ?? 0
        if (Math.abs(error) < SETTLED) continue
        for (let at = 0; at < example.places.length; at += 1) {
          const weight = (example.places[at] ?? 0) * count + label
          const gradient = (example.weights[at] ?? 0) * error
          const all = (moved[weight] ?? 0) + gradient * gradient
          moved[weight] = all
          learnt[weight] = (learnt[weight] ?? 0) - (STEP * gradient) / Math.sqrt(all)
        }
      }
    }

  return {
    classify(text) {
      weigh(weighed(text))
      const best = scores.reduce((one, score, at) => (score > (scores[one] ?? 0) ? at : one), 0)
      return { label: labels[best] ?? '', probability: scores[best] ?? 0 }
    },
  }
}
