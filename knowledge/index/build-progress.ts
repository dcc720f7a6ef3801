/** How far a long build has come. */
export interface BuildProgress {
  /** `words`: the lexical index; `graph`: vectors placed in a graph; `embeddings`: vectors fetched from the server. */
  phase: 'words' | 'graph' | 'embeddings'
  done: number
  total: number
}

export type OnProgress = (progress: BuildProgress) => void

/** Every so many items progress is told. */
export const progressEvery = 2_000
