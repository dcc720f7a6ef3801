import type { MenuRole } from '../menus/menu-definitions.ts'
import type { MenuStep } from './set-up-menus.ts'

const menuNames: Record<MenuRole, string> = { everyone: 'ふだんのメニュー', withStaff: '「職員と相談中」のメニュー' }

const stepWords: Record<MenuStep['step'], [done: string, planned: string]> = {
  kept: ['はそのまま使います', 'はそのまま使います'],
  create: ['を作りました', 'を作ります'],
  'set-default': ['を全員に表示しました', 'を全員に表示します'],
  delete: ['を消しました', 'を消します'],
}

/** What `madoguchi line setup` says. */
export const setupTexts = {
  notConfigured:
    'LINE の設定（LINE_CHANNEL_SECRET と LINE_CHANNEL_ACCESS_TOKEN）がありません。docs/line-setup.md の手順2をご覧ください',
  noPublicUrlToSet: '--set-webhook に URL を付けるか、PUBLIC_URL を設定してください',
  account: (name: string, basicId: string) => `アカウント: ${name}（${basicId}）`,
  chatOff: 'チャット: OFF',
  chatOn:
    'チャットが ON です。管理画面で職員が送った言葉はまどぐちに届きません。応答設定で「チャット」を OFF にしてください',
  webhook: (url: string) => `Webhook URL: ${url}`,
  noWebhook: 'Webhook URL が登録されていません。--set-webhook を付けると登録します',
  noPublicUrl: (url: string) =>
    `Webhook URL は ${url} です。PUBLIC_URL が未設定のため、まどぐちのものかどうかは確かめられません`,
  otherWebhook: (present: string, expected: string) =>
    `Webhook URL が ${present} です。このまどぐちは ${expected} です。--set-webhook を付けると登録し直します`,
  webhookOn: 'Webhook の利用: ON',
  webhookOff: 'Webhook の利用が OFF です。コンソールの「Messaging API設定」で ON にしてください',
  testPassed: 'Webhook の接続テスト: 成功',
  otherSecret:
    'Webhook の接続テストで署名が合いませんでした（応答 401）。チャネルシークレットとチャネルアクセストークンが別のチャネルのものです',
  testNotFound:
    'Webhook の接続テストに失敗しました（応答 404）。URL の末尾が /line/webhook か、LINE の設定をした後に起動し直したかを確かめてください',
  testFailed: (reason: string, status: number) =>
    `Webhook の接続テストに失敗しました（${reason}${status > 0 ? `、応答 ${status}` : ''}）。外から https で開けるか、証明書が公的な認証局のものかを確かめてください`,
  quotaNone: (used: number) => `今月の送信数: ${used} 通（上限なし）`,
  quota: (used: number, limit: number) => `今月の送信数: ${used} / ${limit} 通`,
  quotaNear: (used: number, limit: number) =>
    `今月の送信数が ${used} / ${limit} 通です。上限に達すると、職員の返信は利用者が次に話しかけるまで届きません`,
  webhookSet: (url: string) => `Webhook URL を登録しました: ${url}`,
  webhookToSet: (url: string) => `Webhook URL を登録します: ${url}`,
  menuStep: ({ step, role, id }: MenuStep, dryRun: boolean) =>
    `${role ? menuNames[role] : `以前のメニュー（${id ?? ''}）`}${stepWords[step][dryRun ? 1 : 0]}`,
  dryRun: '--dry-run のため、LINE の設定は変えていません',
  marks: { ok: '✓', warning: '注意:' },
  byEyeHeading:
    '次の設定は LINE が外に知らせないため、画面で確かめてください（https://manager.line.biz/ と https://developers.line.biz/console/）',
  byEye: [
    '応答設定の「あいさつメッセージ」: OFF（ON のままだと、あいさつが二度届きます）',
    '応答設定の「応答メッセージ」: OFF（ON のままだと、返事が二度届きます）',
    'Messaging API設定の「Webhookの再送」: ON',
    'Messaging API設定の「グループ・複数人トークへの参加を許可する」: OFF',
  ],
} as const
