import type { KnowledgeRecord } from '../record/schema.ts'

type Period = KnowledgeRecord['periods'][number]

/** The period of a record that is asked about: what must be done in it, and from what on, both in the words said. */
export const periodSaid = (record: KnowledgeRecord, said: string): Period | undefined =>
  record.periods.find(
    ({ within, from }) => within.some((word) => said.includes(word)) && from.some((word) => said.includes(word)),
  )

/**
 * The last day of so many months from a day, both `2024-01-15`: the day of the same number, or the last of a shorter month.
 * So periods of the Patent Act run, whose first day does not count (特許法3条1項).
 */
export function lastDayOf(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}
