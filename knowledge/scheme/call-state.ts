import { daysBetween, japanInstant } from '../../storage/ground/japan-time.ts'
import type { Call, RecordFields } from '../record/schema.ts'
import { grantKinds } from '../record/scheme-kinds.ts'

/** Where a scheme's call stands at one moment. Computed from instants, never read from prose. */
export type CallState =
  | { state: 'before'; call: Call; daysUntilOpen: number }
  | {
      state: 'open'
      call: Call
      daysLeft: number | undefined
      step: { name: string; at: string; daysLeft: number } | undefined
      missedSteps: { name: string; at: string }[]
    }
  | { state: 'closed'; call: Call }
  | { state: 'rolling' }
  | { state: 'planned' }
  | { state: 'unknown' }

const opening = (call: Call) => (call.opens ? japanInstant(call.opens) : undefined)
const closing = (call: Call) => (call.closes ? japanInstant(call.closes, true) : undefined)

/** The state of `record`'s calls at `now` (milliseconds since the epoch), in Asia/Tokyo. */
export function callState(record: RecordFields, now: number): CallState {
  if (record.status === 'planned') return { state: 'planned' }
  const deadline = record.deadline
  if (!deadline) return { state: 'unknown' }
  if (deadline.policy !== 'dated') return { state: deadline.policy }

  const isOpen = (call: Call) => {
    const closes = closing(call)
    // Without a closing date nobody can say that a call is still open.
    return closes !== undefined && closes >= now && (opening(call) ?? 0) <= now
  }
  const open = deadline.calls.find(isOpen)
  if (open) {
    const steps = open.steps
      .map((step) => ({ ...step, instant: japanInstant(step.at, true) ?? 0 }))
      .sort((a, b) => a.instant - b.instant)
    const ahead = steps.find((step) => step.instant >= now)
    return {
      state: 'open',
      call: open,
      daysLeft: daysBetween(now, closing(open) ?? now),
      step: ahead && { name: ahead.name, at: ahead.at, daysLeft: daysBetween(now, ahead.instant) },
      missedSteps: steps.filter((step) => step.instant < now).map(({ name, at }) => ({ name, at })),
    }
  }
  const before = deadline.calls
    .filter((call) => (opening(call) ?? 0) > now)
    .sort((a, b) => (opening(a) ?? 0) - (opening(b) ?? 0))[0]
  if (before) return { state: 'before', call: before, daysUntilOpen: daysBetween(now, opening(before) ?? now) }
  const closed = deadline.calls
    .filter((call) => closing(call) !== undefined)
    .sort((a, b) => (closing(b) ?? 0) - (closing(a) ?? 0))[0]
  return closed ? { state: 'closed', call: closed } : { state: 'unknown' }
}

/** Days after which a fact of this kind must be looked at again. */
export const freshDays = (kind: RecordFields['kind']): number => (grantKinds.has(kind) ? 90 : 365)
