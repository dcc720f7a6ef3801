/** What the reading of Jグランツ tells the person who runs it. */
export const texts = {
  keywordLength: (keyword: string) => `Jグランツのキーワードは2文字以上255文字以下で書いてください: 「${keyword}」`,
  keywordBlank: (keyword: string) => `Jグランツのキーワードに空白は使えません: 「${keyword}」`,
  noKeyword: 'Jグランツのキーワードを一つ以上書いてください。',
  baseAddress: 'Jグランツ API のアドレスが正しくありません。',
  acceptance: 'Jグランツの acceptance は 0 か 1 で書いてください。',

  listOf: (keyword: string) => `Jグランツの一覧（キーワード「${keyword}」）`,
  subsidy: (id: string) => `Jグランツの補助金 ${id}`,
  wholeListRefused:
    '募集期間で絞り込まない検索（acceptance=0）を断られたため、募集期間内のもの（acceptance=1）だけを読みました',
  stopped: '回数の制限（429）を伝えられたため、残りを読まずに止めました',
  rowUnreadable: (row: number) => `${row}件目を読めません（番号がないか、正しくありません）`,
  rowsMissing: (count: number, rows: number) => `${count}件あると伝えられましたが、届いたのは${rows}件です`,
  detailFromV1: (reason: string) => `詳細（v2）を読めなかったため、前の版（v1）を読みました: ${reason}`,
  detailUnread: (v2: string, v1: string) => `詳細を読めなかったため、一覧の内容だけを使いました: v2は${v2}、v1は${v1}`,
  unusable: (reason: string) => `記録にできません: ${reason}`,

  failures: {
    unreachable: '通信できませんでした',
    notJson: '応答が JSON として読めません',
    shape: '応答の形が違います',
    otherId: '別の番号の内容が返りました',
    status: {
      400: '検索の指定を断られました（400）',
      401: '認証を求められました（401）',
      404: '見つかりません（404）',
      405: '呼び方を断られました（405）',
      429: '回数の制限を伝えられました（429）',
    } as Readonly<Record<number, string>>,
    otherStatus: (status: number, code: string | undefined) =>
      `エラーが返りました（${code === undefined ? status : `${status}、${code}`}）`,
  },

  valueFaults: {
    noTitle: '題名がありません',
    moment: (name: string) => `${name}を日時として読めません。記録には書きません`,
    opens: '受付の始まり',
    closes: '受付の終わり',
    projectEnd: '事業の終了期限',
    order: '受付の終わりが始まりより前です。どちらも記録には書きません',
    limit: '補助上限額を円の整数として読めません。記録には書きません',
    area: (area: string) => `知らない地域の名前です: ${area}`,
    address: '案内のページのアドレスがJグランツのものではないため、番号から作ったアドレスを使います',
    closesDiffer: '受付の終わりが一覧と詳細で違います。詳細の日時を使います',
    unreadableDetail: '説明文の入れ子が深すぎて読めません',
    longDetail: '説明文が長いため、途中までを記録に書きます',
  },
}
