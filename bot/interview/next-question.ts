import { normalizeText } from '../../knowledge/analysis/normalize.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import type { Company } from '../../knowledge/scheme/company.ts'
import { type Fact, isExcluded, judge } from '../../knowledge/scheme/eligibility.ts'

/** One thing to ask of the company, with the answers that a tap gives and what each says. */
export interface InterviewQuestion {
  fact: Fact
  text: string
  answers: readonly (readonly [label: string, says: Company])[]
}

export const skipWords = '答えずに進む'
const MOST_QUESTIONS = 5

const questions: readonly InterviewQuestion[] = [
  {
    fact: 'industry',
    text: '業種を教えていただくと、さらに絞り込めます。',
    answers: [
      ['製造業です', { industry: 'manufacturing' }],
      ['建設業・運輸業です', { industry: 'construction' }],
      ['卸売業です', { industry: 'wholesale' }],
      ['小売業です', { industry: 'retail' }],
      ['サービス業です', { industry: 'service' }],
      ['情報通信業です', { industry: 'information' }],
    ],
  },
  {
    fact: 'employees',
    text: '従業員の人数を教えていただくと、さらに絞り込めます。',
    answers: [
      ['従業員5人以下', { employees: { least: 0, most: 5 } }],
      ['従業員6〜20人', { employees: { least: 6, most: 20 } }],
      ['従業員21〜100人', { employees: { least: 21, most: 100 } }],
      ['従業員101〜300人', { employees: { least: 101, most: 300 } }],
      ['従業員301人以上', { employees: { least: 301 } }],
    ],
  },
  {
    fact: 'years',
    text: '創業からの年数を教えていただくと、さらに絞り込めます。',
    answers: [
      ['これから創業します', { years: { least: -1, most: -1 } }],
      ['創業5年未満', { years: { least: 0, most: 4 } }],
      ['創業5年以上', { years: { least: 5 } }],
    ],
  },
  {
    fact: 'partner',
    text: '大学や研究機関と一緒に取り組むかどうかを教えていただくと、さらに絞り込めます。',
    answers: [
      ['大学などと一緒に', { partner: true }],
      ['自社だけで', { partner: false }],
    ],
  },
  {
    fact: 'soleProprietor',
    text: '個人事業か法人かを教えていただくと、さらに絞り込めます。',
    answers: [
      ['個人事業です', { soleProprietor: true }],
      ['法人です', { soleProprietor: false }],
    ],
  },
]

/**
 * The question that is expected to part the candidates best, or undefined when none parts them or enough were asked.
 * Expected information: the mean, over the answers (taken as equally likely), of log2(candidates / those left).
 */
export function nextQuestion(
  candidates: readonly KnowledgeRecord[],
  company: Company,
  asked: readonly string[],
): InterviewQuestion | undefined {
  if (asked.length >= MOST_QUESTIONS || candidates.length < 2) return undefined
  const ranked = questions
    // What was told, however roughly, is not asked again.
    .filter(({ fact }) => !asked.includes(fact) && company[fact] === undefined)
    .filter(({ fact }) => candidates.some((record) => needs(record, company, fact)))
    .map((question) => ({ question, information: informationOf(question, candidates, company) }))
    .filter(({ information }) => information > 0)
    .sort((a, b) => b.information - a.information)
  return ranked[0]?.question
}

/** What a tap says of the company, whichever question stands last: taps of older messages are still there. `normalized`. */
export const saidByTap = (normalized: string): Company =>
  questions.flatMap(({ answers }) => answers).find(([label]) => normalizeText(label) === normalized)?.[1] ?? {}

/** The question for one fact, unless it was asked or enough were. */
export const questionOf = (fact: Fact, asked: readonly string[]): InterviewQuestion | undefined =>
  asked.length >= MOST_QUESTIONS || asked.includes(fact) ? undefined : questions.find((each) => each.fact === fact)

const needs = (record: KnowledgeRecord, company: Company, fact: Fact): boolean =>
  judge(record, company).some((condition) => condition.needs.includes(fact))

function informationOf(
  { answers }: InterviewQuestion,
  candidates: readonly KnowledgeRecord[],
  company: Company,
): number {
  const gains = answers.map(([, says]) => {
    const left = candidates.filter((record) => !isExcluded(record, { ...company, ...says })).length
    return Math.log2(candidates.length / Math.max(left, 1))
  })
  return gains.reduce((sum, gain) => sum + gain, 0) / gains.length
}
