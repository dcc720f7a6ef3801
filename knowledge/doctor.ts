import { basename } from 'node:path'
import { daysBetween, japanInstant } from '../storage/ground/japan-time.ts'
import { normalizeText } from './analysis/normalize.ts'
import { type LocatedRecord, readCorpus } from './corpus-reader.ts'
import { freshDays } from './scheme/call-state.ts'

export interface Finding {
  severity: 'error' | 'warning'
  file: string
  line: number
  message: string
}

const figure = /(?:\d|億|万|千)円|\d+\s*\/\s*\d+|\d\s*%|\d+分の\d+|[一二三四五六七八九]分の[一二三四五六七八九]/
const longClosedDays = 365

/**
 * Examines the corpus under `directory` as of `now` (milliseconds since the epoch): faults of form, ids and references,
 * facts that are due for a check, and unverified values that would leak. Sorted by file and line.
 */
export async function examineCorpus(directory: string, now: number): Promise<Finding[]> {
  const { records, faults } = await readCorpus(directory)
  const findings: Finding[] = faults.map(({ file, line, message }) => ({ severity: 'error', file, line, message }))
  if (records.size === 0) {
    findings.push({ severity: 'error', file: '.', line: 1, message: '読める記録が一つもありません' })
  }
  for (const located of records.values()) findings.push(...examineRecord(located, now))
  return findings.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
}

function examineRecord({ record, locate }: LocatedRecord, now: number): Finding[] {
  const findings: Finding[] = []
  const report = (severity: Finding['severity'], path: readonly PropertyKey[], message: string) =>
    findings.push({ severity, file: record.file, line: locate(path).line, message })

  if (basename(record.file, '.md') !== record.id) {
    report('error', ['id'], `ファイル名を id と同じ「${record.id}.md」にしてください`)
  }
  const age = daysBetween(japanInstant(record.checkedOn) ?? now, now)
  if (age < 0) report('error', ['checkedOn'], 'checkedOn が未来の日付です')
  else if (age > freshDays(record.kind)) {
    report(
      'warning',
      ['checkedOn'],
      `最後の確認から${age}日たっています（${freshDays(record.kind)}日以内に確かめます）`,
    )
  }
  for (const { facet } of record.unverified) {
    const text = facet && facet !== 'contact' ? record[facet]?.text : undefined
    if (text !== undefined && figure.test(normalizeText(text))) {
      report('error', [facet ?? 'unverified', 'text'], `未確認とした「${facet}」の文に金額や率があります`)
    }
  }
  if ((record.kind === 'grant' || record.kind === 'voucher') && !record.contact) {
    report('error', ['kind'], '補助金・バウチャーには窓口（contact）が要ります')
  }
  const closings = (record.deadline?.calls ?? []).map(({ closes }) => (closes ? japanInstant(closes, true) : undefined))
  const last = Math.max(...closings.map((closing) => closing ?? Number.POSITIVE_INFINITY))
  if (closings.length > 0 && daysBetween(last, now) > longClosedDays) {
    report('warning', ['deadline', 'calls'], `最後の公募の締切から${daysBetween(last, now)}日たっています`)
  }
  return findings
}
