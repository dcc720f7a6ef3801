import type { CaseFact } from '../../../storage/figure-facts.ts'
import { deskTexts } from '../../texts.ts'
import { type Clock, lengthsOf, toClaim, toEnd, toFirstReply, toNextReplies } from '../case-times.ts'
import { count, minutesAt, share } from '../count.ts'
import { AFTERMATH_MS, type Facts } from '../facts.ts'
import type { FigureDefinition } from '../figure.ts'

type Spans = typeof toClaim

/** The median, the ninth of ten and, where asked for, the longest of a time. */
const times = (
  id: string,
  name: string,
  definition: string,
  spans: Spans,
  longest = false,
): readonly FigureDefinition[] => {
  const kinds: readonly [suffix: string, words: string, at: number][] = [
    ['p50', '中央値', 0.5],
    ['p90', '90パーセンタイル', 0.9],
    ...(longest ? [['longest', '最長', 1] as [string, string, number]] : []),
  ]
  return kinds.map(([suffix, words, at]) => ({
    id: `${id}-${suffix}`,
    group: 'desk',
    name: `${name}（${words}）`,
    definition,
    unit: '分',
    timed: true,
    of: (facts: Facts, clock: Clock) => minutesAt(lengthsOf(facts, spans, clock), at),
  }))
}

const waitedFor = ({ cases }: Facts) => cases.filter((row) => row.reason !== deskTexts.takenOver)
/** The user gave up, or was gone, before anybody had answered. */
const abandoned = (row: CaseFact): boolean => row.state === 'CANCELLED' && row.first_reply_at === null
const moves = new Set(['transferred', 'requeued', 'taken-over'])

/** How staff did, all together: no figure is of one person. */
export const deskFigures: readonly FigureDefinition[] = [
  {
    id: 'cases',
    group: 'desk',
    name: '相談員への相談',
    definition: '期間中に始まった、相談員を希望または必要とした相談。提案しただけで希望のなかったものは除きます。',
    unit: '件',
    of: ({ cases }) => count(cases.length),
  },
  {
    id: 'cases-after-hours',
    group: 'desk',
    name: '受付時間外に始まった割合',
    definition: '相談員への相談のうち、受付時間の外に始まったものの割合。',
    unit: '%',
    of: (facts) => {
      const outside = facts.cases.filter((row) =>
        facts.events.get(row.id)?.some((event) => event.to_state === 'AFTER_HOURS'),
      )
      return share(outside.length, facts.cases.length)
    },
  },
  {
    id: 'abandonment-rate',
    group: 'desk',
    name: '待つ間に取りやめた割合',
    definition:
      '相談員への相談のうち、相談員が返信する前に相談者が取りやめた、または届かなくなって終わったものの割合。',
    unit: '%',
    of: (facts) => {
      const all = waitedFor(facts)
      return share(all.filter(abandoned).length, all.length)
    },
  },
  ...times('wait', '担当が決まるまで', '相談員を希望してから、相談員が担当するまで。', toClaim, true),
  ...times('first-reply', '最初の返信まで', '相談員を希望してから、相談員の最初の返信まで。', toFirstReply),
  ...times(
    'next-reply',
    '2回目以降の返信まで',
    '相談者が書いてから、相談員が次に返信するまで（最初の返信の後）。',
    toNextReplies,
  ),
  ...times('resolution', '終わるまで', '相談員を希望してから、相談員とのやりとりが終わるまで（後処理は除く）。', toEnd),
  {
    id: 'in-time-rate',
    group: 'desk',
    name: '目安の時間内に返信した割合',
    definition:
      '最初の返信があった相談のうち、返信が「待ちが長いことを利用者に伝えるまで」の設定時間（受付時間で数える）以内だったものの割合。',
    unit: '%',
    of: (facts, clock) => {
      const lengths = lengthsOf(facts, toFirstReply, clock)
      const limit = facts.limits.waitMinutes * 60_000
      return share(lengths.filter((length) => length <= limit).length, lengths.length)
    },
    timed: true,
  },
  {
    id: 'moved-rate',
    group: 'desk',
    name: '担当が変わった割合',
    definition: '最初の返信があった相談のうち、その後に引き継ぎ・交代・自動での差し戻しがあったものの割合。',
    unit: '%',
    of: (facts) => {
      const replied = facts.cases.filter((row) => row.first_reply_at !== null)
      const moved = replied.filter((row) =>
        facts.events.get(row.id)?.some((event) => moves.has(event.type) && event.at > (row.first_reply_at ?? 0)),
      )
      return share(moved.length, replied.length)
    },
  },
  {
    id: 'reopen-rate',
    group: 'desk',
    name: '再開した割合',
    definition: '完了した相談のうち、設定時間（既定72時間）以内に続きの相談として再開されたものの割合。',
    unit: '%',
    of: (facts) => {
      const closed = facts.cases.filter((row) => row.state === 'RESOLVED')
      const again = new Set(facts.casesAndAfter.map((row) => row.reopened_from))
      return share(closed.filter(({ id }) => again.has(id)).length, closed.length)
    },
  },
  {
    id: 'repeat-rate',
    group: 'desk',
    name: '7日以内に再び相談した割合',
    definition: '完了した相談のうち、同じ相談者が完了から7日以内に再び相談員を希望したものの割合。',
    unit: '%',
    of: (facts) => {
      const closed = facts.cases.filter((row) => row.state === 'RESOLVED')
      const byConversation = Map.groupBy(facts.casesAndAfter, (row) => row.conversation_id)
      const came = closed.filter((row) => {
        const end = row.closed_at ?? row.opened_at
        return (byConversation.get(row.conversation_id) ?? []).some(
          (later) => later.state !== 'OFFERED' && later.opened_at > end && later.opened_at <= end + AFTERMATH_MS,
        )
      })
      return share(came.length, closed.length)
    },
  },
]
