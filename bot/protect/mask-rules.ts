import { isCard, isMyNumber } from './check-digits.ts'
import { DIGIT, digitsOf, SPOKEN } from './written-digits.ts'

/** Personal data that must not be stored, logged or sent to a model. See docs/decisions on what is left alone. */
export type PersonalDataKind =
  | 'my-number'
  | 'card'
  | 'bank-account'
  | 'email'
  | 'phone'
  | 'residence-card'
  | 'passport'
  | 'health-insurance'
  | 'driving-licence'
  | 'pension-number'
  | 'birth-date'
  | 'password'
  | 'address'

export interface MaskRule {
  kind: PersonalDataKind
  /** Stands in the place of what was masked: 「［電話番号］」. */
  label: string
  pattern: RegExp
  /** A second look at what the pattern found; `before` and `after` are what stands around it. */
  applies?(match: string, before: string, after: string): boolean
}

/** Public helplines and windows may be named by the user; they are nobody's own number. */
const publicNumber = /^(?:0120|0570|0800)/
/** Numbers of things, as long as a person's own and written in one run. */
const thingCue =
  /(?:注文|発注|見積|契約|請求|受付|伝票|管理|製造|製品|商品|部品|図面|シリアル|ロット|整理|会員|追跡|問い?合わ?せ|[型品機]|法人|事業者?|公募|募集|申請|採択|交付(?:決定)?|案件|登録|認定|許可|出願|特許|文書)(?:書|の)?番号?[はが、,:\s]{0,3}$/
const myNumberCue = /マイナンバー?(?!カード)|まいなんばー?|個人番号|my ?number/i

/** A person's home is told by these words, before its street number or after it; the second kind is told of offices too. */
const homeBefore = /自宅|住まい|住んで|実家|わが家|我が家|(?:わたし|私|うち|僕|俺)の家/g
const anyAddress = /(?:住所(?!変更|地特例|要件)|氏名|名前)[^。\n]{0,32}$/
const homeAfter =
  /^(?:(?!会社|工場|店|事務所)[^。、\n]){0,24}?(?:[にで](?:住[みむんめもま]|居住|暮ら)|在住|[がはの](?:自宅|住所|住まい|実家|家です))/
/** An office's address is public and decides which ward's schemes apply. */
const office = /会社(?!員)|本社|支社|工場|店舗|お店|事務所|事業所|オフィス|登記|法人|営業所|倉庫/g
/** A name stands alone behind the street number; what ends like a house, a shop or an office is none. */
const nameAfter =
  /^\s+[\p{Script=Han}々ヶ]{1,4}\s?[\p{Script=Han}々]{1,4}(?<!社|工場|店|所|館|局|署|院|棟|校|園|組合|協会|法人|支部|本部|営業部|課|庁|市場|会場|寺|[号階])(?=$|[\s。、,(]|です|と申|と[い言]|さん|様)/u
const calendarDay = /^(?:19|20)\d{2}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])$/

const lastEnd = (pattern: RegExp, text: string) =>
  [...text.matchAll(pattern)].reduce((_last, found) => found.index + found[0].length, -1)

/** Whether the words around a street number say that a person lives there; of a home and an office the nearer counts. */
function isHome(before: string, after: string): boolean {
  if (homeAfter.test(after)) return true
  const sentence =
    before
      .slice(-40)
      .split(/[。\n]/)
      .at(-1) ?? ''
  const officeEnd = lastEnd(office, sentence)
  if (lastEnd(homeBefore, sentence) > officeEnd) return true
  return officeEnd < 0 && (anyAddress.test(sentence) || nameAfter.test(after))
}

const KANJI_NUMBER = '(?:\\d{1,4}|[〇一二三四五六七八九十百]{1,5})'
/** What lies between the words that say what a number is and the number: blanks, a particle, a comma, a colon. */
const JOINT = '[はがのを、,:=→\\s]{0,4}'
const after = (cue: string, number: string) => new RegExp(`(?<=(?:${cue})${JOINT})${number}`, 'gi')
/** A district, and in Japanese letters what stands between it and the number: 「板橋区大山東町」. */
const PLACE = '[都道府県市区町村郡字](?:[\\p{Script=Han}々ヶケノ]|[ァ-ヴー]){0,8}\\s?'
const NUMBER_END = `(?!${DIGIT}|[-/.,]${DIGIT})`

