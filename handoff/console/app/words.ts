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

/** Why a turn of the bot ended so (bot/outcome.ts). */
export const outcomeReasonNames: Record<string, string> = {
  record: '資料から',
  list: '一覧から',
  state: '受付の状態から',
  partial: '一部は未確認',
  greeting: 'あいさつ',
  thanks: 'お礼',
  menu: '案内',
  sources: '出典の案内',
  restarted: '最初から',
  scheme: '制度を確認',
  question: '質問を確認',
  area: '地域を確認',
  purpose: '目的を確認',
  unclear: '内容を確認',
  novelty: '出願前の発明',
  'no-evidence': '資料に根拠がない',
  unverified: '未確認の内容',
  'low-confidence': '根拠が弱い',
  ledger: '検証で落ちた',
  'no-record': '資料がない',
  'out-of-scope': '範囲外',
  injection: '不正な指示',
  misuse: '不適切な依頼',
  judgement: '個別の判断',
  'external-link': '外部のリンク',
  abuse: '不適切な言葉',
  requested: '本人の希望',
  crisis: '緊急',
  complaint: '苦情',
  'human-only': '人が答える内容',
  timeout: '時間切れ',
  internal: '処理の失敗',
}

export const facetNames: Record<string, string> = {
  what: '概要',
  amount: '金額',
  rate: '補助率',
  who: '対象者',
  funded: '対象経費',
  deadline: '締切',
  how: '申請方法',
  prerequisites: '事前の準備',
  documents: '書類',
  contact: '問い合わせ先',
  caution: '注意',
}

/** What a language model had to do with an answer (bot/consultant.ts). */
export const modelResultNames: Record<string, string> = {
  used: '言い換えに使った',
  repaired: '言い直させて使った',
  ledger: '根拠のない文があり、資料の言葉に戻した',
  form: '形が合わず、資料の言葉に戻した',
  incomplete: '出典に答えがないとされた',
  deadline: '時間内に答えがなかった',
  gone: '待つ人がいなくなった',
  server: 'サーバーの失敗',
  resting: '失敗が続き休止中',
  busy: '混み合っていた',
  budget: '一日の上限に達した',
  moderation: '言葉の検査で止まった',
}

/** What happens by itself to a case. */
export const timerNames: Record<string, string> = {
  'offer-expires': '提案を取り下げる',
  'wait-limit': '待ちが長いことを相談者に伝える',
  'queue-alert': '待ちが長いことを職員に知らせる',
  opening: '受付時間になる',
  'push-return': '受けなければ未対応に戻す',
  'transfer-return': '元の担当に戻す',
  'owner-silent': '未対応に戻す',
  'user-silent': '返信待ちに移す',
  'snooze-over': '後で対応を終えて知らせる',
  reminder: '相談者に声をかける',
  'idle-close': '返信がなければ完了にする',
  'wrap-up-limit': '完了にする',
  'unreachable-limit': '完了にする',
}

export const presenceNames: Record<string, string> = { online: '在席', away: '離席', offline: '不在' }

export const linkNames = {
  live: '接続中',
  polling: '接続中（5秒ごとに更新）',
  lost: '接続が切れました。再接続しています…',
} as const

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
  accepted: '引き継ぎ・割り当てを受けた',
  requeued: '自動で未対応に戻った',
  'taken-over': '交代',
  'waiting-user': '返信待ちにした',
  snoozed: '後で対応に回した',
  woken: '後で対応から再開',
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
  erased: 'データを消去',
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
  'line-flood': '短い間の送りすぎ',
  'asked-again': '送り直し待ち',
  uncertain: '届いたか不明',
}

/** What a send on LINE cost. */
const wayNames = { reply: '無料の応答', push: 'プッシュ' } as const

/** 「未送信（配信上限）」「送信済み（プッシュ）」 */
export function deliveryText({ status, error, way }: NonNullable<DeskMessage['delivery']>): string {
  const reasons = { held: heldNames[error ?? ''], failed: error, sent: way && wayNames[way] } as const
  const why = status in reasons ? reasons[status as keyof typeof reasons] : undefined
  return deliveryNames[status] + (why ? `（${why}）` : '')
}

export const shortcuts = [
  ['Alt + J / Alt + K', '次の相談／前の相談'],
  ['Alt + 1 〜 5', '一覧を切り替える'],
  ['/', '相談を探す'],
  ['Alt + C', '担当する・引き継ぎを受ける'],
  ['Alt + Y / Alt + N', '割り当てられた相談を受ける／戻す'],
  ['Alt + L', '返信欄へ'],
  ['Alt + P', '返信とメモを切り替える'],
  ['Alt + S', '回答案'],
  ['Ctrl + Alt + A', 'ファイルを送る'],
  ['Ctrl + Enter', '送信（個人設定で Enter に変えられます）'],
  ['Ctrl + Z', '送信を取り消す（5秒のあいだ、返信欄が空のとき）'],
  ['/ と @', '返信欄で定型文、メモで職員を選ぶ'],
  ['Alt + W', '返信待ちにする'],
  ['Alt + M', '後で対応する・いま再開する'],
  ['Alt + T', '引き継ぐ'],
  ['Alt + E', '完了する'],
  ['Ctrl + Alt + E', '完了して次の相談へ'],
  ['Alt + I / Alt + O', '一覧／詳細の表示を切り替える'],
  ['Ctrl + K', '操作を選ぶ'],
  ['?', 'この一覧'],
] as const
