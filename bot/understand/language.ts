/** Languages that are answered in besides Japanese. */
export type ForeignLanguage = 'en' | 'zh' | 'ko' | 'vi'

const kana = /[ぁ-ゖァ-ヺ]/
const vietnamese = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/
/** Words and characters that Japanese does not write; the shared ones (時, 間, 測, 可, 申請) tell nothing. */
const chinese =
  /吗|嗎|我们|我們|你们|您|请|請問|怎么|怎麼|什么|什麼|多少钱|多少錢|可以|哪(?:里|裡|些|个)|是否|还是|补|费|专|业|检|贷|税务|创|发|们|这|给|谢/
const englishWords =
  /(?<![a-z])(?:the|is|are|am|do|does|did|how|what|when|where|which|who|can|could|i|we|my|our|you|for|in|of|a|an|any|please|help|need|want|lost|much|there|about|to)(?![a-z])/g

/**
 * The language of a message when it is surely not Japanese. Kana settles it for Japanese; kanji or Latin names alone
 * (「品川区 共同研究 助成」, 「Go-Tech」) do too. `normalized` is NFKC, small letters.
 */
export function foreignLanguage(normalized: string): ForeignLanguage | undefined {
  if (kana.test(normalized)) return undefined
  if (/\p{Script=Hangul}/u.test(normalized)) return 'ko'
  if (/\p{Script=Han}/u.test(normalized)) return chinese.test(normalized) ? 'zh' : undefined
  if (vietnamese.test(normalized)) return 'vi'
  const words = normalized.match(/[a-z']+/g) ?? []
  return words.length >= 3 && (normalized.match(englishWords) ?? []).length >= 1 ? 'en' : undefined
}