/** In this order; what one rule has masked is gone for the next. All read NFKC text with one kind of dash between digits. */
export const maskRules: readonly MaskRule[] = [
  {
    kind: 'password',
    label: '暗証番号',
    pattern: after(
      '暗証番号|パスワード|パスコード|password|passcode|(?<![a-z])pin(?:コード|番号| ?code)?',
      '(?=[a-z!#$%&*_-]*\\d)[a-z\\d!#$%&*_-]{4,32}(?!\\s*(?:年|円|文字|桁|人|件|社))',
    ),
  },
  {
    kind: 'email',
    label: 'メールアドレス',
    pattern:
      /(?<![\w.+-])[\w.+-]{1,64}(?:@| ?(?:@|あっと(?:まーく)?|アット(?:マーク)?|[([{<] ?(?:@|at|あっと(?:まーく)?|アット(?:マーク)?) ?[)\]}>]) ?)[\w-]{1,63}(?:(?:\.| ?(?:ドット|どっと|[([{<] ?(?:\.|dot|ドット|どっと) ?[)\]}>]) ?)[\w-]{1,63}){1,8}/gi,
  },
  {
    kind: 'passport',
    label: '旅券番号',
    pattern: after('旅券(?:の?番号)?|パスポート(?:の?番号)?|passport(?: number)?', `[A-Z]{2}\\d{7}${NUMBER_END}`),
  },
  {
    kind: 'health-insurance',
    label: '保険証の番号',
    pattern: after(
      '保険証の?(?:記号[・]?番号|番号|記号)|被保険者(?:証の?)?(?:記号[・]?番号|番号)',
      `${DIGIT}{2,8}(?:[・\\- ]{1,2}${DIGIT}{1,8}){0,2}${NUMBER_END}`,
    ),
  },
  { kind: 'driving-licence', label: '運転免許証の番号', pattern: after('免許証?の?番号', `${DIGIT}{12}${NUMBER_END}`) },
  {
    kind: 'pension-number',
    label: '基礎年金番号',
    pattern: after('年金(?:手帳の)?番号', `${DIGIT}{4}-?${DIGIT}{6}${NUMBER_END}`),
  },
  {
    kind: 'my-number',
    label: 'マイナンバー',
    pattern: new RegExp(`(?<!${DIGIT}[- ]?)${DIGIT}(?:[- ]?${DIGIT}){11}(?![- ]?${DIGIT}|\\s?円)`, 'g'),
    // One in ten of any twelve digits passes the check: alone it needs the shape of the card, or no other reading.
    applies(match, before, behind) {
      const digits = digitsOf(match)
      if (myNumberCue.test(before.slice(-24)) || myNumberCue.test(behind.slice(0, 14))) return true
      if (!isMyNumber(digits) || thingCue.test(before.slice(-16))) return false
      return /^.{4}[- ].{4}[- ].{4}$/.test(match) || (/^.{12}$/.test(match) && !/円/.test(before + behind))
    },
  },
  {
    kind: 'card',
    label: 'カード番号',
    // Thirteen digits are a 法人番号, which is public.
    pattern: /(?<!\d[- ]?)(?:\d(?:[- ]?\d){13,15}|\d{4}(?:\.\d{4}){2}\.\d{2,4})(?![- ]?\d)/g,
    applies: (match) => isCard(digitsOf(match)),
  },
  {
    kind: 'bank-account',
    label: '口座番号',
    pattern: after(
      '(?:口座|普通|当座|貯蓄)(?:預金|口座)?(?:の?番号)?',
      `${DIGIT}{6,8}(?!${DIGIT}|\\s?[万億円人個件名])`,
    ),
  },
  {
    kind: 'bank-account',
    label: '口座番号',
    pattern: after('記号', `1\\d{4}[^\\d\\n]{0,6}番号${JOINT}\\d{2,8}(?!\\d)`),
  },
  // ゆうちょ銀行: 記号 of five figures that begins with 1, at times one more, and 番号 of up to eight.
  {
    kind: 'bank-account',
    label: '口座番号',
    pattern: after(
      '(?:ゆうちょ|郵便貯金)(?:銀行)?(?:の?口座|の?記号番号)?|記号番号|口座(?:の?番号)?',
      `1\\d{4}[- ](?:\\d[- ])?\\d{6,8}${NUMBER_END}`,
    ),
  },
  {
    kind: 'phone',
    label: '電話番号',
    pattern: new RegExp(
      `(?<!${DIGIT}|${DIGIT}[.,/-])(?:\\+(?:81|八一)[- .]?(?:\\(0\\))?|\\(?[0〇零])${DIGIT}{1,4}[-( ).]{0,2}${DIGIT}{1,4}[-) .]{0,2}${DIGIT}{3,4}(?!${DIGIT}|[万億円-])`,
      'g',
    ),
    applies(match, before) {
      if (/^\d+$/.test(match) && thingCue.test(before.slice(-16))) return false
      const digits = digitsOf(match)
        .replace(/^81(?=[^0])/, '0')
        .replace(/^810/, '0')
      return (digits.length === 10 || digits.length === 11) && !publicNumber.test(digits)
    },
  },
  {
    kind: 'phone',
    label: '電話番号',
    pattern: new RegExp(
      `(?:(?:ゼロ|レイ|マル)(?:キュー|ハチ|ナナ|ゴー?)(?:ゼロ|レイ|マル))(?:[- ・の]?(?:${SPOKEN}|${DIGIT})){8}`,
      'g',
    ),
  },
  // 在留カード番号: two letters, eight digits, two letters (出入国在留管理庁).
  {
    kind: 'residence-card',
    label: '在留カード番号',
    pattern: /(?<![A-Za-z0-9])[A-Za-z]{2} ?\d{8} ?[A-Za-z]{2}(?![A-Za-z0-9])/g,
  },
  {
    kind: 'birth-date',
    label: '生年月日',
    pattern: new RegExp(
      `(?<=(?:生年月日|誕生日|生まれ(?:た日)?[はが])${JOINT})(?:(?:昭和|平成|大正|令和|[shtr])?${KANJI_NUMBER}[年./-]\\s?)?${KANJI_NUMBER}[月./-]\\s?${KANJI_NUMBER}(?!\\d)日?|(?:(?:昭和|平成|大正|令和)${KANJI_NUMBER}|(?:19|20)\\d{2})[年./-]${KANJI_NUMBER}[月./-]${KANJI_NUMBER}日?(?=の?(?:生まれ|うまれ)|に(?:生まれ|うまれ)(?:まし|です|。|$))`,
      'gi',
    ),
  },
  {
    kind: 'address',
    label: '番地',
    pattern: new RegExp(
      `(?:${KANJI_NUMBER}(?:丁目|-)\\s?${KANJI_NUMBER}(?:番地?の?|-)\\s?${KANJI_NUMBER}号?(?:-\\d{1,4})?(?:号室?)?|(?:${KANJI_NUMBER}丁目\\s?)?${KANJI_NUMBER}番${KANJI_NUMBER}号|${KANJI_NUMBER}丁目\\s?${KANJI_NUMBER}番(?![目地])|${KANJI_NUMBER}番地(?:の?${KANJI_NUMBER})?(?:号)?|(?<=${PLACE})${KANJI_NUMBER}[-の]${KANJI_NUMBER}(?![-\\d〜~]|\\s?[人名分年月日円万億社件台個坪%割回歳時かヶケ箇カ]))`,
      'gu',
    ),
    applies: (match, before, behind) => !calendarDay.test(match) && isHome(before, behind.slice(0, 40)),
  },
]

/** How a kind of personal data is called: 「電話番号」. */
export const labelOf = (kind: PersonalDataKind): string => maskRules.find((rule) => rule.kind === kind)?.label ?? kind
