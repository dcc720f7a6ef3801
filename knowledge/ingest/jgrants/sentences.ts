import { japanDay, japaneseDateText, japanInstant } from '../../../storage/ground/japan-time.ts'
import { yenText as spokenYen } from '../../figures/yen-text.ts'
import { quote } from '../../record/quote.ts'

/** Sentences of a record about a call. They say what Jグランツ has registered, and quote its words as its words. */

/** 「8,000万円」, 「1億5,000万円」; digits alone where it is no whole number of 万円: 「12,345円」. */
export const yenText = (yen: number): string =>
  yen % 10_000 === 0 && yen < 1e12 ? spokenYen(yen) : `${yen.toLocaleString('en')}円`

/** 「2025年10月2日00:00（2025年10月1日の24時）」: an end at midnight is said both ways, for it is the end of the day before. */
function endText(moment: string): string {
  const instant = japanInstant(moment)
  const text = japaneseDateText(moment)
  if (instant === undefined || !moment.includes('T00:00')) return text
  return `${text}（${japaneseDateText(japanDay(instant - 1))}の24時）`
}

const mostIndustries = 6
const mostAreas = 3

export const sentences = {
  listed: (name: string) =>
    `${quote(name)}は、国の補助金の電子申請システム「Jグランツ（jGrants）」に掲載されている公募です。`,
  institution: (name: string) => `実施機関の欄には${quote(name)}とあります。`,
  catchPhrase: (words: string) => `掲載の紹介は${quote(words)}です。`,
  purposes: (labels: readonly string[]) => `利用の目的は、${labels.map(quote).join('、')}として登録されています。`,

  areas: (labels: readonly string[]) => `対象の地域は${labels.join('、')}`,
  areaDetail: (words: readonly string[]) => `地域の説明は${words.map(quote).join('、')}`,
  employees: (label: string) => `従業員数は${quote(label)}`,
  industries: (labels: readonly string[]) =>
    labels.length > mostIndustries
      ? `業種は${labels.slice(0, mostIndustries).join('、')}など`
      : `業種は${labels.join('、')}`,
  who: (parts: readonly string[]) =>
    `Jグランツの登録では、${parts.join('、')}です。くわしい要件は公募要領で確認してください。`,

  rate: (words: string) => `補助率は、Jグランツの掲載では${quote(words)}です。`,
  amount: (yen: number) => `Jグランツに登録されている補助の上限額は${yenText(yen)}です。`,

  period: (name: string, opens: string | undefined, closes: string | undefined) => {
    if (closes === undefined)
      return `${name}の受付は${japaneseDateText(opens ?? '')}からで、終わりの日時は登録されていません。`
    if (opens === undefined)
      return `${name}の受付は${endText(closes)}までです（日本時間）。始まりの日時は登録されていません。`
    return `${name}の受付は${japaneseDateText(opens)}から${endText(closes)}までです（日本時間）。`
  },
  manyRounds: (last: string) => `受付は複数の回に分かれていて、最後の回は${endText(last)}に終わります（日本時間）。`,
  projectEnd: (moment: string) => `事業の終了期限は${endText(moment)}です。`,
  noEnd: '受付の終わりの日時がJグランツに登録されていません。案内のページで確認してください。',

  reception: (presence: '有' | '無') => `Jグランツの登録では、申請の受付は「${presence}」です。`,
  multiple: (allowed: boolean) => `複数回の申請は${allowed ? 'できる' : 'できない'}ものとして登録されています。`,
  howElse: '申請の進め方は、案内のページと公募要領で確認してください。',
  attached: (parts: readonly string[]) => `Jグランツのページに、${parts.join('、')}が添付されています。`,
  attachments: { guidelines: '公募要領', outline: '交付要綱', forms: '申請様式' },

  call: '公募',
  numberedCall: (number: number) => `公募（${number}）`,
  callIn: (name: string, areas: readonly string[]) => `${name}（${areas.join('、')}）`,
  noArea: '地域の記載なし',
  areaLabel: (areas: readonly string[]) =>
    areas.length > mostAreas ? `${areas.slice(0, mostAreas).join('、')}など` : areas.join('、') || sentences.noArea,
  window: 'Jグランツの案内のページ',
  level: 'Jグランツ掲載',
  sourceTitle: (name: string) => `Jグランツ（jGrants）からの出典: ${name}`,
  licence:
    'Jグランツ公開APIの利用規約（https://www.jgrants-portal.go.jp/open-api）による。利用・公開時に「Jグランツ（jGrants）からの出典」と明記する',
} as const

/** What is missing, for `unverified`; never with a value. */
export const missing = {
  amount: '補助の上限額がJグランツに登録されていません',
  rate: '補助率がJグランツに登録されていません',
  deadline: '受付の終わりの日時が分かりません',
  area: '対象の地域がJグランツに登録されていません',
  detail: 'Jグランツの詳細を読めなかったため、一覧の内容だけです',
  title: '題名が途中で切れています',
  body: '説明文は長いため、途中までです',
} as const
