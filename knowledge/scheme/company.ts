/** Industries as the small-business laws tell them apart, and those that schemes name. */
export const industries = [
  'manufacturing', // 製造業
  'construction', // 建設業・運輸業その他
  'wholesale', // 卸売業
  'retail', // 小売業
  'service', // サービス業（飲食を含む）
  'lodging', // 宿泊業・娯楽業
  'information', // 情報通信業
] as const
export type Industry = (typeof industries)[number]

/** A number told exactly or as a range; a missing end is open. */
export interface Range {
  least?: number | undefined
  most?: number | undefined
}

/** What a user has said of the company, as far as schemes ask for it. Holds no name. */
export interface Company {
  industry?: Industry | undefined
  /** Regular employees. */
  employees?: Range | undefined
  /** Capital in yen. */
  capital?: number | undefined
  /** Full years since it was founded; -1 before it is. */
  years?: Range | undefined
  /** True for a sole proprietor. */
  soleProprietor?: boolean | undefined
  /** Whether a university or a public institute takes part. */
  partner?: boolean | undefined
}

/** Upper bounds; a company is within when capital OR employees are. */
interface SizeBounds {
  capital: number
  employees: number
}

const otherIndustries: SizeBounds = { capital: 300_000_000, employees: 300 }
const services: SizeBounds = { capital: 50_000_000, employees: 100 }
/**
 * 中小企業基本法 第2条第1項: the small and medium enterprise by industry. Of 情報通信業 the law counts some trades as
 * services and the rest as 「その他」: only what holds under both is told.
 */
const mediumBounds: Record<Industry, readonly SizeBounds[]> = {
  manufacturing: [otherIndustries],
  construction: [otherIndustries],
  wholesale: [{ capital: 100_000_000, employees: 100 }],
  retail: [{ capital: 50_000_000, employees: 50 }],
  service: [services],
  lodging: [services],
  information: [services, otherIndustries],
}

/** 小規模事業者: employees by industry, as the 持続化補助金 counts them (宿泊・娯楽 20, 商業・サービス 5, 製造その他 20). */
const smallEmployees: Record<Industry, readonly number[]> = {
  manufacturing: [20],
  construction: [20],
  wholesale: [5],
  retail: [5],
  service: [5],
  lodging: [20],
  information: [5, 20],
}

export type Verdict = 'meets' | 'fails' | 'unknown'

/** How a told range stands to a bound: within it whole, beyond it whole, or not to be told. */
export function atMost(range: Range | undefined, bound: number): Verdict {
  if (!range) return 'unknown'
  if (range.most !== undefined && range.most <= bound) return 'meets'
  return range.least !== undefined && range.least > bound ? 'fails' : 'unknown'
}

export function atLeast(range: Range | undefined, bound: number): Verdict {
  if (!range) return 'unknown'
  if (range.least !== undefined && range.least >= bound) return 'meets'
  return range.most !== undefined && range.most < bound ? 'fails' : 'unknown'
}

const anyOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('meets') ? 'meets' : verdicts.every((verdict) => verdict === 'fails') ? 'fails' : 'unknown'
const agreed = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.every((verdict) => verdict === verdicts[0]) ? (verdicts[0] ?? 'unknown') : 'unknown'

/** Whether the company is a 中小企業者. Without its industry, only what holds in every industry is told. */
export function isMedium({ industry, employees, capital }: Company): Verdict {
  const capitalRange = capital === undefined ? undefined : { least: capital, most: capital }
  const inIndustry = (one: Industry) =>
    agreed(
      mediumBounds[one].map((bounds) =>
        anyOf([atMost(employees, bounds.employees), atMost(capitalRange, bounds.capital)]),
      ),
    )
  return industry ? inIndustry(industry) : agreed(industries.map(inIndustry))
}

/** Whether it is a 小規模事業者. */
export function isSmall({ industry, employees }: Company): Verdict {
  const inIndustry = (one: Industry) => agreed(smallEmployees[one].map((most) => atMost(employees, most)))
  return industry ? inIndustry(industry) : agreed(industries.map(inIndustry))
}
