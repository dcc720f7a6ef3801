import { normalizeText } from '../../knowledge/analysis/normalize.ts'
import { texts } from '../texts.ts'
import { describesInvention } from './invention.ts'
import { maskPersonalData } from './mask.ts'

/** What may be stored of a user's words before anyone has read them: masked, and nothing of an invention's inside. */
export const wordsToKeep = (text: string): string => {
  if (describesInvention(normalizeText(text))) return texts.withheldInvention
  const { text: masked, found } = maskPersonalData(text)
  return found.length > 0 ? masked : text
}
