import { toHiragana } from 'wanakana'
import { usualWritingOfRomaji } from './readings.ts'

/** Words of this desk that people type in Latin letters, at least one of which shows that the rest is Japanese too. */
const deskWords =
  /(?<![a-z])(?:hojo(?:kin)?|josei(?:kin)?|shimekiri|jou?gen|tokkyo|shinsei|taishou?|kikan|itsu|ikura|madoguchi|soudan)(?![a-z])/

/** Japanese in Latin letters as it is usually written: 「jizokuka hojokin no jougen」; undefined for any other text. `normalized` is NFKC, small letters. */
export function fromRomaji(normalized: string): string | undefined {
  if (!/^[a-z0-9\s.,?!'-]+$/.test(normalized) || !deskWords.test(normalized)) return undefined
  const kana = toHiragana(normalized.replace(/'/g, ''))
  const left = kana.match(/[a-z]/g)?.length ?? 0
  return left * 5 < kana.length ? usualWritingOfRomaji(kana.replace(/[\s-]+/g, '')) : undefined
}
