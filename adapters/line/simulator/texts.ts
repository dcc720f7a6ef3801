/** What the simulator says. */
export const simulatorTexts = {
  open: (url: string) => `LINE シミュレーター: ${url}/`,
  followed: '友だちに追加しました',
  blocked: 'ブロックしました',
  noWebhook: 'Webhook URL が登録されていないため、届きませんでした',
  refused: (status: number) => `まどぐちが受け取りませんでした（応答 ${status}）`,
  unreachable: 'まどぐちにつながりませんでした',
  quotaUsedUp: '今月の配信上限に達しました（push は 429 になります）',
  quotaFree: '配信上限を解きました',
  foreignHost: 'このアドレスからは使えません。',
} as const
