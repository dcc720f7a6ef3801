import type { KnowledgeRecord } from '../record/schema.ts'
import { atLeast, atMost, type Company, isMedium, isSmall, type Range, type Verdict } from './company.ts'

/** What of the company a condition depends on. */
export type Fact = 'industry' | 'employees' | 'years' | 'partner' | 'soleProprietor'

/** One condition of a scheme, and how the company stands to it. */
export interface Condition {
  kind: 'size-small' | 'size-medium' | 'employees' | 'industry' | 'years' | 'founding' | 'partner' | 'soleProprietor'
  verdict: Verdict
  /** What would have to be known, where it is not. */
  needs: readonly Fact[]
}

/** Every condition that the record holds as data, judged by what is known of the company. */
export function judge(record: KnowledgeRecord, company: Company): Condition[] {
  const { eligibility } = record
  if (!eligibility) return []
  const { size, employees, industries, years, beforeFounding, partner, soleProprietor } = eligibility
  const conditions: Condition[] = []
  const add = (kind: Condition['kind'], verdict: Verdict, needs: readonly Fact[]) => {
    conditions.push({ kind, verdict, needs: verdict === 'unknown' ? needs : [] })
  }
  const lacks = (...facts: Fact[]) => facts.filter((fact) => company[fact] === undefined)

  if (size === 'small') add('size-small', isSmall(company), lacks('employees', 'industry'))
  if (size === 'medium') add('size-medium', isMedium(company), lacks('employees', 'industry'))
  if (employees) {
    const verdicts = [
      ...(employees.most === undefined ? [] : [atMost(company.employees, employees.most)]),
      ...(employees.least === undefined ? [] : [atLeast(company.employees, employees.least)]),
    ]
    add('employees', allOf(verdicts), ['employees'])
  }
  if (industries) {
    const known = company.industry
    add('industry', known === undefined ? 'unknown' : industries.includes(known) ? 'meets' : 'fails', ['industry'])
  }
  if (years) add('years', inBusiness(company.years, years, beforeFounding), ['years'])
  else if (beforeFounding === false) add('founding', atLeast(company.years, 0), ['years'])
  if (partner)
    add('partner', company.partner === undefined ? 'unknown' : company.partner ? 'meets' : 'fails', ['partner'])
  if (soleProprietor === false) {
    const known = company.soleProprietor
    add('soleProprietor', known === undefined ? 'unknown' : known ? 'fails' : 'meets', ['soleProprietor'])
  }
  return conditions
}

/** How long the company has been in business against the bounds; one that is not founded yet has none of those years. */
function inBusiness(
  known: Range | undefined,
  { least, below, within }: { least?: number | undefined; below?: number | undefined; within?: number | undefined },
  beforeFounding: boolean | undefined,
): Verdict {
  const isFounded = atLeast(known, 0)
  const founded = allOf([
    ...(below === undefined ? [] : [atMost(known, below - 1)]),
    ...(least === undefined ? [] : [atLeast(known, least)]),
    ...(within === undefined ? [] : [atMost(known, within)]),
  ])
  if (isFounded === 'meets') return founded
  // Where nothing is said of those who have not founded yet, a scheme for young companies may await them.
  const unfounded = beforeFounding ? 'meets' : beforeFounding === undefined && least === undefined ? 'unknown' : 'fails'
  return isFounded === 'fails' || founded === unfounded ? unfounded : 'unknown'
}

const allOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('fails') ? 'fails' : verdicts.every((verdict) => verdict === 'meets') ? 'meets' : 'unknown'

/** True when one condition is surely not met. */
export const isExcluded = (record: KnowledgeRecord, company: Company): boolean =>
  judge(record, company).some(({ verdict }) => verdict === 'fails')
