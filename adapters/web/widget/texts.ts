/** Every word the widget shows of itself. */
export const texts = {
  launcher: '相談する',
  closeShort: '閉じる',
  open: '相談窓口のチャットを開く',
  close: 'チャットを閉じる',
  unread: (count: number) => `新着${count}件`,
  chat: '相談のチャット',
  log: '会話',
  notice:
    'AIが公開資料をもとにお答えし、必要なときは相談員が同じ画面で引き継ぎます。このタブを閉じると、会話の続きは見られません。相談員の返信をお待ちの間は、開いたままにしてください。',
  inputLabel: 'ご質問',
  placeholder: 'ご質問を入力してください',
  send: '送信',
  keyHint: 'Enterで送信、Shift+Enterで改行',
  staff: '相談員と話す',
  /** Sent as the user's own words; reception knows them. */
  staffWords: '相談員と話したい',
  you: 'あなた',
  said: (name: string) => `${name}の発言：`,
  sending: '送信中',
  failed: '送信できませんでした。',
  retry: '再送する',
  left: (count: number) => `あと${count}文字`,
  over: (count: number) => `${count}文字超えています。短くしてから送信してください。`,
  typing: 'AIが回答を準備しています',
  staffTyping: '相談員が入力しています',
  suggestions: '次の質問の候補',
  sources: '出典',
  sourcesCount: (count: number) => `出典（${count}件）`,
  vote: 'この回答は役に立ちましたか',
  votes: { LikeAction: 'はい', DislikeAction: 'いいえ' },
  voted: 'ありがとうございます。',
  newTab: '（新しいタブで開きます）',
  offline: 'インターネットに接続されていません。つながると自動で再開します。',
  reconnecting: '接続し直しています。入力した内容は消えません。',
  connecting: '接続しています…',
  unavailable: 'ただいま接続できません。自動でつなぎ直していますので、このままお待ちください。',
  connectAgain: '今すぐ接続する',
  restarted: '前の会話を開けなかったため、新しい会話を始めました。',
  newest: '新しいメッセージへ',
  waiting: (place: number, wait: string | null) =>
    `相談員をお待ちです。いまの順番は${place}番目${wait === null ? '' : `、待ち時間の目安は${wait}`}です。`,
  caution: 'AIの回答は誤ることがあります。出典をご確認ください。',
}

/** Every `2026-04-17…` in a date or a span of dates as 「2026年4月17日」; the rest as it is. */
export function dateText(date: string): string {
  return date.replace(
    /(\d{4})-(\d{2})-(\d{2})(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?/g,
    (_, year, month, day) => `${year}年${Number(month)}月${Number(day)}日`,
  )
}
