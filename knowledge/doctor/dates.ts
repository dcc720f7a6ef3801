import { daysBetween, japanInstant } from '../../storage/ground/japan-time.ts'
import { freshDays } from '../scheme/call-state.ts'
import { findingAt, type RecordCheck } from './finding.ts'

const longClosedDays = 365

/** A check dated in the future, and one that has grown old. */
export const examineCheckedOn: RecordCheck = (located, now) => {
  const { checkedOn, kind } = located.record
  const age = daysBetween(japanInstant(checkedOn) ?? now, now)
  if (age < 0) return [findingAt(located, 'error', ['checkedOn'], 'checkedOn が未来の日付です')]
  if (age <= freshDays(kind)) return []
  const message = `最後の確認から${age}日たっています（${freshDays(kind)}日以内に確かめます）`
  return [findingAt(located, 'warning', ['checkedOn'], message)]
}

/** Calls that have all closed: long ago, or with nothing said of the next one. */
export const examineClosedCalls: RecordCheck = (located, now) => {
  const { deadline, successor } = located.record
  const closings = (deadline?.calls ?? []).map(({ closes }) => (closes ? japanInstant(closes, true) : undefined))
  const last = Math.max(...closings.map((closing) => closing ?? Number.POSITIVE_INFINITY))
  if (closings.length === 0 || last >= now) return []
  const days = daysBetween(last, now)
  if (days > longClosedDays) {
    return [findingAt(located, 'warning', ['deadline', 'calls'], `最後の公募の締切から${days}日たっています`)]
  }
  if (deadline?.next || successor) return []
  return [
    findingAt(located, 'warning', ['deadline', 'calls'], '締切を過ぎた公募だけです。次の回のことを next に書きます'),
  ]
}
