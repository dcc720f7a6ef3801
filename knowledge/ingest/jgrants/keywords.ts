import { AppError } from '../../../storage/ground/errors.ts'
import { texts } from './texts.ts'

const shortest = 2
const longest = 255

const misuse = (publicText: string): AppError => new AppError('misuse', 'unusable keyword', { publicText })

/** The keywords each once. The API takes 2 to 255 letters without blanks, and answers one letter with nothing. */
export function readKeywords(keywords: readonly string[]): string[] {
  for (const keyword of keywords) {
    if (/\s/.test(keyword)) throw misuse(texts.keywordBlank(keyword))
    const length = [...keyword].length
    if (length < shortest || length > longest) throw misuse(texts.keywordLength(keyword.slice(0, 40)))
  }
  if (keywords.length === 0) throw misuse(texts.noKeyword)
  return [...new Set(keywords)]
}
