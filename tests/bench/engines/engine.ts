import type { BenchPassage } from '../passage-set.ts'

/** A search engine under measurement. */
export interface BenchEngine {
  /** Ids of the passages found, best first. */
  search(question: string, top: number): string[] | Promise<string[]>
}

export type BuildEngine = (passages: readonly BenchPassage[]) => BenchEngine | Promise<BenchEngine>
