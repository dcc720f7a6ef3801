import { recordOf } from '../../knowledge/ingest/proposals/compare-records.ts'
import { type Difference, differencesOf } from '../../knowledge/ingest/proposals/differences.ts'
import type { Flag } from '../../knowledge/ingest/reading.ts'
import { japanMinute } from '../../storage/ground/japan-time.ts'
import type { ProposalRow, ProposalSummary } from '../../storage/proposals.ts'
import { ingestTexts as texts } from './ingest-texts.ts'

const { show } = texts
const momentText = (instant: number): string => japanMinute(instant).replace('T', ' ')

/** Nothing of a page may steer the terminal that shows it, or turn around what a person reads there. */
export const harmless = (text: string): string =>
  text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '')

export const flagsOf = (row: ProposalSummary): Flag[] => JSON.parse(row.flags) as Flag[]

/** One line of the list. */
export function proposalLine(row: ProposalSummary): string {
  const flags = flagsOf(row)
  const kinds = [...new Set(flags.map(({ kind }) => texts.flags[kind] ?? kind))].join('・')
  const parts = [row.id, texts.statuses[row.status], texts.changes[row.change], row.source_id, row.record_id, row.name]
  return harmless([...parts, ...(kinds === '' ? [] : [`${show.flag}: ${kinds}`])].join('\t'))
}

/** A proposal for a person who decides: what it is, its flags, then old beside new. */
export function proposalText(row: ProposalRow): string {
  const decided =
    row.decided_at === null ? [] : [`${show.decided}: ${momentText(row.decided_at)} ${row.decided_by ?? ''}`.trim()]
  const head = [
    `${row.id}  ${row.name}`,
    `${show.change}: ${texts.changes[row.change] ?? row.change}  ${show.status}: ${texts.statuses[row.status] ?? row.status}`,
    `${show.record}: ${row.record_id}  ${show.source}: ${row.source_id}`,
    `${show.origin}: ${row.origin}`,
    `${show.proposed}: ${momentText(row.created_at)}`,
    ...decided,
    ...(row.reason === null ? [] : [`${show.reason}: ${row.reason}`]),
    ...flagsOf(row).map(({ kind, detail }) => `${show.flag}: ${texts.flags[kind] ?? kind} — ${detail}`),
  ]
  return harmless([...head, '', ...contentLines(row)].join('\n'))
}

function contentLines({ content, old_content: old }: ProposalRow): string[] {
  const [before, after] = [old === null ? undefined : recordOf(old), content === null ? undefined : recordOf(content)]
  if (before && after) return differencesOf(before, after).flatMap(differenceLines)
  return (content ?? old ?? '').trimEnd().split('\n')
}

function differenceLines({ field, before, after, figures }: Difference): string[] {
  const [first = field, ...rest] = field.split('.')
  const label = [texts.fields[first] ?? first, ...rest].join('.')
  const side = (mark: string, text: string) => (text === '' ? [] : text.split('\n').map((line) => `  ${mark} ${line}`))
  const list = (values: readonly string[]) => values.join('、') || show.nothing
  return [
    `■ ${label}`,
    ...side('-', before),
    ...side('+', after),
    ...figures.map(
      (change) =>
        `  ${show.changedFigure} ${texts.figures[change.kind]}: ${list(change.before)} → ${list(change.after)}`,
    ),
    '',
  ]
}
