/** What the web door says itself; the answers are the consultant's. */
export const webTexts = {
  linkNoLongerGood:
    'このアドレスは使えません（期限が切れたか、すでに使われています）。LINEで「専用ページで続ける」と送ると、新しいアドレスをお届けします。ここからの新しいご相談も承ります。',
  noToken: '接続の許可（トークン）がありません。',
  badToken: '接続の許可（トークン）が正しくありません。ページを開き直してください。',
  expiredToken: '接続の許可（トークン）の期限が切れました。ページを開き直してください。',
  otherConversation: 'この会話を開く許可がありません。',
  otherOrigin: 'このページからは接続できません。',
  noSecret: 'この窓口では、外部からのトークンの発行を行っていません。',
  unknownConversation: '会話が見つかりませんでした。',
  badUserId: 'user.id は「dl_」で始まる64文字以内の英数字にしてください。',
  noText: 'メッセージに文章がありません。',
  longText: (limit: number) => `メッセージは${limit}文字以内で入力してください。`,
  noUpload: 'ファイルは受け取れません。内容を文章でお送りください。',
  tooManySockets: '同じ会話を開いている画面が多すぎます。ほかの画面を閉じてください。',
}
