/** Turns texts into vectors of meaning. tests/contracts/embedder.contract.ts holds every implementation to this. */
export interface Embedder {
  /** Vectors of different models are never compared with each other. */
  readonly model: string
  /** Length of the vectors; undefined until the first answer tells it. An answer of another length is refused. */
  readonly dimensions: number | undefined
  /**
   * A vector of length 1 for each text, in their order. `signal` ends the call early. Throws `unavailable` when the model
   * cannot be reached, does not answer in time or answers with anything but finite vectors of one length, one a text.
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<number[][]>
}

/** Texts in one call, at most. */
export const embeddingBatch = 64
