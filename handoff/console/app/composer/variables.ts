import type { CaseSummary, Me } from '../../../desk/shapes.ts'
import { staffRoleNames } from '../words.ts'

const variable = /\{\{\s*([\w.]+)\s*\}\}/g

/** What may stand in a reply kept for use again, and what it becomes. */
export const variableMeanings = {
  'user.name': '会社名＋「様」（分からなければ「ご相談者様」）',
  'staff.name': '自分の氏名',
  'staff.role': '自分の役割',
  topic: '相談の話題',
  hours: '受付時間',
  opening: '次の受付開始',
  today: 'きょうの日付',
} as const

/** Fills the variables of a reply; one without a value stays, and is shown before anything is sent. */
export function fillVariables(
  text: string,
  me: Me,
  summary: CaseSummary,
  values: Readonly<Record<string, string>>,
): string {
  const known: Record<string, string> = {
    ...values,
    'user.name': summary.company ? `${summary.company}様` : 'ご相談者様',
    'staff.name': me.name,
    'staff.role': staffRoleNames[me.role] ?? '',
    topic: summary.topic,
  }
  return text.replace(variable, (whole, name: string) => known[name] || whole)
}

/** Variables that were left unfilled: 「{{opening}}」. */
export const leftVariables = (text: string): string[] => [
  ...new Set([...text.matchAll(variable)].map(([whole]) => whole)),
]
