import type { EventFact } from '../../../storage/figure-facts.ts'
import { controlOf, readState } from '../../cases/transitions.ts'
import { count, share } from '../count.ts'
import type { Facts } from '../facts.ts'
import type { FigureDefinition, Target } from '../figure.ts'

const none: Target = { value: 0, per: 'level', is: 'most', source: 'このシステムの設計の約束' }

const peopleSpeak = (event: EventFact): boolean =>
  event.to_state !== null && controlOf[readState(event.to_state)] === 'HUMAN'

/** The stretches in which staff had the word, by conversation; the moments at their ends belong to neither side. */
function staffStretches({ events, period }: Facts): Map<string, { from: number; to: number }[]> {
  const stretches = new Map<string, { from: number; to: number }[]>()
  for (const journal of events.values()) {
    let from: number | undefined
    const close = (conversationId: string, to: number) => {
      if (from === undefined) return
      const known = stretches.get(conversationId) ?? []
      known.push({ from, to })
      stretches.set(conversationId, known)
      from = undefined
    }
    for (const event of journal) {
      if (peopleSpeak(event)) from ??= event.at
      else close(event.conversation_id, event.at)
    }
    const last = journal.at(-1)
    if (last) close(last.conversation_id, period.to)
  }
  return stretches
}

/** Answers of the bot that went out although a person had the word. */
function spokenOver(facts: Facts): number {
  const stretches = staffStretches(facts)
  return facts.turns.filter(
    ({ conversationId, at, botSpoke }) =>
      botSpoke && (stretches.get(conversationId) ?? []).some(({ from, to }) => from < at && at < to),
  ).length
}

const takes = new Set(['claimed', 'assigned'])
const lets = new Set([
  'released',
  'requeued',
  'transferred',
  'returned',
  'taken-over',
  'ended-talk',
  'ended',
  'resumed',
])

/** Claims of a case that somebody else held and had not let go of. */
function claimedTwice({ events }: Facts): number {
  let twice = 0
  for (const journal of events.values()) {
    let holder: string | null = null
    for (const event of journal) {
      if (takes.has(event.type) && holder !== null && event.owner !== null && event.owner !== holder) twice += 1
      holder = lets.has(event.type) && event.type !== 'resumed' ? null : event.owner
    }
  }
  return twice
}

const declinedAs = (facts: Facts, reason: string) =>
  count(facts.turns.filter((turn) => turn.outcome === 'declined' && turn.reason === reason).length)

/** What must not happen, and what the guards held back. */
export const safetyFigures: readonly FigureDefinition[] = [
  {
    id: 'bot-over-staff',
    group: 'safety',
    name: '相談員の対応中にAIが発言した数',
    definition: '相談員が話す番の間に、利用者へ送られたAIの応答。',
    unit: '件',
    target: none,
    of: (facts) => count(spokenOver(facts)),
  },
  {
    id: 'two-owners',
    group: 'safety',
    name: '二人が同時に担当した数',
    definition: '別の職員が担当している相談を、手放されないまま担当した記録。',
    unit: '件',
    target: none,
    of: (facts) => count(claimedTwice(facts)),
  },
  {
    id: 'undelivered',
    group: 'safety',
    name: '届けられなかった送信',
    definition: '利用者への送信のうち、届けられずに終わったもの（ブロック、LINEの上限など）。',
    unit: '件',
    target: none,
    of: ({ losses }) => count(losses.failed),
  },
  {
    id: 'undelivered-rate',
    group: 'safety',
    name: '届けられなかった割合',
    definition: '終わった送信のうち、届けられなかったものの割合。',
    unit: '%',
    of: ({ losses }) => share(losses.failed, losses.failed + losses.sent),
  },
  {
    id: 'dead-letters',
    group: 'safety',
    name: '処理できなかった受信',
    definition: '何度試しても処理できず、職員に回したメッセージ。',
    unit: '件',
    target: none,
    of: ({ losses }) => count(losses.dead),
  },
  {
    id: 'crises',
    group: 'safety',
    name: '緊急の訴え',
    definition: 'つらい気持ちの訴えとして、支援先を案内し職員に知らせた応答。',
    unit: '件',
    of: ({ turns }) => count(turns.filter(({ reason }) => reason === 'crisis').length),
  },
  {
    id: 'ledger-dropped',
    group: 'safety',
    name: '根拠がなく止めた項目',
    definition: '資料で裏付けられず、送る前に回答から外した項目の数。',
    unit: '件',
    of: ({ turns }) => count(turns.reduce((total, { dropped }) => total + dropped, 0)),
  },
  {
    id: 'injections',
    group: 'safety',
    name: '指示の乗っ取りの試み',
    definition: 'AIへの指示を書き換えようとする発言として断ったもの。',
    unit: '件',
    of: (facts) => declinedAs(facts, 'injection'),
  },
  {
    id: 'abuses',
    group: 'safety',
    name: '暴言など',
    definition: '暴言・嫌がらせとして断ったもの。',
    unit: '件',
    of: (facts) => declinedAs(facts, 'abuse'),
  },
]

const byModel = ({ modelResult }: { modelResult: string | null }): boolean =>
  modelResult === 'used' || modelResult === 'repaired'

/** What a language model had to do with it. */
export const modelFigures: readonly FigureDefinition[] = [
  {
    id: 'model-answers',
    group: 'model',
    name: '言語モデルの言葉で回答した割合',
    definition:
      '言語モデルに頼んだ回答のうち、資料との照合に合格して使われたものの割合。残りは資料の言葉のまま回答しています。',
    unit: '%',
    of: ({ turns }) => {
      const asked = turns.filter(({ modelResult }) => modelResult !== null)
      return share(asked.filter(byModel).length, asked.length)
    },
  },
  {
    id: 'model-calls',
    group: 'model',
    name: '呼び出し',
    definition: '言語モデルを呼び出した回数（日本時間の日ごとの集計）。',
    unit: '件',
    of: ({ usage }) => count(usage.reduce((total, { calls }) => total + calls, 0)),
  },
  {
    id: 'model-input-tokens',
    group: 'model',
    name: '入力トークン',
    definition: '言語モデルに送ったトークンの数。',
    unit: 'トークン',
    of: ({ usage }) => count(usage.reduce((total, day) => total + day.input_tokens, 0)),
  },
  {
    id: 'model-output-tokens',
    group: 'model',
    name: '出力トークン',
    definition: '言語モデルが書いたトークンの数。',
    unit: 'トークン',
    of: ({ usage }) => count(usage.reduce((total, day) => total + day.output_tokens, 0)),
  },
]
