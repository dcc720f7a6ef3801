export interface RankedGroup {
  group: number
  document: number
  score: number
}

export interface GroupRanking {
  /** Offers a document (score above 0); each group keeps its best one. */
  offer(group: number, document: number, score: number): void
  /** The best groups, best first, ties by number; empties the ranking. */
  take(limit: number): RankedGroup[]
}

/** Ranks documents by their groups in arrays that are used again for every search. */
export function createGroupRanking(groupCount: number): GroupRanking {
  const scores = new Float64Array(groupCount)
  const documents = new Uint32Array(groupCount)
  const touched: number[] = []

  const isBehind = (a: number, b: number) => {
    const difference = (scores[a] ?? 0) - (scores[b] ?? 0)
    return difference < 0 || (difference === 0 && a > b)
  }

  return {
    offer(group, document, score) {
      const known = scores[group] ?? 0
      if (known === 0) touched.push(group)
      if (score <= known) return
      scores[group] = score
      documents[group] = document
    },
    take(limit) {
      const best: number[] = []
      for (const group of touched) {
        const last = best.at(-1)
        if (best.length >= limit && (last === undefined || isBehind(group, last))) continue
        let place = best.length
        while (place > 0 && isBehind(best[place - 1] ?? 0, group)) place -= 1
        best.splice(place, 0, group)
        if (best.length > limit) best.pop()
      }
      const ranked = best.map((group) => ({ group, document: documents[group] ?? 0, score: scores[group] ?? 0 }))
      for (const group of touched) scores[group] = 0
      touched.length = 0
      return ranked
    },
  }
}
