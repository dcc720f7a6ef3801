import type { Account, StaffSession } from '../../../desk/people-shapes.ts'

/** What the pages about people say, apart from where they say it. */
export const roleChoices: readonly { value: Account['role']; label: string }[] = [
  { value: 'responder', label: '相談員' },
  { value: 'lead', label: '主任' },
  { value: 'admin', label: '管理者' },
  { value: 'auditor', label: '監査' },
]

export const methodNames: Record<StaffSession['method'], string> = {
  password: 'パスワード',
  totp: 'パスワードと確認コード',
  'recovery-code': 'パスワードと回復コード',
  'single-sign-on': 'シングルサインオン',
}

/** Keys are those of the address a failed sign-on leads to. */
export const signOnRefusals: Record<string, string> = {
  expired: 'シングルサインオンの有効期限が切れたか、別の画面で始められたものです。もう一度お試しください。',
  declined: 'シングルサインオンが取り消されました。',
  failed: 'シングルサインオンの確認ができませんでした。時間をおいて、もう一度お試しください。',
  unknown: 'この方は職員として登録されていません。管理者に登録を依頼してください。',
  disabled: 'このアカウントは利用を停止されています。管理者にお問い合わせください。',
  'other-person': 'ログイン中の職員とは別の方が確認されました。ご本人でもう一度お試しください。',
}

const actionNames: Record<string, string> = {
  'case.read': '相談を閲覧',
  'case.opened': '相談を再開（新しい相談）',
  'case.claimed': '相談を担当',
  'case.message': '返信を送信',
  'file.sent': 'ファイルを送信',
  'attachment.read': '添付ファイルを保存',
  'case.note': 'メモを記入',
  'case.released': '担当を外れた',
  'case.transferred': '相談を引き継ぎ',
  'case.resolved': '相談を完了',
  'case.taken-over': '相談を交代',
  'case.accepted': '引き継ぎを受けた',
  'case.returned': '引き継ぎを戻した',
  'case.ended-talk': '会話を終えた',
  'case.undone': '送信を取り消し',
  'case.resent': '返信を送り直し',
  'case.described': '話題・会社・ラベルを変更',
  'case.snoozed': '後で対応に回した',
  'case.woken': '後で対応から再開',
  'case.bulk': 'まとめて操作',
  'case.erased': '相談者のデータを消去',
  'macro.run': 'マクロを実行',
  'macro.changed': 'マクロを変更',
  'macro.deleted': 'マクロを削除',
  'canned-reply.changed': '定型文を変更',
  'canned-reply.deleted': '定型文を削除',
  'hours.changed': '受付時間を変更',
  'limits.changed': '時間の上限を変更',
  'doors.changed': '入口の停止・お知らせを変更',
  'notifications.changed': '通知を変更',
  'reading.changed': '閲覧の範囲を変更',
  'teams.changed': '班を変更',
  'staff.work-changed': '班・受け持ちを変更',
  'export.figures': '集計を書き出し',
  'session.opened': 'ログイン',
  'session.renewed': '本人の再確認',
  'session.closed': 'ログアウト',
  'session.revoked': 'セッションを終了',
  'session.revoked-all': 'すべてのセッションを終了',
  'session.refused': 'ログインの失敗',
  'staff.added': '職員を登録',
  'staff.changed': '職員を変更',
  'staff.disabled': '利用を停止',
  'staff.enabled': '利用停止を解除',
  'staff.linked': 'シングルサインオンを結び付け',
  'staff.password-changed': 'パスワードを変更',
  'staff.password-reset': '仮パスワードを設定',
  'staff.second-factor-set': '二段階認証を設定',
  'staff.second-factor-removed': '二段階認証を解除',
  'staff.second-factor-reset': '二段階認証を外した',
  'staff.recovery-codes-renewed': '回復コードを再発行',
  'staff.recovery-code-used': '回復コードを使用',
  'faq-candidate.accepted': '資料の候補を採用',
  'faq-candidate.closed': '資料の候補を閉じた',
  'record.approved': '資料の提案を承認',
  'record.rejected': '資料の提案を却下',
  'record.withdrawn': '資料を取り下げ',
  'export.audit': '監査記録を書き出し',
  'export.person': '相談者のデータを書き出し',
}

/** An action of another room that has no name here is shown as it is. */
export const actionName = (action: string): string => actionNames[action] ?? action
export const knownActions: readonly string[] = Object.keys(actionNames)

const clock = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  dateStyle: 'medium',
  timeStyle: 'medium',
})
export const atClock = (instant: string): string => clock.format(new Date(instant))

/** The name of a browser and its system, for people; the whole line where neither is known. */
export function agentName(agent: string): string {
  const browser = (
    [
      ['Edg/', 'Edge'],
      ['Firefox/', 'Firefox'],
      ['Chrome/', 'Chrome'],
      ['Safari/', 'Safari'],
    ] as const
  ).find(([mark]) => agent.includes(mark))?.[1]
  const system = (
    [
      ['Windows', 'Windows'],
      ['iPhone', 'iPhone'],
      ['iPad', 'iPad'],
      ['Android', 'Android'],
      ['Mac OS', 'Mac'],
      ['Linux', 'Linux'],
    ] as const
  ).find(([mark]) => agent.includes(mark))?.[1]
  return [browser, system].filter(Boolean).join('・') || agent || '不明'
}
