import { normalizeFigures } from '../../knowledge/figures/find-figures.ts'
import type { Reply } from '../outcome.ts'
import type { EvaluationRow } from './question-set.ts'

/** An answer as it is judged. */
export interface JudgedAnswer {
  outcome: string
  reply: Reply
}

const namesItsDay =
  /確認|最新|公式|時点|変わ(?:る|り|って)|変更|要領|要項|as of|confirm|check|official|latest|xác nhận|chính thức|确认|官方|확인/iu

const squeeze = (text: string) => normalizeFigures(text).replace(/\s+/g, '').toLowerCase()

/** Whether the alternative stands in the text, not as a part of a longer number. */
function holds(text: string, alternative: string): boolean {
  const wanted = squeeze(alternative)
  const escaped = wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const before = /^\d/.test(wanted) ? '(?<![\\d.])' : ''
  const after = /\d$/.test(wanted) ? '(?!\\d|\\.\\d)' : ''
  return new RegExp(before + escaped + after, 'u').test(text)
}

/** What is wrong with the answers to a row, in words; empty when nothing is. The last answer is judged, `mustNot` by all. */
export function faultsOf({ expect }: EvaluationRow, answers: readonly JudgedAnswer[]): string[] {
  const last = answers.at(-1)
  if (!last) return ['no answer']
  const { outcome, reply } = last
  const text = squeeze([reply.text, ...reply.citations.map(({ url }) => url ?? '')].join('\n'))
  const faults: string[] = []
  const accepted = expect.outcome.some((name) => name === outcome)
  if (!accepted) faults.push(`outcome ${outcome}, not ${expect.outcome.join(' or ')}`)

  const answered = outcome === 'answered'
  const cited = reply.citations.map(({ id }) => id)
  if (expect.refs.length > 0 && (answered || !accepted) && !expect.refs.some((id) => cited.includes(id)))
    faults.push(`cites ${cited.join(', ') || 'nothing'}, not ${expect.refs.join(' or ')}`)

  // An accepted question back or an offer of staff need not hold what the answer would.
  const mustTell = answered || outcome === expect.outcome[0] || !accepted
  if (mustTell) {
    for (const group of expect.must)
      if (!group.some((alternative) => holds(text, alternative))) faults.push(`does not say ${group[0]}`)
    for (const pattern of expect.says) if (!new RegExp(pattern, 'iu').test(text)) faults.push(`does not say ${pattern}`)
  }
  for (const pattern of expect.always) if (!new RegExp(pattern, 'iu').test(text)) faults.push(`does not say ${pattern}`)
  for (const pattern of expect.mustNot)
    if (answers.some((answer) => new RegExp(pattern, 'iu').test(squeeze(answer.reply.text))))
      faults.push(`says ${pattern}`)
  if (expect.caveat && answered && !namesItsDay.test(reply.text)) faults.push('names no day and no official page')
  return faults
}
