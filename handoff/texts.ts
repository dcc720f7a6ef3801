import type { CaseState } from './cases/transitions.ts'

/** Words the desk's side says to the user: the system's notices, never the bot's answers. */
export const wordsThatReachStaff = '相談員と話したい'
export const wordsThatReachBot = 'AIに戻る'

export const texts = {
  queued: [
    '相談員におつなぎします。この画面（トーク）のまま、相談員が内容を読んで返信します。',
    '夜間や休日は、返信が次の開庁日以降になることがあります。',
    'マイナンバー、口座番号、パスワードなどの個人情報は書かないでください。',
    `お待ちの間に伝えたいことがあれば、そのまま送ってください。取りやめるときは「${wordsThatReachBot}」と送ってください。`,
  ].join('\n'),
  place: (place: number) =>
    place === 1
      ? '相談員への取り次ぎは、次があなたの順番です。このままお待ちください。'
      : `相談員への取り次ぎは、いま${place}番目です。このままお待ちください。`,
  beingRead: '相談員が内容を確認しています。返信までこのままお待ちください。',
  cancelled: '相談員への取り次ぎを取りやめました。ここからはAIがお答えします。ご質問をどうぞ。',
  userEnded: '相談員とのやりとりを終了しました。ここからはAIがお答えします。ご質問をどうぞ。',
  resolved: `相談員とのやりとりは終了しました。ここからは再びAIがお答えします。続けて相談員と話したいときは「${wordsThatReachStaff}」を選んでください。`,
  ownerChanged: '担当の相談員が代わりました。これまでの内容は引き継いでいます。引き続きこの画面でお話しください。',
  reopened: '相談員がやりとりを再開しました。この画面のままお話しください。',
  returned: `おかえりなさい。相談員への取り次ぎを続けています。取りやめるときは「${wordsThatReachBot}」と送ってください。`,
  textOnly:
    '申し訳ありません。画像・スタンプ・ファイルなどは、AIでは読み取れません。お手数ですが、内容を文章でお送りください。相談員におつなぎすることもできます。',
  preparing: 'いまお答えを準備しています。できたころに下のボタンを押してください。お答えが届きます。',
  maybeLost: (beginning: string) =>
    `通信の不調のため、次のように始まるお答えが届いていないかもしれません。届いていないときは、下のボタンを押してください。\n\n${beginning}`,
  alreadySent: 'お答えはお届け済みです。少し上をご覧ください。続けてのご質問もどうぞ。',
  staleButton:
    'このボタンは古くなったため、使えなくなりました。お手数ですが、ご質問を文章で送るか、下の「メニュー」からお選びください。',
  oneToOne:
    'お招きありがとうございます。この窓口では、ほかの方に内容が見えないよう、1対1のトークでご相談を承っています。お手数ですが、友だちに追加して1対1でお話しください。このグループからは退出します。',
  failed:
    '申し訳ありません。ただいまAIがうまくお答えできませんでした。時間をおいてもう一度お試しいただくか、相談員にご相談ください。',
  failedAndQueued:
    '申し訳ありません。お送りいただいた内容に、AIがお答えできませんでした。相談員に引き継ぎましたので、この画面のままお待ちください。',
}

/** Lines staff read in the thread. */
export const deskTexts = {
  withdrawn: '［送信が取り消されました］',
  erased: '相談者の求めにより消去',
  continuedOnWeb: '相談者が専用ページで相談を続けています。LINEのやりとりはここまでです。',
  draft: 'AI下書き（未送信）',
  unsent: (reason: string) => `返信を届けられませんでした（${reason || '理由不明'}）`,
  deadMessage: '（内容を保存できなかったメッセージ）',
  deadReason: 'AIが処理できなかったメッセージ',
  failedReason: 'AIが応答できないときに相談員を希望',
  takenOver: '相談員が再開',
  ownerless: '担当者のいないやりとり',
}

/** What stands in the thread for something that has no words; keys are the door's kinds of message. */
const unsupportedLabels: Record<string, string> = {
  image: '画像',
  video: '動画',
  audio: '音声',
  file: 'ファイル',
  sticker: 'スタンプ',
  location: '位置情報',
  contact: '連絡先',
}

/** 「［画像が届きました］」 */
export const unsupportedLine = (kind: string): string =>
  `［${unsupportedLabels[kind] ?? '文章以外の内容'}が届きました］`

/** 「［ファイルが届きました: 図面.pdf］」 */
export const namedLine = (kind: string, name: string): string =>
  `［${unsupportedLabels[kind] ?? '文章以外の内容'}が届きました: ${name}］`

export const stateNames: Record<CaseState, string> = {
  QUEUED: '未対応',
  ASSIGNED: '担当決定',
  ACTIVE: '対応中',
  UNREACHABLE: '届かない状態',
  RESOLVED: '完了',
  CANCELLED: '取り消し',
}
