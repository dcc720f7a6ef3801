import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isGrant } from '../../knowledge/record/scheme-kinds.ts'
import type { Company, Industry, Range, Verdict } from '../../knowledge/scheme/company.ts'
import { type Condition, judge } from '../../knowledge/scheme/eligibility.ts'

const industryNames: Record<Industry, string> = {
  manufacturing: '製造業',
  construction: '建設業・運輸業など',
  wholesale: '卸売業',
  retail: '小売業',
  service: 'サービス業',
  lodging: '宿泊業・娯楽業',
  information: '情報通信業',
}

const signs: Record<Verdict, string> = { meets: '○', fails: '×', unknown: '？' }

/** What a condition asks for, in a word or two: 「小規模事業者」, 「創業5年未満」. */
export function conditionName({ kind }: Condition, { eligibility }: KnowledgeRecord): string {
  const { employees, years, industries, beforeFounding } = eligibility ?? {}
  switch (kind) {
    case 'size-small':
      return '小規模事業者'
    case 'size-medium':
      return '中小企業者'
    case 'employees':
      return `従業員${[
        employees?.least === undefined ? '' : `${employees.least}人以上`,
        employees?.most === undefined ? '' : `${employees.most}人以下`,
      ].join('')}`
    case 'industry':
      return (industries ?? []).map((industry) => industryNames[industry]).join('・')
    case 'years':
      return [
        beforeFounding ? '創業前か' : '',
        years?.least === undefined ? '' : `創業${years.least}年以上`,
        years?.below === undefined ? '' : `創業${years.below}年未満`,
        years?.within === undefined ? '' : `創業${yearsText(years.within)}以内`,
      ].join('')
    case 'founding':
      return '創業済み'
    case 'partner':
      return '大学などとの連携'
    case 'soleProprietor':
      return '法人'
  }
}

/**
 * 「板橋区内 ○、小規模事業者 ○、創業5年未満 ？」: where the company has to be and each condition known as data, met, not met or
 * to be asked; empty without any. A window, a place or a procedure asks for no address.
 */
export const conditionWords = (record: KnowledgeRecord, company: Company, wards: readonly string[] = []): string =>
  [
    ...placeCondition(record, wards),
    ...judge(record, company).map((condition) => `${conditionName(condition, record)} ${signs[condition.verdict]}`),
  ].join('、')

/** A grant of a ward or of 東京都 is for those who are there. */
function placeCondition(record: KnowledgeRecord, wards: readonly string[]): string[] {
  const { areas } = record
  if (!isGrant(record) || areas.includes('全国')) return []
  const isIn = wards.some((ward) => areas.includes(ward) || areas.includes('東京都'))
  const verdict: Verdict = wards.length === 0 ? 'unknown' : isIn ? 'meets' : 'fails'
  return [`${areas.map((area) => (area === '東京都' ? '都内' : `${area}内`)).join('・')} ${signs[verdict]}`]
}

/** 「3年」, and of less than one year 「6か月」. */
const yearsText = (years: number): string => (years > 0 && years < 1 ? `${Math.round(years * 12)}か月` : `${years}年`)

const rangeWords = ({ least, most }: Range, unit: string): string =>
  least !== undefined && least === most
    ? `${least}${unit}`
    : [least ? `${least}${unit}以上` : '', most === undefined ? '' : `${most}${unit}以下`].join('')

/** What is known of the company, as lines a user can check; empty when nothing is. */
export function companyWords(company: Company, wards: readonly string[]): string[] {
  const { industry, employees, capital, years, soleProprietor, partner } = company
  return [
    wards.length > 0 ? `所在地：${wards.join('・')}` : '',
    industry ? `業種：${industryNames[industry]}` : '',
    employees ? `従業員：${rangeWords(employees, '人')}` : '',
    capital === undefined ? '' : `資本金：${capital.toLocaleString('ja-JP')}円`,
    years
      ? `創業から：${(years.most ?? 0) < 0 ? '創業前' : (years.most ?? 1) < 1 ? yearsText(years.most ?? 0) : rangeWords(years, '年')}`
      : '',
    soleProprietor === undefined ? '' : `形：${soleProprietor ? '個人事業' : '法人'}`,
    partner === undefined ? '' : `大学などとの連携：${partner ? 'あり' : 'なし'}`,
  ].filter((line) => line !== '')
}
