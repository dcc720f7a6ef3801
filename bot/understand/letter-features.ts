/** Letters that are looked at together, at most. */
const LONGEST = 3

const softened = (text: string): string => text.replace(/[\s、。,.!?！？「」『』（）()・〜~ー…]/g, '')

const BASIS = 0x811c9dc5
/** One step of FNV-1a. */
const hashed = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193)

/**
 * The letters of a text in ones, twos and threes, its beginning and its end among them: how often each stands there, by
 * its place among `places`, a power of two.
 */
export function featuresOf(text: string, places: number): Map<number, number> {
  const letters = `^${softened(text)}$`
  const counts = new Map<number, number>()
  for (let start = 0; start < letters.length; start += 1) {
    let hash = BASIS
    const end = Math.min(letters.length, start + LONGEST)
    for (let at = start; at < end; at += 1) {
      hash = hashed(hash, letters.charCodeAt(at))
      const place = (hash ^ (hash >>> 16)) & (places - 1)
      counts.set(place, (counts.get(place) ?? 0) + 1)
    }
  }
  return counts
}
