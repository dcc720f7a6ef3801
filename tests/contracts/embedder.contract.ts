import { describe, expect, it } from 'vitest'
import type { Embedder } from '../../knowledge/embeddings/embedder.ts'

/** What every embedder must do. `open` returns one whose model answers well. */
export function embedderContract(name: string, open: () => Promise<Embedder>): void {
  describe(`embedder: ${name}`, () => {
    it('gives each text a vector of length 1, in their order, and tells the length', async () => {
      const embedder = await open()
      const texts = ['試験場で材料を測定する', '特許料の減免', '共同研究の契約']
      const vectors = await embedder.embed(texts)
      expect(vectors).toHaveLength(3)
      for (const vector of vectors) {
        expect(vector).toHaveLength(embedder.dimensions ?? 0)
        expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
      }
      const [second] = await embedder.embed(['特許料の減免'])
      expect(close(second, vectors[1])).toBe(true)
      expect(close(second, vectors[0])).toBe(false)
    })
    it('gives plain arrays: native code ends the process on anything else', async () => {
      const [vector] = await (await open()).embed(['窓口'])
      expect(Array.isArray(vector)).toBe(true)
    })
    it('has nothing to say to nothing', async () => {
      expect(await (await open()).embed([])).toEqual([])
    })
    it('takes a text as long as a record and one of a single letter', async () => {
      const vectors = await (await open()).embed(['試験'.repeat(10_000), '試'])
      expect(vectors).toHaveLength(2)
    })
    it('ends early when told to', async () => {
      await expect((await open()).embed(['窓口'], AbortSignal.abort())).rejects.toThrow()
    })
    it('names its model', async () => {
      expect((await open()).model).not.toBe('')
    })
  })
}

const close = (a: number[] = [], b: number[] = []) =>
  a.length === b.length && a.every((value, place) => Math.abs(value - (b[place] ?? 0)) < 1e-5)
