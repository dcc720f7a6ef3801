import { createHash } from 'node:crypto'
import { sentences } from './sentences.ts'
import type { Subsidy } from './subsidy.ts'

/** A subsidy for the areas that share their rounds. */
export interface Part {
  subsidy: Subsidy
  /** What sets it apart from the other parts; undefined where it is the whole. */
  apart: { key: string; label: string } | undefined
}

/**
 * A subsidy as one part for each set of areas among its rounds: a round for 近畿 must not make a call open in Tokyo. The
 * keys depend on the areas alone, so that a part keeps its record from one reading to the next.
 */
export function partsOf(subsidy: Subsidy): Part[] {
  const groups = Map.groupBy(subsidy.rounds, ({ areas }) => [...areas].sort().join('/'))
  if (groups.size < 2) return [{ subsidy, apart: undefined }]
  return [...groups].map(([names, rounds]) => {
    const areas = rounds[0]?.areas ?? []
    const key = createHash('sha256').update(names).digest('hex').slice(0, 8)
    return { subsidy: { ...subsidy, rounds, areas }, apart: { key, label: sentences.areaLabel(areas) } }
  })
}
