/** Why a decision is refused. */
export const decisionTexts = {
  unknown: (id: string) => `提案「${id}」はありません`,
  decided: (id: string) => `提案「${id}」はもう判断済みか、新しい提案に置き換えられています`,
  flagged: (id: string) =>
    `提案「${id}」には注意のしるしがあります。「ingest show ${id}」で内容を確かめ、問題がなければ --flagged を付けて承認してください`,
  stale: (id: string, recordId: string) =>
    `提案「${id}」の後に、公開中の記録「${recordId}」が変わりました。もう一度「ingest」を実行してください`,
  invalid: (id: string, fault: string) => `提案「${id}」は記録の決まりに合いません: ${fault}`,
  notPublished: (recordId: string) => `「${recordId}」という公開中の記録はありません`,
} as const
