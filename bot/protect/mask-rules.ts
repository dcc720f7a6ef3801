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
/** Numbers of things, twelve digits long as well. */
const thingCue =
  /(?:注文|発注|見積|受付|伝票|管理|製造|製品|整理|会員|追跡|問い?合わ?せ|型|法人)(?:書|の)?番号?[はが:\s]{0,3}$/
const myNumberCue = /マイナンバー?(?!カード)|まいなんばー?|個人番号|my ?number/i

/** An office's address is public and decides which ward's schemes apply; a person's home is told by these words. */
const homeCue = /(?:自宅|住まい|住所|住んで|実家|氏名|名前)[^。\n]{0,32}$/
const officeCue =
  /(?:会社|本社|支社|工場|店舗|お店|事務所|事業所|オフィス|登記|法人|営業所|倉庫)(?:の|上の)?(?:住所|所在地)?[^。\n]{0,24}$/

const KANJI_NUMBER = '(?:\\d{1,4}|[〇一二三四五六七八九十百]{1,5})'
/** The words before a number say what it is; a blank or two, a particle or a colon lie between. */
const after = (cue: string, number: string) => new RegExp(`(?<=(?:${cue})[はがのを:\\s]{0,4})${number}`, 'gi')
const NUMBER_END = `(?!${DIGIT}|[-/.,]${DIGIT})`

/** In this order; what one rule has masked is gone for the next. All read NFKC text with one kind of dash between digits. */
export const maskRules: readonly MaskRule[] = [
  {
    kind: 'email',
    label: 'メールアドレス',
    pattern:
      /(?<![\w.+-])[\w.+-]{1,64}(?:@| ?(?:@|あっと(?:まーく)?|アット(?:マーク)?|[([{<]at[)\]}>]) ?)[\w-]{1,63}(?:(?:\.| ?(?:ドット|どっと|[([{<]dot[)\]}>]) ?)[\w-]{1,63}){1,8}/gi,
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
    pattern: /(?<!\d[- ]?)\d(?:[- ]?\d){13,15}(?![- ]?\d)/g,
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
    pattern: after('記号', `1\\d{4}[^\\d\\n]{0,6}番号[:\\s]{0,2}\\d{2,8}(?!\\d)`),
  },
  {
    kind: 'phone',
    label: '電話番号',
    pattern: new RegExp(
      `(?<!${DIGIT}|${DIGIT}[.,/-])(?:\\+(?:81|八一)[- .]?(?:\\(0\\))?|\\(?[0〇零])${DIGIT}{1,4}[-( ).]{0,2}${DIGIT}{1,4}[-) .]{0,2}${DIGIT}{3,4}(?!${DIGIT}|[万億円-])`,
      'g',
    ),
    applies(match) {
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
      `(?<=生年月日[はが:\\s]{0,3})(?:(?:昭和|平成|大正|令和|[shtr])?${KANJI_NUMBER}[年./-]${KANJI_NUMBER}[月./-]${KANJI_NUMBER}日?)|(?:(?:昭和|平成|大正|令和)${KANJI_NUMBER}|(?:19|20)\\d{2})[年./-]${KANJI_NUMBER}[月./-]${KANJI_NUMBER}日?(?=の?(?:生まれ|うまれ))`,
      'gi',
    ),
  },
  {
    kind: 'address',
    label: '番地',
    pattern: new RegExp(
      `(?:${KANJI_NUMBER}(?:丁目|-)\\s?${KANJI_NUMBER}(?:番地?の?|-)\\s?${KANJI_NUMBER}号?(?:-\\d{1,4})?(?:号室?)?|${KANJI_NUMBER}(?:丁目)?\\s?${KANJI_NUMBER}番${KANJI_NUMBER}号|\\d{1,5}番地(?:の?\\d{1,4})?(?:号)?)`,
      'g',
    ),
    applies: (_match, before) => homeCue.test(before.slice(-48)) && !officeCue.test(before.slice(-48)),
  },
]

/** How a kind of personal data is called: 「電話番号」. */
export const labelOf = (kind: PersonalDataKind): string => maskRules.find((rule) => rule.kind === kind)?.label ?? kind
