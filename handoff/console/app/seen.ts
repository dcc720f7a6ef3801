import type { CaseSummary } from '../../desk/shapes.ts'

/** Up to where this person has read each case, kept in the browser: case id → time of the newest words of the user. */
const KEY = 'madoguchi.seen'
const CAPACITY = 300

export type Seen = Readonly<Record<string, string>>

export function readSeen(): Seen {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof stored === 'object' && stored !== null ? (stored as Seen) : {}
  } catch {
    return {}
  }
}

export function markSeen(seen: Seen, summary: Pick<CaseSummary, 'id' | 'lastUserAt'>): Seen {
  if (summary.lastUserAt === null || seen[summary.id] === summary.lastUserAt) return seen
  const { [summary.id]: _, ...others } = seen
  const next = Object.fromEntries([...Object.entries(others), [summary.id, summary.lastUserAt]].slice(-CAPACITY))
  try {
    localStorage.setItem(KEY, JSON.stringify(next))
  } catch {
    // A full or forbidden storage costs the mark after a reload, nothing else.
  }
  return next
}

/** Words of the user that came after this person last looked. */
export const isUnread = (seen: Seen, summary: CaseSummary): boolean =>
  summary.closedAt === null && summary.lastUserAt !== null && summary.lastUserAt > (seen[summary.id] ?? '')
