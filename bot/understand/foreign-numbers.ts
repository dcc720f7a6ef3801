import type { ForeignLanguage } from './language.ts'

type Reading = readonly [said: RegExp, japanese: (amount: number) => string]
const yen = (amount: number): string => `${Math.round(amount)}円使ったらいくら`
const staff = (amount: number): string => `従業員${amount}人`

/** Sums and numbers of people as they are written in each language, and the Japanese words for them. */
const readings: Readonly<Record<ForeignLanguage, readonly Reading[]>> = {
  en: [
    [/(\d[\d,.]*)\s?million\s?(?:yen|jpy)/, (amount) => yen(amount * 1e6)],
    [/(?:¥|jpy\s?)?(\d[\d,]{3,})\s?(?:yen|jpy)/, yen],
    [/(\d[\d,]*)\s?(?:employees|people|staff|workers|persons)/, staff],
  ],
  zh: [
    [/(\d[\d,.]*)\s?亿\s?(?:日元|日圆|円)/, (amount) => yen(amount * 1e8)],
    [/(\d[\d,.]*)\s?万\s?(?:日元|日圆|円)/, (amount) => yen(amount * 1e4)],
    [/(\d[\d,]{3,})\s?(?:日元|日圆|円)/, yen],
    [/(\d[\d,]*)\s?(?:名|个)?(?:员工|職員|人)/, staff],
    [/员工(?:有|是)?\s?(\d[\d,]*)/, staff],
  ],
  ko: [
    [/(\d[\d,.]*)\s?억\s?엔/, (amount) => yen(amount * 1e8)],
    [/(\d[\d,.]*)\s?만\s?엔/, (amount) => yen(amount * 1e4)],
    [/(\d[\d,]{3,})\s?엔/, yen],
    [/(?:직원|사원|종업원)(?:은|이|수는)?\s?(\d[\d,]*)/, staff],
    [/(\d[\d,]*)\s?명/, staff],
  ],
  vi: [
    [/(\d[\d,.]*)\s?triệu\s?(?:yên|yen)/, (amount) => yen(amount * 1e6)],
    [/(\d[\d,.]{3,})\s?(?:yên|yen)/, yen],
    [/(\d[\d,]*)\s?(?:nhân viên|người|lao động)/, staff],
  ],
}

/** The Japanese words for the sum and the number of people that a message names; empty without any. `normalized` is NFKC, small letters. */
export function japaneseNumbers(normalized: string, language: ForeignLanguage): string[] {
  let rest = normalized
  return readings[language].flatMap(([said, japanese]) => {
    const match = said.exec(rest)
    const amount = Number((match?.[1] ?? '').replace(/,/g, ''))
    if (!match || !Number.isFinite(amount) || amount <= 0) return []
    rest = rest.replace(match[0], ' ')
    return [japanese(amount)]
  })
}
