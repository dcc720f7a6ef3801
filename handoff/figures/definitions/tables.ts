import { caseTopics, leavesOpen } from '../../../bot/outcome.ts'
import type { CaseFact } from '../../../storage/figure-facts.ts'
import { japanDate } from '../../../storage/ground/japan-time.ts'
import { keysOf, partnerKinds, resultKinds } from '../../records/record-words.ts'
import { bucketAt, bucketsOf } from '../buckets.ts'
import { type Clock, lengthsOf, toFirstReply } from '../case-times.ts'
import { isAnswer, isQuestion } from '../consultations.ts'
import { minutesAt, share, tally } from '../count.ts'
import type { Facts } from '../facts.ts'
import type { TableDefinition } from '../figure.ts'
import { doorNames, outcomeReasonNames } from '../words.ts'

const topicOf = (topic: string | null): string => topic ?? '（記録なし）'
const topics = (facts: Facts): string[] => {
  const known = new Set<string>([
    ...facts.turns.map(({ topic }) => topicOf(topic)),
    ...facts.cases.map((row) => row.topic),
  ])
  return [
    ...caseTopics.filter((topic) => known.has(topic)),
    ...[...known].filter((topic) => !caseTopics.some((name) => name === topic)),
  ]
}
const medianOf = (facts: Facts, clock: Clock, cases: CaseFact[]) =>
  minutesAt(lengthsOf(facts, toFirstReply, clock, cases), 0.5).value

