/** Languages that are answered in besides Japanese. */
export type ForeignLanguage = 'en' | 'zh' | 'ko' | 'vi'
/** What an answer may be told in besides ordinary Japanese; `easy` is やさしい日本語. */
export const otherLanguages = ['en', 'zh', 'ko', 'vi', 'easy'] as const
export type OtherLanguage = (typeof otherLanguages)[number]

export const kana = /[ぁ-ゖァ-ヺ]/
const vietnamese = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]|xin ch[aà]o/
/** Words and characters that Japanese does not write; the shared ones (時, 間, 測, 可, 申請) tell nothing. */
const chinese =
  /吗|嗎|呢|我(?!社|国|流)|你|您|请|請問|怎么|怎麼|什么|什麼|多少钱|多少錢|多少|可以|哪(?:里|裡|些|个)|是否|还是|补|费|专|业|检|贷|税务|创|发|们|这|给|谢|不想|没|时候|区的(?=补|助|产)|研发|截止|工作人员/
const englishWords =
  /(?<![a-z])(?:the|is|are|am|do|does|did|how|what|when|where|which|who|can|could|i|we|my|our|you|for|in|of|a|an|any|please|help|need|want|lost|much|there|about|to|all|ignore|tell|give|show|and|it|this|that|with|from|have|has|get|will|would|should|not|your|company|business)(?![a-z])/g
/** Words of this desk that show English by themselves. */
const englishSubject =
  /(?<![a-z-])(?:grants?|subsid(?:y|ies)|deadlines?|patents?|trademarks?|funding|eligib(?:le|ility)|equipment|training|universit(?:y|ies)|fees?|application|apply|amount|hello|hi|hey|thanks?|thank you|good (?:morning|afternoon|evening)|english)(?![a-z-])/

/**
 * The language of a message when it is surely not Japanese. Kana settles it for Japanese; kanji or Latin names alone
 * (「品川区 共同研究 助成」, 「Go-Tech」) do too, unless the conversation is in `spoken`. `normalized` is NFKC, small letters.
 */
