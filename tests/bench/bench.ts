/** What a bench is given; it prints its tables and returns its figures. */
export interface BenchContext {
  options: {
    corpus?: string | undefined
    questions?: string | undefined
    sizes?: string | undefined
    quick?: boolean | undefined
  }
  /** Its own, thrown away afterwards. */
  folder: string
  print(text: string): void
}
export type Bench = (context: BenchContext) => Promise<unknown>
