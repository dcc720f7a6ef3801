import type { AuditFault } from '../../storage/audit-verify.ts'

const faults: Record<AuditFault, string> = {
  changed: '内容が書き換えられています',
  gap: '記録が抜けています',
  'broken-link': '直前の記録とのつながりが切れています',
  'wrong-end': '末尾の記録が、控えと一致しません（削除または追加されています）',
  'other-anchor': '以前に控えたハッシュと一致しません（全体が作り直されています）',
}

/** What is said about the audit. */
export const auditTexts = {
  fault: (id: number, kind: AuditFault) => `${id} 番の記録: ${faults[kind]}`,
  unfitDay: '日付は 2026-11-23 の形で入力してください。',
  unfitAnchor: '控えは「番号:ハッシュ」の形で指定してください。',
  whole: (rows: number, head: { id: number; hash: string }) =>
    `${rows} 件の監査記録に、改ざんは見つかりませんでした。\n控え: ${head.id}:${head.hash}`,
}
