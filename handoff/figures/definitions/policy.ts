import { botOnly, wasHandled } from '../consultations.ts'
import { count, share } from '../count.ts'
import type { FigureDefinition } from '../figure.ts'

const paper = '政策資料「研究開発施設との連携強化」支援策①'

/** What the policy paper sets as a goal and this window can count. */
export const policyFigures: readonly FigureDefinition[] = [
  {
    id: 'consultations',
    group: 'policy',
    name: '相談件数',
    definition:
      '「うち相談員」と「うちAIだけ」の合計。同じ会話の同じ日に両方があれば、相談員の1件として数えます。電話・対面の相談は、職員画面に載せたものだけを含みます。',
    unit: '件',
    target: { value: 500, per: 'year', is: 'least', source: `${paper} KPI「ワンストップ窓口の年間相談件数：500件」` },
    of: (facts) => count(facts.cases.filter((row) => wasHandled(facts, row)).length + botOnly(facts).length),
  },
  {
    id: 'consultations-staff',
    group: 'policy',
    name: 'うち相談員',
    definition: '期間中に始まった相談のうち、相談員が返信した、または相談記録を書いたもの。',
    unit: '件',
    of: (facts) => count(facts.cases.filter((row) => wasHandled(facts, row)).length),
  },
  {
    id: 'consultations-ai',
    group: 'policy',
    name: 'うちAIだけ',
    definition:
      'AIが資料に基づく回答を1つ以上返した会話を、1日1件として数えたもの（あいさつやメニューだけの会話、同じ日に相談員が対応した会話は除く）。',
    unit: '件',
    of: (facts) => count(botOnly(facts).length),
  },
  {
    id: 'satisfaction',
    group: 'policy',
    name: '相談者満足度',
    definition: '満足度アンケート（5段階）の回答のうち、5（とても満足）と4（満足）の割合。',
    unit: '%',
    target: { value: 90, per: 'level', is: 'least', source: `${paper} KPI「ワンストップ窓口の相談者満足度：90%以上」` },
    of: ({ surveys }) => {
      const scores = surveys.flatMap(({ score }) => score ?? [])
      return share(scores.filter((score) => score >= 4).length, scores.length)
    },
  },
  {
    id: 'matchings',
    group: 'policy',
    name: 'マッチング成立件数',
    definition:
      '相談記録に「マッチング成立」と書かれたもののうち、成立した日が期間中のもの。ポータルサイトでの成立は含みません。',
    unit: '件',
    target: {
      value: 100,
      per: 'year',
      is: 'least',
      source: `${paper} KSI「ポータルサイト及び窓口相談を介したマッチング成立件数：年間100件」`,
    },
    of: ({ results }) => count(results.filter(({ kind }) => kind === 'matching').length),
  },
  {
    id: 'new-business',
    group: 'policy',
    name: '新事業創出件数（相談記録に書かれたもの）',
    definition:
      '相談記録に「新事業・新製品が生まれた」と書かれたもののうち、その日が期間中のもの。採択事業の追跡調査の分は含みません。',
    unit: '件',
    target: {
      value: 20,
      per: 'year',
      is: 'least',
      source: `${paper} KGI「区内企業の産学官連携による新事業創出件数：年間20件」`,
    },
    of: ({ results }) => count(results.filter(({ kind }) => kind === 'business').length),
  },
]

/** What the paper asks for and no window of consultation can know. */
export const notCounted: readonly { name: string; why: string }[] = [
  { name: 'ポータルサイトへの登録企業・研究者数（累計500者）', why: 'ポータルサイトの登録データベースで数えます。' },
  { name: '支援を受けた企業の売上高・特許・労働生産性', why: '事業化状況報告書などの追跡調査で数えます。' },
  {
    name: 'バウチャーの利用件数（年間200件）、共同研究開発助成金の採択件数（年間10件）',
    why: '制度の利用実績・交付決定の管理データで数えます。',
  },
  {
    name: 'スタートアップの創出数・資金調達額、施設の入居率、育成プログラムの参加者数',
    why: '法人登記・施設の台帳・申込者の管理データで数えます。',
  },
]
