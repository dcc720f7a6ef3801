import type { DoorName } from '../../storage/types.ts'
import { outcomeNames } from '../outcome-names.ts'

/** What rows of tables are called. */
export const doorNames: Record<DoorName, string> = {
  line: 'LINE',
  web: 'ウェブ',
  botframework: 'Teams等',
  terminal: '端末',
}

const reasons: Record<string, string> = {
  record: '資料',
  list: '一覧',
  partial: '一部は未確認',
  greeting: 'あいさつ',
  thanks: 'お礼',
  menu: 'メニュー',
  sources: '出典',
  restarted: '最初から',
  state: '受付の状況',
  scheme: '制度',
  question: '質問の内容',
  area: '地域',
  purpose: '目的',
  unclear: '意味が分からない',
  novelty: '新しさ',
  'no-evidence': '資料なし',
  unverified: '未確認',
  'low-confidence': '確かさ不足',
  ledger: '照合で外した',
  'no-record': '制度が見当たらない',
  'out-of-scope': '扱わない内容',
  injection: '乗っ取りの試み',
  misuse: '不正な依頼',
  judgement: '個別の判断',
  'external-link': '外部リンク',
  abuse: '暴言など',
  requested: '本人の希望',
  crisis: '緊急',
  complaint: '苦情',
  'human-only': '人だけが扱う内容',
  timeout: '時間切れ',
  internal: '内部の失敗',
}

/** 「回答できず（資料なし）」 */
export const outcomeReasonNames = (outcome: string, reason: string): string =>
  `${outcomeNames[outcome] ?? outcome}（${reasons[reason] ?? reason}）`
