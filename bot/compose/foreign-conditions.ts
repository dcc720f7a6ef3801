import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { foreignConditions, foreignIndustries } from '../foreign-texts.ts'
import type { OtherLanguage } from '../understand/language.ts'

/** Who may apply, from the conditions that the record holds as data; empty without any. */
export function foreignConditionWords({ eligibility }: KnowledgeRecord, language: OtherLanguage): string {
  if (!eligibility) return ''
  const { size, employees, industries, years, beforeFounding, partner, soleProprietor } = eligibility
  const words = (condition: keyof typeof foreignConditions, amount?: number): string =>
    amount === undefined && foreignConditions[condition][language].includes('{n}')
      ? ''
      : foreignConditions[condition][language].replace('{n}', String(amount))
  return [
    size ? words(size) : '',
    words('staffLeast', employees?.least),
    words('staffMost', employees?.most),
    (industries ?? []).map((industry) => foreignIndustries[industry]?.[language]).join(' / '),
    words('yearsLeast', years?.least),
    words('yearsBelow', years?.below),
    beforeFounding ? words('founding') : '',
    partner ? words('partner') : '',
    soleProprietor === false ? words('noSoleProprietor') : '',
  ]
    .filter((part) => part !== '')
    .join(language === 'easy' ? '、' : '; ')
}
