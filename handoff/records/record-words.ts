/** What a consultation record can say, with the words staff choose by; the keys are what is stored. */

/** How the consultation ended. */
export const recordOutcomes = {
  informed: '情報提供・助言で完結',
  referred: '他の窓口・専門機関を紹介',
  applying: '申請の準備を支援',
  ongoing: '継続して相談',
  'no-fit': '合う制度・相手がなかった',
  withdrawn: '相談者が取りやめ',
  other: 'その他',
} as const
export type RecordOutcome = keyof typeof recordOutcomes

/** What came of it, also long afterwards. */
export const resultKinds = {
  matching: 'マッチング成立',
  application: '申請に至った',
  adoption: '採択・交付決定された',
  contract: '共同研究・委託の契約に至った',
  patent: '特許などを出願した',
  business: '新事業・新製品が生まれた',
  other: 'その他の成果',
} as const
export type ResultKind = keyof typeof resultKinds

/** Of what kind a matched partner is (産学官金). */
export const partnerKinds = {
  university: '大学',
  institute: '公設試',
  company: '企業',
  finance: '金融',
  other: 'その他',
} as const
export type PartnerKind = keyof typeof partnerKinds

export const keysOf = <T extends object>(words: T) => Object.keys(words) as [keyof T & string, ...(keyof T & string)[]]
