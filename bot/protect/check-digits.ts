/** Weights of the check digit of 個人番号: 行政手続における特定の個人を識別するための番号の利用等に関する法律施行令 第8条（総務省令の算式）. `digits` are twelve. */
export function isMyNumber(digits: string): boolean {
  const body = [...digits.slice(0, 11)].reverse().map(Number)
  const sum = body.reduce((total, digit, index) => total + digit * (index < 6 ? index + 2 : index - 4), 0)
  const rest = sum % 11
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest)
}

/** Luhn check of payment cards (ISO/IEC 7812-1) with the first digits of the known brands. */
export function isCard(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, char, index) => {
    const digit = Number(char) * (index % 2 ? 2 : 1)
    return total + (digit > 9 ? digit - 9 : digit)
  }, 0)
  return sum % 10 === 0 && /^(?:4|5[1-5]|2[2-7]|3[47]|35|6)/.test(digits)
}
