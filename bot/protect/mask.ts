/** Personal data that must not be stored, logged or sent to a model, by rule. See docs/decisions on what is left alone. */
export type PersonalDataKind = 'my-number' | 'card' | 'bank-account' | 'email' | 'phone' | 'residence-card' | 'address'

export interface Masked {
  text: string
  found: PersonalDataKind[]
}

/** Weights of the check digit of 個人番号: 行政手続における特定の個人を識別するための番号の利用等に関する法律施行令 第8条（総務省令の算式）. */
function isMyNumber(digits: string): boolean {
  const body = [...digits.slice(0, 11)].reverse().map(Number)
  const sum = body.reduce((total, digit, index) => total + digit * (index < 6 ? index + 2 : index - 4), 0)
  const rest = sum % 11
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest)
}

/** Luhn check of payment cards (ISO/IEC 7812-1). */
function isCard(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, char, index) => {
    const digit = Number(char) * (index % 2 ? 2 : 1)
    return total + (digit > 9 ? digit - 9 : digit)
  }, 0)
  return sum % 10 === 0 && /^(?:4|5[1-5]|2[2-7]|3[47]|35|6)/.test(digits)
}

/** Public helplines and windows may be named by the user; they are nobody's own number. */
const publicNumber = /^(?:0120|0570|0800)/

/** An office's address is public and decides which ward's schemes apply; a person's home is told by these words. */
const homeCue = /(?:自宅|住まい|住所|住んで|実家|氏名|名前)[^。\n]{0,24}$/
const streetNumber =
  /(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:丁目|-)\s?\d{1,3}(?:番地?|-)\s?\d{1,4}号?(?:-\d{1,4})?(?:号室?)?|\d{1,5}番地(?:の?\d{1,4})?/g

/** Between figures: the long vowel mark of Japanese keyboards, and the dashes and the minus that NFKC leaves as they are. */
const dashes = /(?<=\d)[ \t]?[‐-―−ー─━][ \t]?(?=\d)/g

const onlyDigits = (text: string) => text.replace(/\D/g, '')

/**
 * Masks マイナンバー, cards, bank accounts, mail addresses, telephone numbers, 在留カード numbers and the street number of a
 * home. Yen figures, 法人番号 (13 digits, public), an office's address and dates stay. `\b` is not used: in JavaScript it knows ASCII letters only.
 */
export function maskPersonalData(input: string): Masked {
  const found = new Set<PersonalDataKind>()
  const mask = (kind: PersonalDataKind, label: string) => {
    found.add(kind)
    return `［${label}］`
  }
  const text = input
    .normalize('NFKC')
    .replace(dashes, '-')
    .replace(/(?<![\w.+-])[\w.+-]{1,64}(?:@|あっと)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, () =>
      mask('email', 'メールアドレス'),
    )
    .replace(/(?<![\d-])\d{4}[- ]?\d{4}[- ]?\d{4}(?![\d-]|[- ]\d|\s?円)/g, (match, offset: number, whole: string) => {
      const digits = onlyDigits(match)
      const context = /マイナンバ|個人番号|まいなんば/.test(whole.slice(Math.max(0, offset - 24), offset))
      return context || (isMyNumber(digits) && match !== digits) || (isMyNumber(digits) && !/円/.test(whole))
        ? mask('my-number', 'マイナンバー')
        : match
    })
    .replace(/(?<![\d-])\d(?:[- ]?\d){13,15}(?![\d-])/g, (match) =>
      isCard(onlyDigits(match)) ? mask('card', 'カード番号') : match,
    )
    .replace(
      /((?:口座|普通|当座)(?:番号)?[はがのを:：\s]{0,3})\d{7}(?!\d)/g,
      (_, cue: string) => `${cue}${mask('bank-account', '口座番号')}`,
    )
    .replace(/(?<![\d.,/-])(?:\+81[- ]?|0)\d{1,4}[-( )]{0,2}\d{1,4}[-) ]{0,2}\d{3,4}(?![\d万億円-])/g, (match) => {
      const digits = onlyDigits(match).replace(/^81/, '0')
      if (digits.length < 10 || digits.length > 11 || publicNumber.test(digits)) return match
      return mask('phone', '電話番号')
    })
    // 在留カード番号: two letters, eight digits, two letters (出入国在留管理庁).
    .replace(/(?<![A-Za-z0-9])[A-Za-z]{2}\d{8}[A-Za-z]{2}(?![A-Za-z0-9])/g, () =>
      mask('residence-card', '在留カード番号'),
    )
    .replace(streetNumber, (match, offset: number, whole: string) =>
      homeCue.test(whole.slice(Math.max(0, offset - 40), offset)) ? mask('address', '番地') : match,
    )
  return { text, found: [...found] }
}
