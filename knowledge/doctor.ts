import { basename } from 'node:path'
import { type PublishedRecord, readCorpus } from './corpus-reader.ts'
import { examineContact } from './doctor/contact.ts'
import { examineContradictions } from './doctor/contradictions.ts'
import { examineCheckedOn, examineClosedCalls } from './doctor/dates.ts'
import { examineBodyFigures, examineDeadlineDates, examineTypedFigures } from './doctor/figure-agreement.ts'
import { type CorpusCheck, type Finding, findingAt, type RecordCheck } from './doctor/finding.ts'
import { examineShadows } from './doctor/published.ts'
import { examineQuestions } from './doctor/questions.ts'
import { examineOfficialSources, examineSeedConfidence } from './doctor/sources.ts'
import { examineUnverifiedLeaks, examineUnverifiedNotes, examineUnverifiedText } from './doctor/unverified.ts'
import { examineAgingWords, examinePersonalData } from './doctor/words.ts'

export type { Finding }

const examineFileName: RecordCheck = (located) => {
  const { file, id } = located.record
  if (basename(file, '.md') === id) return []
  return [findingAt(located, 'error', ['id'], `ファイル名を id と同じ「${id}.md」にしてください`)]
}

const recordChecks: readonly RecordCheck[] = [
  examineFileName,
  examineCheckedOn,
  examineClosedCalls,
  examineContact,
  examineOfficialSources,
  examineSeedConfidence,
  examineTypedFigures,
  examineDeadlineDates,
  examineUnverifiedText,
  examineUnverifiedLeaks,
  examineUnverifiedNotes,
  examineAgingWords,
  examinePersonalData,
]

const corpusChecks: readonly CorpusCheck[] = [examineBodyFigures, examineContradictions, examineQuestions]

/**
 * Examines the corpus under `directory`, with the records `published` beside it, as of `now` (milliseconds since the
 * epoch): faults of form, ids and references, facts that are due for a check, figures that disagree, and unverified
 * values that would leak. Sorted by file and line. The passing of time alone brings warnings, never errors.
 */
export async function examineCorpus(
  directory: string,
  now: number,
  published: readonly PublishedRecord[] = [],
): Promise<Finding[]> {
  const { records, faults } = await readCorpus(directory, published)
  const findings: Finding[] = faults.map(({ file, line, message }) => ({ severity: 'error', file, line, message }))
  if (records.size === 0) {
    findings.push({ severity: 'error', file: '.', line: 1, message: '読める記録が一つもありません' })
  }
  const all = [...records.values()]
  for (const located of all) findings.push(...recordChecks.flatMap((check) => check(located, now)))
  findings.push(...corpusChecks.flatMap((check) => check(all)))
  if (published.length > 0) findings.push(...examineShadows(records, (await readCorpus(directory)).records))
  return findings.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
}
