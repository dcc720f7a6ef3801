/** Every word this door adds to what the house says. */
export const lineTexts = {
  botName: 'AI案内',
  staffName: '相談員',
  menu: 'メニュー',
  signatureFault: '署名を確認できませんでした。',
  bodyFault: '本文が正しい JSON ではありません。',
  shapeFault: '本文の形式が正しくありません。',
  storeFault: 'ただいまメッセージを受け取れません。しばらくしてから送り直してください。',
  noAnswer: 'LINE から応答がありません。ネットワークを確かめて、もう一度お試しください',
  wrongToken: 'チャネルアクセストークンが正しくありません（LINE の応答 401）。コンソールで発行し直してください',
  refused: (status: number) => `LINE が受け付けませんでした（応答 ${status}）`,
  sourcesHeading: '出典',
  cut: '…（長いため途中まで表示しています）',
  asOf: (day: string) => `${day}時点`,
  cardAltText: (title: string, badge: string) => `「${title}」の概要です。現在の状態は「${badge}」です。`,
  listAltText: (schemes: readonly string[]) =>
    `${schemes.length}件の制度のご案内です。${schemes.map((scheme, index) => `${index + 1}. ${scheme}`).join('、')}。`,
  askHow: '申請方法を聞く',
  howOf: (title: string) => `${title}の申請方法は？`,
  askMore: 'くわしく聞く',
  openOnlySource: '出典のページを開く',
  openSource: (number: number) => `出典${number}のページを開く`,
  choices: '選べる言葉：',
  sourcesAltText: (title: string, others: number) =>
    others > 0 ? `この回答の出典は「${title}」ほか${others}件です。` : `この回答の出典は「${title}」です。`,
} as const
