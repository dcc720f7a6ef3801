import { japanDay, japanInstant } from '../../../storage/ground/japan-time.ts'
import type { RecordDraft } from '../../record/schema.ts'
import type { Round } from './rounds.ts'
import { missing, sentences } from './sentences.ts'

type Deadline = NonNullable<RecordDraft['deadline']>

export interface CallDates {
  deadline: Deadline
  /** The last end, after which the record is no longer found; undefined while any round has none. */
  until: string | undefined
  unverified: NonNullable<RecordDraft['unverified']>
}

const mostSentences = 3

/** A name for each round: its own, with its areas where another round has the same name or other areas. */
function namesOf(rounds: readonly Round[]): string[] {
  const plain = rounds.map(({ name }, index) => {
    if (name !== undefined) return name
    return rounds.length === 1 ? sentences.call : sentences.numberedCall(index + 1)
  })
  const areasDiffer = new Set(rounds.map(({ areas }) => areas.join('/'))).size > 1
  return rounds.map(({ areas }, index) => {
    const name = plain[index] ?? sentences.call
    const shared = areasDiffer || plain.filter((other) => other === name).length > 1
    return shared && areas.length > 0 ? sentences.callIn(name, areas) : name
  })
}

function textOf(rounds: readonly Round[], names: readonly string[], last: string): string {
  const periods = rounds.map(({ opens, closes }, index) => sentences.period(names[index] ?? '', opens, closes))
  const told = periods.length > mostSentences ? [sentences.manyRounds(last)] : periods
  const ends = new Set(rounds.flatMap(({ projectEnd }) => projectEnd ?? []))
  const [projectEnd] = ends.size === 1 ? ends : []
  return [...told, ...(projectEnd === undefined ? [] : [sentences.projectEnd(projectEnd)])].join('')
}

/**
 * The end of a round for its call: at midnight the day that ends then, so that nobody takes 「11月1日00:00」 for a day on which
 * applications are still taken.
 */
function endOf({ opens, closes }: Round): string | undefined {
  const instant = closes?.includes('T00:00') && closes !== opens ? japanInstant(closes) : undefined
  return instant === undefined ? closes : japanDay(instant - 1)
}

/** The rounds that have a date, as the calls of a record. Without any end nothing says that a call is open. */
export function callDates(rounds: readonly Round[]): CallDates {
  const dated = rounds.filter(({ opens, closes }) => opens !== undefined || closes !== undefined)
  const names = namesOf(dated)
  const calls = dated.map((round, index) => {
    const [{ opens }, closes] = [round, endOf(round)]
    return {
      name: names[index] ?? sentences.call,
      ...(opens === undefined ? {} : { opens }),
      ...(closes === undefined ? {} : { closes }),
    }
  })
  const [last] = dated
    .filter(({ closes }) => closes !== undefined)
    .sort((a, b) => (b.closes ?? '').localeCompare(a.closes ?? ''))
  if (last?.closes === undefined) {
    return {
      deadline: { text: sentences.noEnd, policy: 'unknown', calls },
      until: undefined,
      unverified: [{ facet: 'deadline', note: missing.deadline }],
    }
  }
  return {
    deadline: { text: textOf(dated, names, last.closes), policy: 'dated', calls },
    until: dated.every(({ closes }) => closes !== undefined) ? endOf(last) : undefined,
    unverified: [],
  }
}
