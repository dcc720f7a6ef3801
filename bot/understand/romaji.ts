import { toHiragana } from 'wanakana'
import { wardsInRomaji } from '../../knowledge/scheme/areas.ts'
import { usualWritingOfRomaji } from './readings.ts'

/** Words of this desk that people type in Latin letters, at least one of which shows that the rest is Japanese too. */
const deskWords =
  /(?<![a-z])(?:hojo(?:kin|ritsu)?|josei(?:kin|ritsu)?|shimekiri|jou?gen|tokkyo|shinsei|taishou?|kikan|itsu(?:made|kara)?|jizokuka|shouryokuka|monodukuri|ikura|madoguchi|soudan|renkei|sangaku|kyou?dou?|kenkyuu?|kaihatsu|sou?gyou?|yachin|setsubi|shiken|nannichi|shutoku|touroku|genmen|shouhyou|shohyo|denwa|saitaku|koubo)(?![a-z])/
/** Names that are written in Latin letters. */
const latinNames =
  /^(?:g-?biz(?:id)?|id|j-?grants|e-?rad|go-?tech|sbir|nedo|dtsu|nep|tlo|nda|poc|it|ai|dx|rpa|web|jst|inpit|a-?step|e-?sodan|r&d|m&a)$/

/** Japanese in Latin letters as it is usually written: 「jizokuka hojokin no jougen」; undefined for any other text. `normalized` is NFKC, small letters. */
export function fromRomaji(normalized: string): string | undefined {
  if (!/^[a-z0-9\s.,?!'&-]+$/.test(normalized) || !deskWords.test(normalized)) return undefined
  const kana = wardsInRomaji(normalized.replace(/'/g, ''))
    .split(/\s+/)
    .map((word) => (latinNames.test(word) ? `${word} ` : toHiragana(word)))
    .join('')
  const left = kana.replace(/\b\S+ /g, '').match(/[a-z]/g)?.length ?? 0
  return left * 5 < kana.length ? usualWritingOfRomaji(kana.replace(/(?<=[^a-z])[\s-]+|[\s-]+$/g, '')) : undefined
}
