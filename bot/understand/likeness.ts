import type { Library } from '../../knowledge/library.ts'
import { askedOf } from './asked-questions.ts'
import { featuresOf } from './letter-features.ts'

/**
 * How like a message is to what each record is asked: the cosine of its letters, in ones, twos and threes weighed by how
 * rare they are, with the sum of the record's example questions. By how people say things it finds what shares no word
 * with the record itself.
 */
export interface Likeness {
  /** By record, up to 1; what is hardly like is left out. `normalized` is a normalised message. */
  of(normalized: string): ReadonlyMap<string, number>
}

const learnt = new WeakMap<Library['records'], Likeness>()

/** The most that a message is like any record. */
export const mostOf = (likeness: ReadonlyMap<string, number>): number => Math.max(0, ...likeness.values())

/** Learnt once for each set of records, in a third of a second. */
export function learnLikeness(records: Library['records']): Likeness {
  const known = learnt.get(records) ?? createLikeness(records)
  learnt.set(records, known)
  return known
}

/** A power of two: letters share places, with so many hardly any do. */
const PLACES = 1 << 17
/** What shares a few everyday letters is like nothing. */
const LEAST = 0.03

/** Weights of places, of length one together. */
interface Letters {
  places: number[]
  weights: number[]
}

function createLikeness(records: Library['records']): Likeness {
  const ids = [...records.keys()]
  const asked = [...records.values()].map((record) => askedOf(record).map((question) => featuresOf(question, PLACES)))
  const rarity = rarityIn(asked.flat())
  const weighed = (features: ReadonlyMap<number, number>): Letters => {
    const weights = Array.from(features, ([place, count]) => (1 + Math.log(count)) * (rarity[place] ?? 0))
    const length = Math.hypot(...weights) || 1
    return { places: [...features.keys()], weights: weights.map((weight) => weight / length) }
  }
  const byPlace = postingsOf(asked.map((questions) => sumOf(questions.map(weighed))))
  return {
    of(normalized) {
      const { places, weights } = weighed(featuresOf(normalized, PLACES))
      const likeness = new Float32Array(ids.length)
      for (const [index, place] of places.entries()) {
        const weight = weights[index] ?? 0
        const end = byPlace.starts[place + 1] ?? 0
        for (let at = byPlace.starts[place] ?? 0; at < end; at += 1) {
          const record = byPlace.records[at] ?? 0
          likeness[record] = (likeness[record] ?? 0) + weight * (byPlace.weights[at] ?? 0)
        }
      }
      return new Map(
        ids.flatMap((id, record) => {
          const like = likeness[record] ?? 0
          return like < LEAST ? [] : [[id, like] as const]
        }),
      )
    },
  }
}

/** How rare the letters of each place are in the questions. */
function rarityIn(questions: readonly ReadonlyMap<number, number>[]): Float32Array {
  const holding = new Float32Array(PLACES)
  for (const features of questions) for (const place of features.keys()) holding[place] = (holding[place] ?? 0) + 1
  return holding.map((count) => Math.log(1 + questions.length / (count + 0.5)))
}

function sumOf(questions: readonly Letters[]): Letters {
  const sum = new Map<number, number>()
  for (const { places, weights } of questions) {
    for (const [at, place] of places.entries()) sum.set(place, (sum.get(place) ?? 0) + (weights[at] ?? 0))
  }
  const length = Math.hypot(...sum.values()) || 1
  return { places: [...sum.keys()], weights: Array.from(sum.values(), (weight) => weight / length) }
}

/** For each place, from its start to the next one's, the records that hold it and its weight there. */
interface Postings {
  starts: Int32Array
  records: Uint16Array
  weights: Float32Array
}

function postingsOf(all: readonly Letters[]): Postings {
  const starts = new Int32Array(PLACES + 1)
  for (const { places } of all) for (const place of places) starts[place + 1] = (starts[place + 1] ?? 0) + 1
  for (let place = 0; place < PLACES; place += 1) starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0)
  const next = starts.slice()
  const records = new Uint16Array(starts[PLACES] ?? 0)
  const weights = new Float32Array(records.length)
  for (const [record, letters] of all.entries()) {
    for (const [index, place] of letters.places.entries()) {
      const at = next[place] ?? 0
      next[place] = at + 1
      records[at] = record
      weights[at] = letters.weights[index] ?? 0
    }
  }
  return { starts, records, weights }
}
