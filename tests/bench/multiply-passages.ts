import { seededNumbers } from '../support/seeded.ts'
import type { PassageSet } from './passage-set.ts'

const word = /[ァ-ヴー]{3,}|\p{Script=Han}{2,4}/gu

/**
 * Grows a set to `size` passages: copies in which a sentence comes from another passage, numbers move and some words are
 * exchanged. The questions keep their first passage as the answer.
 */
export function multiplyPassages(set: PassageSet, size: number, seed = 7): PassageSet {
  const number = seededNumbers(seed)
  const next = () => number() / 2 ** 32
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(next() * items.length)]
  const sentences = set.passages.map(({ text }) => text.split(/(?<=。)/))
  const words = [...new Set(set.passages.flatMap(({ text }) => text.match(word) ?? []))]
  const passages = set.passages.slice(0, size)
  while (passages.length < size) {
    const place = Math.floor(next() * set.passages.length)
    const varied = [...(sentences[place] ?? [])]
    varied[Math.floor(next() * varied.length)] = pick(pick(sentences) ?? []) ?? ''
    let text = varied.join('').replace(/\d{1,7}/g, (digits) => String(Number(digits) + Math.floor(next() * 50)))
    const own = text.match(word) ?? []
    for (let times = 0; times < 6; times += 1) text = text.replaceAll(pick(own) ?? '\u0000', pick(words) ?? '')
    passages.push({ id: `varied-${passages.length}`, title: set.passages[place]?.title ?? '', text })
  }
  return { ...set, name: `${set.name}, grown to ${size}`, passages }
}