/** Tables and the charts drawn of them. */
export const tables: readonly TableDefinition[] = [
  {
    id: 'by-period',
    group: 'policy',
    name: '件数の動き',
    definition: 'AIへの質問と、相談員への相談（希望または必要としたもの）の数。',
    rowName: '期間',
    columns: [
      { name: 'AIへの質問', unit: '件' },
      { name: '相談員への相談', unit: '件' },
    ],
    chart: 'lines',
    rows: (facts) => {
      const buckets = bucketsOf(facts.period)
      const rows = buckets.map(({ label }) => ({ label, values: [0, 0] }))
      const add = (at: number, column: 0 | 1) => {
        const values = rows[bucketAt(buckets, at)]?.values
        if (values) values[column] = (values[column] ?? 0) + 1
      }
      for (const turn of facts.turns) if (isQuestion(turn)) add(turn.at, 0)
      for (const row of facts.cases) add(row.opened_at, 1)
      return rows
    },
  },
  {
    id: 'by-hour',
    group: 'ai',
    name: '時間帯',
    definition: '日本時間の何時台に質問・相談が届いたか。',
    rowName: '時',
    columns: [
      { name: 'AIへの質問', unit: '件' },
      { name: '相談員への相談', unit: '件' },
    ],
    chart: 'bars',
    rows: (facts) => {
      const rows = Array.from({ length: 24 }, (_, hour) => ({ label: `${hour}時`, values: [0, 0] as [number, number] }))
      for (const turn of facts.turns) {
        const row = rows[japanDate(turn.at).hour]
        if (row && isQuestion(turn)) row.values[0] += 1
      }
      for (const { opened_at } of facts.cases) {
        const row = rows[japanDate(opened_at).hour]
        if (row) row.values[1] += 1
      }
      return rows
    },
  },
  {
    id: 'by-topic',
    group: 'ai',
    name: '話題ごと',
    definition:
      'AIへの質問は話していた内容から推定した話題、相談は相談員または相談者が選んだ話題で分けます。満足度は相談員との相談の分です。',
    rowName: '話題',
    columns: [
      { name: 'AIへの質問', unit: '件' },
      { name: '回答率', unit: '%' },
      { name: '回答できず', unit: '%' },
      { name: '取り次ぎ率', unit: '%' },
      { name: '相談員への相談', unit: '件' },
      { name: '完了', unit: '%' },
      { name: '満足度', unit: '%' },
    ],
    rows: (facts) =>
      topics(facts).map((topic) => {
        const asked = facts.turns.filter((turn) => topicOf(turn.topic) === topic && isQuestion(turn))
        const of = (...outcomes: string[]) =>
          share(asked.filter(({ outcome }) => outcomes.includes(outcome)).length, asked.length).value
        const cases = facts.cases.filter((row) => row.topic === topic)
        const scores = facts.surveys.flatMap((survey) => (survey.topic === topic ? (survey.score ?? []) : []))
        return {
          label: topic,
          values: [
            asked.length,
            share(asked.filter(isAnswer).length, asked.length).value,
            of('unanswerable', 'error'),
            of('handoff'),
            cases.length,
            share(cases.filter((row) => row.state === 'RESOLVED').length, cases.length).value,
            share(scores.filter((score) => score >= 4).length, scores.length).value,
          ],
        }
      }),
  },
  {
    id: 'unanswered-topics',
    group: 'ai',
    name: '答えられなかった話題',
    definition:
      '回答できなかった質問（資料に答えがない・確かでない・尋ねられた点が未確認・処理の失敗）の話題と、職員が「資料に答えが無かった」とした相談。',
    rowName: '話題',
    columns: [
      { name: '回答できなかった質問', unit: '件' },
      { name: '資料に答えが無かった相談', unit: '件' },
    ],
    chart: 'bars',
    rows: (facts) => {
      const missed = facts.turns.filter(leavesOpen)
      const gaps = facts.cases.filter((row) => row.knowledge_gap === 1)
      return topics(facts)
        .map((topic) => ({
          label: topic,
          values: [
            missed.filter((turn) => topicOf(turn.topic) === topic).length,
            gaps.filter((row) => row.topic === topic).length,
          ] as [number, number],
        }))
        .filter(({ values: [turns, cases] }) => turns + cases > 0)
        .sort((one, other) => other.values[0] - one.values[0])
    },
  },
  {
    id: 'by-outcome',
    group: 'ai',
    name: '応答の内訳',
    definition: 'AIの応答（あいさつなどを含む全部）を、終わり方とその理由で分けたもの。',
    rowName: '終わり方',
    columns: [
      { name: '件数', unit: '件' },
      { name: '割合', unit: '%' },
    ],
    rows: ({ turns }) =>
      tally(turns, ({ outcome, reason }) => outcomeReasonNames(outcome, reason)).map(([label, value]) => ({
        label,
        values: [value, share(value, turns.length).value],
      })),
  },
  {
    id: 'by-cause',
    group: 'desk',
    name: '相談員につながった理由',
    definition: '相談員への相談を、始まった理由で分けたもの。',
    rowName: '理由',
    columns: [
      { name: '相談', unit: '件' },
      { name: '割合', unit: '%' },
      { name: '完了', unit: '%' },
      { name: '最初の返信まで（中央値）', unit: '分' },
    ],
    timed: true,
    rows: (facts, clock) =>
      tally(facts.cases, (row) => row.reason).map(([reason, value]) => {
        const cases = facts.cases.filter((row) => row.reason === reason)
        return {
          label: reason,
          values: [
            value,
            share(value, facts.cases.length).value,
            share(cases.filter((row) => row.state === 'RESOLVED').length, value).value,
            medianOf(facts, clock, cases),
          ],
        }
      }),
  },
  {
    id: 'first-reply-by-period',
    group: 'desk',
    name: '最初の返信までの動き',
    definition: '相談員を希望してから最初の返信までの時間。相談が始まった日で分けます。',
    rowName: '期間',
    columns: [
      { name: '中央値', unit: '分' },
      { name: '90パーセンタイル', unit: '分' },
    ],
    chart: 'lines',
    timed: true,
    rows: (facts, clock) => {
      const buckets = bucketsOf(facts.period)
      const groups = Map.groupBy(facts.cases, (row) => bucketAt(buckets, row.opened_at))
      return buckets.map(({ label }, index) => {
        const lengths = lengthsOf(facts, toFirstReply, clock, groups.get(index) ?? [])
        return { label, values: [minutesAt(lengths, 0.5).value, minutesAt(lengths, 0.9).value] }
      })
    },
  },
  {
    id: 'late-by-hour',
    group: 'desk',
    name: '目安を過ぎた最初の返信（時間帯）',
    definition:
      '相談員を希望した時間帯ごとに、最初の返信が「待ちが長いことを利用者に伝えるまで」の設定時間を過ぎた相談の数。',
    rowName: '時',
    columns: [
      { name: '目安を過ぎた相談', unit: '件' },
      { name: '返信のあった相談', unit: '件' },
    ],
    timed: true,
    rows: (facts, clock) => {
      const limit = facts.limits.waitMinutes * 60_000
      const byHour = Map.groupBy(facts.cases, ({ opened_at }) => japanDate(opened_at).hour)
      return [...byHour]
        .sort(([one], [other]) => one - other)
        .map(([hour, cases]) => {
          const lengths = lengthsOf(facts, toFirstReply, clock, cases)
          return { label: `${hour}時`, values: [lengths.filter((length) => length > limit).length, lengths.length] }
        })
    },
  },
  {
    id: 'by-door',
    group: 'desk',
    name: '入口ごと',
    definition: '質問と相談が届いた入口。',
    rowName: '入口',
    columns: [
      { name: 'AIへの質問', unit: '件' },
      { name: '相談員への相談', unit: '件' },
    ],
    rows: (facts) =>
      Object.entries(doorNames)
        .map(([door, label]) => ({
          label,
          values: [
            facts.turns.filter((turn) => turn.door === door && isQuestion(turn)).length,
            facts.cases.filter((row) => row.door === door).length,
          ],
        }))
        .filter(({ values }) => values.some((value) => value > 0)),
  },
  {
    id: 'scores',
    group: 'survey',
    name: '満足度の分布',
    definition: '5段階の回答の数。',
    rowName: '回答',
    columns: [
      { name: '相談員', unit: '件' },
      { name: 'AIだけ', unit: '件' },
    ],
    chart: 'bars',
    rows: ({ surveys }) =>
      [5, 4, 3, 2, 1].map((score) => {
        const given = surveys.filter((survey) => survey.score === score)
        return {
          label: `${score}`,
          values: [
            given.filter(({ caseId }) => caseId !== null).length,
            given.filter(({ caseId }) => caseId === null).length,
          ],
        }
      }),
  },
  {
    id: 'results',
    group: 'records',
    name: '成果の内訳',
    definition: '相談記録に書かれた成果のうち、その日が期間中のもの。相手の種類はマッチングと契約で書かれます。',
    rowName: '成果',
    columns: [
      { name: '件数', unit: '件' },
      ...Object.values(partnerKinds).map((name) => ({ name, unit: '件' as const })),
    ],
    rows: ({ results }) =>
      keysOf(resultKinds).map((kind) => {
        const of = results.filter((result) => result.kind === kind)
        return {
          label: resultKinds[kind],
          values: [of.length, ...keysOf(partnerKinds).map((partner) => of.filter((r) => r.partner === partner).length)],
        }
      }),
  },
  {
    id: 'models',
    group: 'model',
    name: 'モデルごと',
    definition: '言語モデルごとの回答・呼び出し・トークン。回答は、そのモデルの言葉が使われたもの。',
    rowName: 'モデル',
    columns: [
      { name: '回答', unit: '件' },
      { name: '呼び出し', unit: '件' },
      { name: '入力', unit: 'トークン' },
      { name: '出力', unit: 'トークン' },
    ],
    rows: ({ usage, turns }) =>
      [...new Set([...usage.map(({ model }) => model), ...turns.flatMap(({ model }) => model ?? [])])]
        .sort()
        .map((model) => {
          const days = usage.filter((day) => day.model === model)
          const sum = (of: (day: (typeof days)[number]) => number) => days.reduce((total, day) => total + of(day), 0)
          const answers = turns.filter(
            (turn) => turn.model === model && (turn.modelResult === 'used' || turn.modelResult === 'repaired'),
          )
          return {
            label: model,
            values: [
              answers.length,
              sum((day) => day.calls),
              sum((day) => day.input_tokens),
              sum((day) => day.output_tokens),
            ],
          }
        }),
  },
]
