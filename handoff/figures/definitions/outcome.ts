import { wasHandled } from '../consultations.ts'
import { count, minutesAt, share } from '../count.ts'
import type { Facts } from '../facts.ts'
import type { FigureDefinition } from '../figure.ts'

const scoresOf = (facts: Facts, which: (caseId: string | null) => boolean): number[] =>
  facts.surveys.flatMap(({ caseId, score }) => (which(caseId) && score !== null ? [score] : []))
const satisfied = (scores: readonly number[]) => share(scores.filter((score) => score >= 4).length, scores.length)
const isWithin = (at: number | null, { from, to }: Facts['period']) => at !== null && at >= from && at <= to
const minutesOf = ({ records }: Facts): number[] => [...records.values()].flatMap(({ minutes }) => minutes ?? [])

/** What users thought of it. */
export const surveyFigures: readonly FigureDefinition[] = [
  {
    id: 'surveys-asked',
    group: 'survey',
    name: 'アンケートを送った数',
    definition:
      '期間中に送った満足度アンケート。相談ごとに一度だけで、返事がなく終わった相談と、職員が送らないとした相談には送りません。',
    unit: '件',
    of: ({ surveys }) => count(surveys.length),
  },
  {
    id: 'survey-response-rate',
    group: 'survey',
    name: '回答率',
    definition: '送ったアンケートのうち、5段階の回答があったものの割合。',
    unit: '%',
    of: ({ surveys }) => share(surveys.filter(({ score }) => score !== null).length, surveys.length),
  },
  {
    id: 'satisfaction-staff',
    group: 'survey',
    name: '満足度（相談員）',
    definition: '相談員との相談のあとの回答のうち、5と4の割合。',
    unit: '%',
    of: (facts) => satisfied(scoresOf(facts, (caseId) => caseId !== null)),
  },
  {
    id: 'satisfaction-ai',
    group: 'survey',
    name: '満足度（AIだけ）',
    definition: 'AIだけとの会話の終わりの回答のうち、5と4の割合。',
    unit: '%',
    of: (facts) => satisfied(scoresOf(facts, (caseId) => caseId === null)),
  },
  {
    id: 'score-mean',
    group: 'survey',
    name: '平均点',
    definition: '5段階の回答の平均。',
    unit: '点',
    of: ({ surveys }) => {
      const scores = surveys.flatMap(({ score }) => score ?? [])
      const sum = scores.reduce((total, score) => total + score, 0)
      return { value: scores.length === 0 ? null : Math.round((sum / scores.length) * 100) / 100, base: scores.length }
    },
  },
  {
    id: 'survey-comments',
    group: 'survey',
    name: 'コメント',
    definition: '回答に添えられたコメントの数。内容は各相談の相談記録で読めます。',
    unit: '件',
    of: ({ surveys }) => count(surveys.filter(({ hasComment }) => hasComment).length),
  },
]

/** What staff wrote down. */
export const recordFigures: readonly FigureDefinition[] = [
  {
    id: 'record-rate',
    group: 'records',
    name: '相談記録を書いた割合',
    definition: '相談員が対応した相談のうち、相談記録があるものの割合。',
    unit: '%',
    of: (facts) => {
      const handled = facts.cases.filter((row) => wasHandled(facts, row))
      return share(handled.filter(({ id }) => facts.records.has(id)).length, handled.length)
    },
  },
  {
    id: 'handling-p50',
    group: 'records',
    name: '対応にかかった時間（中央値）',
    definition: '相談記録に書かれた「対応にかかった時間」の中央値。',
    unit: '分',
    of: (facts) =>
      minutesAt(
        minutesOf(facts).map((minutes) => minutes * 60_000),
        0.5,
      ),
  },
  {
    id: 'handling-total',
    group: 'records',
    name: '対応にかかった時間（合計）',
    definition: '相談記録に書かれた「対応にかかった時間」の合計。',
    unit: '分',
    of: (facts) => count(minutesOf(facts).reduce((total, minutes) => total + minutes, 0)),
  },
  {
    id: 'applications',
    group: 'records',
    name: '申請に至った件数',
    definition: '相談記録に「申請に至った」と書かれたもののうち、その日が期間中のもの。',
    unit: '件',
    of: ({ results }) => count(results.filter(({ kind }) => kind === 'application').length),
  },
  {
    id: 'follow-ups',
    group: 'records',
    name: '次に連絡する予定がある相談',
    definition: '期間中に始まった相談のうち、相談記録に次に連絡する日が書かれているもの。',
    unit: '件',
    of: ({ records }) => count([...records.values()].filter((record) => record.follow_up_on !== null).length),
  },
  {
    id: 'knowledge-gaps',
    group: 'records',
    name: '資料に答えが無かった相談',
    definition: '期間中に始まった相談のうち、職員が「資料に答えが無かった」と記したもの。',
    unit: '件',
    of: ({ cases }) => count(cases.filter((row) => row.knowledge_gap === 1).length),
  },
  {
    id: 'candidates-opened',
    group: 'records',
    name: '新しい資料の候補',
    definition: '期間中に、資料に答えが無かった質問として残された候補。',
    unit: '件',
    of: ({ candidates, period }) => count(candidates.filter(({ opened_at }) => isWithin(opened_at, period)).length),
  },
  {
    id: 'candidates-decided',
    group: 'records',
    name: '処理した資料の候補',
    definition: '期間中に、主任・管理者が採用した、または採用せずに閉じた候補。',
    unit: '件',
    of: ({ candidates, period }) => count(candidates.filter(({ decided_at }) => isWithin(decided_at, period)).length),
  },
]
