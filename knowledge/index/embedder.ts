/** A model that turns texts into vectors, where a server for it is configured. The library works whole without one. */
export interface Embedder {
  /** Model and version: vectors of another one cannot be compared. */
  id: string
  dimensions: number
  /** One vector a text, in order. Throws a retryable AppError when the server does not answer in time. */
  embed(texts: string[], signal: AbortSignal): Promise<number[][]>
}
