import type { StaffRole } from './permissions.ts'

const roleNames: Record<StaffRole, string> = { responder: '相談員', lead: '主任', admin: '管理者', auditor: '監査' }

/** What staff are told about their accounts. */
export const staffTexts = {
  refused: 'ログインIDまたはパスワードが違います。',
  codeNeeded: '認証アプリの6桁の確認コードを入力してください。',
  codeWrong: '確認コードが違うか、使用済みです。次のコードが表示されてから入力してください。',
  passwordWrong: 'いまのパスワードが違います。',
  passwordSame: '新しいパスワードは、いまのパスワードと別のものにしてください。',
  noPassword: 'この職員はシングルサインオンでログインします。パスワードはありません。',
  unfitLogin: 'ログインIDは、半角の英数字と . _ @ - で2〜64文字にしてください。',
  unfitName: '氏名は1〜60文字で入力してください。',
  unfitRole: (roles: readonly string[]) => `役割は ${roles.join('・')} のどれかにしてください。`,
  unfitEmail: 'メールアドレスの形が正しくありません。',
  noWayIn: 'パスワードか、シングルサインオンのメールアドレスのどちらかが必要です。',
  taken: (login: string) => `ログインID「${login}」はすでに使われています。`,
  emailTaken: 'このメールアドレスは、別の職員に登録されています。',
  subjectTaken: 'このシングルサインオンの利用者は、別の職員に登録されています。',
  unknown: (login: string) => `ログインID「${login}」の職員はいません。`,
  lastAdmin: '利用できる管理者がいなくなるため、この変更はできません。先に別の管理者を登録してください。',
  notYourself: 'ご自身のアカウントには、この操作はできません。',
  secondFactorStands: '二段階認証はすでに設定されています。',
  secondFactorNotBegun: '二段階認証の設定を、はじめからやり直してください。',
  secondFactorRequired: '管理者が二段階認証を必須にしているため、解除できません。',
  noSecondFactor: '二段階認証が設定されていません。',
  dutiesFirst: '先に、パスワードの変更または二段階認証の設定を済ませてください。',
  notPermitted: (role: StaffRole) => `「${roleNames[role]}」の役割では、この操作はできません。`,
  auditorsRead: '監査の役割では、閲覧だけができます。',
  proveAgain: '安全のため、もう一度ご本人の確認が必要です。',
} as const
