import type { CaseSummary, DeskMessage } from '../../desk/shapes.ts'

/** What the console says, apart from where it says it. */
export const doorNames: Record<CaseSummary['door'], string> = {
  line: 'LINE',
  web: 'ウェブ',
  botframework: 'Teams等',
  terminal: '端末',
}

export const stateNames: Record<CaseSummary['state'], string> = {
  OFFERED: '提案中',
  QUEUED: '未対応',
  AFTER_HOURS: '時間外の受付',
  ASSIGNED: '担当決定',
  ACTIVE: '対応中',
  WAITING_USER: '返信待ち',
  WRAP_UP: '後処理',
  UNREACHABLE: '送信不可',
  RESOLVED: '完了',
  CANCELLED: '取り消し',
}

export const roleNames: Record<DeskMessage['role'], string> = {
  user: '相談者',
  bot: 'AI',
  staff: '相談員',
  system: 'お知らせ',
}

export const staffRoleNames: Record<string, string> = {
  responder: '相談員',
  lead: '主任',
  admin: '管理者',
  auditor: '監査',
}

/** Reasons staff may choose; the others are the system's. */
export const resolveReasons = [
  { value: 'staff_resolved', label: '案内が済んだ' },
  { value: 'user_ended', label: '相談者が終了を希望' },
  { value: 'idle', label: '相談者から返信がない' },
  { value: 'rejected', label: '対象外・いたずら' },
] as const

export const endReasonNames: Record<string, string> = {
  staff_resolved: '案内が済んだ',
  user_ended: '相談者が終了',
  user_blocked: '相談者がブロック',
  idle: '返信なし',
  wait_timeout: '待ち時間超過',
  cancelled: '相談者が取りやめ',
  rejected: '対象外',
  error: '処理の失敗',
}

export const outcomeNames: Record<string, string> = {
  answered: '回答',
  clarification: '聞き返し',
  unanswerable: '回答できず',
  declined: '対象外',
  handoff: '取り次ぎ',
  error: '処理の失敗',
}

export const eventNames: Record<string, string> = {
  opened: '受付',
  claimed: '担当',
  message: 'メッセージ',
  note: 'メモ',
  released: '未対応に戻す',
  transferred: '引き継ぎ',
  resolved: '完了',
  ended: '相談者が終了',
  left: '相談者が退出・ブロック',
  returned: '元に戻った',
  'accepted-offer': '相談員を希望',
  'opened-hours': '受付時間になった',
  assigned: '自動で割り当て',
  accepted: '引き継ぎを受けた',
  requeued: '自動で未対応に戻った',
  'taken-over': '交代',
  'waiting-user': '返信待ちにした',
  'ended-talk': '会話を終了',
  resumed: '相談者が再び相談員を希望',
  expired: '時間切れ',
  described: '分類などを変更',
  recorded: '相談記録を保存',
  undone: '送信を取り消した',
  resent: '送り直した',
  'dead-letter': '処理の失敗',
  withdrawn: '相談者が送信を取り消し',
  edited: '相談者がメッセージを編集',
}

const deliveryNames = {
  pending: '送信待ち',
  held: '未送信',
  sent: '送信済み',
  failed: '送信失敗',
  dropped: '送信せず',
} as const

export const fileNames: Record<string, string> = { image: '画像', video: '動画', audio: '音声', file: 'ファイル' }

const fileReasons: Record<string, string> = {
  'too-large': '20MBを超えるため受け取りませんでした',
  type: '受け取れない種類のファイルです',
  empty: '中身がありません',
  elsewhere: 'LINEの外にあるため受け取りませんでした',
  deleted: 'LINEで削除されています',
  withdrawn: '送信が取り消されました',
}

/** 「ファイル: 受け取っています」 */
export const fileText = ({ kind, status, reason }: { kind: string; status: string; reason: string | null }): string =>
  `${fileNames[kind] ?? kind}: ${status === 'waiting' ? '受け取っています' : (fileReasons[reason ?? ''] ?? '受け取れませんでした')}`

/** Why words wait: they go out with the user's next word. */
const heldNames: Record<string, string> = {
  'line-quota': '配信上限',
  'line-awaiting-tap': '相談者の操作待ち',
  uncertain: '届いたか不明',
}

/** 「未送信（配信上限）」 */
export function deliveryText({ status, error }: { status: keyof typeof deliveryNames; error: string | null }): string {
  const why = status === 'held' ? heldNames[error ?? ''] : status === 'failed' ? error : undefined
  return deliveryNames[status] + (why ? `（${why}）` : '')
}

export const shortcuts = [
  ['Alt + J / Alt + K', '次の相談／前の相談'],
  ['Alt + C', '担当する'],
  ['Alt + L', '返信欄へ'],
  ['Alt + P', '返信とメモを切り替える'],
  ['Ctrl + Enter', '送信（Enter は改行）'],
  ['Alt + E', '完了する'],
  ['Alt + T', '引き継ぐ'],
  ['Alt + O', '詳細の表示を切り替える'],
  ['?', 'この一覧'],
] as const
