import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { recordEvidence } from '../ledger/record-evidence.ts'
import type { AnswerItem } from '../turn-context.ts'
import { sayComputed } from './say.ts'
import { isTooUncertain } from './scheme-words.ts'

const REIWA = 2018

/** The round or the fiscal year that the words name: its label, and how a record may write it. */
function askedRound(normalized: string): { label: string; written: RegExp } | undefined {
  const round = /第(\d{1,2})(回|次)|(?<![\d年])(\d{1,2})(次)(?=公募|募集|締|の|は|っ|$)/.exec(normalized)
  if (round) {
    const [, count = round[3], kind = round[4]] = round
    return { label: `第${count}${kind}`, written: new RegExp(`(?<!\\d)${count}[回次]`) }
  }
  const edition = /(?:補助金|助成金)(20\d\d)(?!\d|年度)/.exec(normalized)?.[1]
  if (edition) return { label: edition, written: new RegExp(`(?:補助金|助成金)\\s*${edition}|${edition}年度`) }
  const year = /(令和)(\d{1,2})年度|(20\d\d)年度/.exec(normalized)
  if (!year) return undefined
  const reiwa = year[2] ? Number(year[2]) : Number(year[3]) - REIWA
  return { label: year[0], written: new RegExp(`令和${reiwa}年|${REIWA + reiwa}年度|${REIWA + reiwa}-`) }
}

/** 「第21回の締切は？」 of a record that holds no such round: said before what is known of the others. */
export function roundCheck(
  record: KnowledgeRecord,
  normalized: string,
  beside: readonly KnowledgeRecord[] = [],
): AnswerItem | undefined {
  if (!isScheme(record) || record.status === 'planned' || isTooUncertain(record)) return undefined
  const asked = askedRound(normalized)
  if (!asked) return undefined
  const next = record.deadline?.next
  const known = recordEvidence(record).filter((text) => text !== next && asked.written.test(text.normalize('NFKC')))
  // The day of the check is no word on the year.
  if (known.some((text) => text !== record.checkedOn)) return undefined
  // 「もの補助23次」 is of the former scheme, which is told beside its successor.
  if (
    beside.some(
      (other) => other !== record && recordEvidence(other).some((text) => asked.written.test(text.normalize('NFKC'))),
    )
  )
    return undefined
  return sayComputed(`${asked.label}の内容は、確認できていません。次のご案内は、確認できている回・年度のものです。`, [
    record.id,
  ])
}
