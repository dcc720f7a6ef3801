import { closesAt, isOpen, nextOpening } from '../../hours/hours.ts'
import { share } from '../count.ts'
import { AFTERMATH_MS, type Facts } from '../facts.ts'
import type { FigureDefinition } from '../figure.ts'
import { median, peak, stretchesIn } from '../stretches.ts'

const inHand: ReadonlySet<string> = new Set(['ASSIGNED', 'ACTIVE', 'WAITING_USER'])
const moves = new Set(['transferred', 'requeued', 'taken-over'])

/** How many waited before each user who gave up while waiting, at that moment. */
function placesAtLeaving(facts: Facts): number[] {
  const queued = stretchesIn(facts, (state) => state === 'QUEUED')
  return facts.cases.flatMap((row) => {
    const leaving = (facts.events.get(row.id) ?? []).find(
      (event) => event.from_state === 'QUEUED' && event.to_state === 'CANCELLED',
    )
    if (leaving === undefined) return []
    const before = queued.filter(
      ({ caseId, from, to, since }) =>
        caseId !== row.id && from < leaving.at && leaving.at < to && since < row.waiting_since,
    )
    return [before.length]
  })
}

/** The end of the first opening after a moment out of hours; undefined where the desk opens no more. */
function endOfNextDay({ hours }: Facts, moment: number): number | undefined {
  const opening = isOpen(hours, moment) ? moment : nextOpening(hours, moment)
  return opening === undefined ? undefined : closesAt(hours, opening)
}

/** How the queue did. */
export const queueFigures: readonly FigureDefinition[] = [
  {
    id: 'place-at-leaving',
    group: 'desk',
    name: '取りやめたとき、前に待っていた相談（中央値）',
    definition: '受付時間に待っていて取りやめた相談者の前に、そのとき待っていた相談の数。',
    unit: '件',
    of: (facts) => median(placesAtLeaving(facts)),
  },
  {
    id: 'after-hours-kept-rate',
    group: 'desk',
    name: '受付時間外の相談に、次の開庁日のうちに返信した割合',
    definition:
      '受付時間の外に始まった相談（取りやめたものを除く）のうち、次に受付が始まった日の受付終了までに相談員が返信したものの割合。',
    unit: '%',
    of: (facts) => {
      const promised = facts.cases.filter(
        (row) =>
          row.state !== 'CANCELLED' && facts.events.get(row.id)?.some((event) => event.to_state === 'AFTER_HOURS'),
      )
      const kept = promised.filter((row) => {
        const end = endOfNextDay(facts, row.opened_at)
        return row.first_reply_at !== null && end !== undefined && row.first_reply_at <= end
      })
      return share(kept.length, promised.length)
    },
  },
  {
    id: 'concurrency-peak',
    group: 'desk',
    name: '同時に対応していた相談（最多）',
    definition: '相談員が担当している相談（返信待ちを含む）が、同時にいくつあったか。職員全体で数えます。',
    unit: '件',
    of: (facts) => peak(stretchesIn(facts, (state) => inHand.has(state))),
  },
  {
    id: 'first-contact-rate',
    group: 'desk',
    name: '最初の担当のまま一度で終わった割合',
    definition:
      '完了した相談のうち、引き継ぎ・交代・差し戻しがなく、7日以内に同じ相談者が再び相談員を希望しなかったものの割合。',
    unit: '%',
    of: (facts) => {
      const closed = facts.cases.filter((row) => row.state === 'RESOLVED')
      const byConversation = Map.groupBy(facts.casesAndAfter, (row) => row.conversation_id)
      const once = closed.filter((row) => {
        const end = row.closed_at ?? row.opened_at
        const cameBack = (byConversation.get(row.conversation_id) ?? []).some(
          (later) => later.state !== 'OFFERED' && later.opened_at > end && later.opened_at <= end + AFTERMATH_MS,
        )
        return !cameBack && !facts.events.get(row.id)?.some((event) => moves.has(event.type))
      })
      return share(once.length, closed.length)
    },
  },
]