export function foreignLanguage(normalized: string, spoken?: OtherLanguage): ForeignLanguage | undefined {
  // 「制造业补助金（ものづくり）上限是多少？」: a Japanese name in Chinese.
  if (kana.test(normalized)) return inChinese(normalized) ? 'zh' : aroundJapaneseName(normalized)
  if (/\p{Script=Hangul}/u.test(normalized)) return 'ko'
  if (/\p{Script=Han}/u.test(normalized)) return chinese.test(normalized) || spoken === 'zh' ? 'zh' : undefined
  if (vietnamese.test(normalized)) return 'vi'
  const words = normalized.match(/[a-z']+/g) ?? []
  if (words.length >= 1 && (spoken === 'en' || spoken === 'vi')) return spoken
  if (words.length >= 3 && (normalized.match(englishWords) ?? []).length >= 1) return 'en'
  return englishSubject.test(normalized) ? 'en' : undefined
}

const lettersOf = (text: string, letters: RegExp): number => (text.match(letters) ?? []).length
/** What is written in another script beside a Japanese name: 「Cho hỏi Jグランツ có mất phí không?」. */
function aroundJapaneseName(normalized: string): ForeignLanguage | undefined {
  const japanese = lettersOf(normalized, /[ぁ-ゖァ-ヺー\p{Script=Han}]/gu)
  if (lettersOf(normalized, /\p{Script=Hangul}/gu) > japanese) return 'ko'
  // 「Copilot for Business の補助金は」: a name in letters that Japanese goes on from.
  if (
    /[a-z0-9]\s*(?:の|を|が|は|って|で(?:も|は)?|に(?:は|も|つい)?)(?=[\p{Script=Han}ァ-ヺぁ-ゖ?]|$)/u.test(normalized)
  )
    return undefined
  if (lettersOf(normalized, /\p{Script=Latin}/gu) <= 2 * japanese) return undefined
  if (vietnamese.test(normalized)) return 'vi'
  return lettersOf(normalized, englishWords) >= 2 ? 'en' : undefined
}

/** Characters of China's writing alone, with no more kana than a name. */
const inChinese = (normalized: string): boolean =>
  /[吗么们费补业检创谢这给请专贷问证]/.test(normalized) &&
  (normalized.match(/[ぁ-ゖァ-ヺー]+/g) ?? []).length <= 1 &&
  !/(?:です|ます|ください|ですか)/.test(normalized)

/** 「で教えて」「でお願い」: what makes the name of a language a wish to be answered in it. */
const wished =
  '(?:で|に)(?:も)?(?:、)?(?:教え|おしえ|答え|こたえ|話し(?:て|たい)|はなして|説明し(?!た)|せつめいし|案内し|返事し|回答し|お願い|おねがい|切り?替え|戻|もど|して|ください|ok|$)'
const wishes: readonly [OtherLanguage | 'ja', RegExp][] = [
  [
    'easy',
    /(?:やさしい|優しい|易しい|かんたんな|簡単な)\s?(?:日本語|にほんご)|(?:easy|simple|plain) japanese|简单(?:的)?日语|쉬운 ?일본어|tiếng nhật (?:dễ|đơn giản)/,
  ],
  [
    'ja',
    new RegExp(
      `(?:日本語|にほんご)${wished}|^(?:ふつうの|普通の)?(?:日本語|にほんご)[。!\\s]*$|(?:in|to|speak) japanese|^japanese(?: please)?[.!\\s]*$|用日语|^日语[。!\\s]*$|일본어로|^일본어[.!\\s]*$|(?:bằng )?tiếng nhật(?! (?:dễ|đơn giản))`,
    ),
  ],
  [
    'en',
    new RegExp(
      `(?:英語|えいご)${wished}|^(?:英語|えいご)[。!\\s]*$|(?:in|to|speak) english|^english(?: please)?[.!?\\s]*$|english,? please`,
    ),
  ],
  [
    'zh',
    new RegExp(
      `(?:中国語|ちゅうごくご|中文)${wished}|^(?:中国語|中文|汉语|普通话|漢語)[。!\\s]*$|(?:用|说|讲|请用)(?:中文|汉语|普通话)|(?:in|to|speak) chinese|^chinese(?: please)?[.!\\s]*$|中国话`,
    ),
  ],
  [
    'ko',
    new RegExp(
      `(?:韓国語|かんこくご|ハングル)${wished}|^(?:韓国語|한국어|한국말)[。.!\\s]*$|한국어로|한국말로|(?:in|to|speak) korean|^korean(?: please)?[.!\\s]*$`,
    ),
  ],
  [
    'vi',
    new RegExp(
      `(?:ベトナム語|べとなむご)${wished}|^ベトナム語[。!\\s]*$|(?:bằng |nói )tiếng việt|^tiếng việt[.!\\s]*$|(?:in|to|speak) vietnamese|^vietnamese(?: please)?[.!\\s]*$`,
    ),
  ],
]

/** The language a message asks to be answered in; `alone` when it asks for nothing else. */
export function wishedLanguage(normalized: string): { language: OtherLanguage | 'ja'; alone: boolean } | undefined {
  for (const [language, pattern] of wishes) {
    const match = pattern.exec(normalized)
    if (match) return { language, alone: normalized.length - match[0].length <= 12 }
  }
  return undefined
}

const languageClause =
  /(?:^|[。、.!?\s])(?:日本語|にほんご)?(?:は|が)?(?:むずかしい|難しい)?[。、\s]*(?:(?:やさしい|優しい|易しい|かんたんな|簡単な)\s?)?(?:日本語|にほんご|英語|えいご|中国語|韓国語|ベトナム語)\s?で\s?(?:お願い|おねがい|教え|おしえ|答え|こたえ|説明|せつめい|話|はなし)[^。?]*[。!]?$/

/** A question without the words that only say in what language it is to be answered. `normalized` is Japanese. */
export function withoutLanguageWish(normalized: string): string {
  const rest = normalized.replace(languageClause, (clause) => (/^[?]/.test(clause) ? '?' : ''))
  return rest.trim() === '' ? normalized : rest
}
