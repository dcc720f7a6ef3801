import type { CaseState } from './cases/transitions.ts'

/** Words the desk's side says to the user: the system's notices, never the bot's answers. */
export const wordsThatReachStaff = '相談員と話したい'
export const wordsThatReachBot = 'AIに戻る'
export const wordsThatDecline = 'このままAIに聞く'

/** What is said to who is handed over, line by line; handoff/reception/queue-notice.ts chooses. */
export const queueTexts = {
  connecting: '相談員におつなぎします。この画面（トーク）のまま、相談員が内容を読んで返信します。',
  nobodyThere:
    '相談員におつなぎします。ただいま席に相談員がおりませんので、内容を確認しだい、この画面（トーク）に返信します（おおむね１開庁日以内）。',
  noHours: '夜間や休日は、返信が次の開庁日以降になることがあります。',
  hours: (week: string) => `相談員の受付時間は、${week}です。`,
  hoursUntil: (moment: string) => `本日の受付は${moment}までです。`,
  wait: (place: number, wait: string) => `いまの順番は${place}番目、待ち時間の目安は${wait}です。`,
  privacy: 'マイナンバー、口座番号、パスワードなどの個人情報や、出願前の発明の内容は書かないでください。',
  topics: 'ご相談の内容に近いものを、下から選んでください（選ばなくても順番は進みます）。',
  topicsOfOffer: '相談員と話すときは、ご相談の内容に近いものを下から選んでください。',
  meanwhile: `お待ちの間に伝えたいことがあれば、そのまま送ってください。取りやめるときは「${wordsThatReachBot}」と送ってください。`,
  topicNoted: (topic: string) => `「${topic}」のご相談として、担当の相談員にお伝えしました。このままお待ちください。`,
  afterHours: (opening: string) =>
    `ただいま相談員の受付時間外です。ご相談は受け付けましたので、次の受付開始（${opening}）から順に、相談員がこの画面（トーク）に返信します。`,
  afterHoursUnknown:
    'ただいま相談員の受付時間外です。ご相談は受け付けましたので、再開しだい、相談員がこの画面（トーク）に返信します。',
  afterHoursMeanwhile: `それまでの間も、AIがご質問にお答えします。相談を取りやめるときは「${wordsThatReachBot}」と送ってください。`,
  afterHoursAgain: (opening: string) => `ご相談は受け付けています。${opening}から順に、相談員が返信します。`,
  offerAfterHours: (opening: string) => `いまは受付時間外のため、${opening}から順に相談員が返信します。`,
  offerWait: (wait: string) => `待ち時間の目安は${wait}です。`,
  offer: 'うまくお答えできず申し訳ありません。相談員（職員）におつなぎすることもできます。',
  closedDuringTalk: (opening: string) =>
    `ただいま相談員の受付時間外です。いただいた内容は相談員に届いており、${opening}から順に返信します。お急ぎのご質問は、「${wordsThatReachBot}」と送るとAIがお答えします。`,
}

/** Coarse on purpose: a waiting time to the minute would be a promise. */
export const waitWords = {
  soon: '5分以内',
  ten: '10分ほど',
  thirty: '30分ほど',
  hour: '1時間ほど',
  longer: '1時間以上',
} as const

export const texts = {
  place: (place: number) =>
    place === 1
      ? '相談員への取り次ぎは、次があなたの順番です。このままお待ちください。'
      : `相談員への取り次ぎは、いま${place}番目です。このままお待ちください。`,
  beingRead: '相談員が内容を確認しています。返信までこのままお待ちください。',
  cancelled: '相談員への取り次ぎを取りやめました。ここからはAIがお答えします。ご質問をどうぞ。',
  userEnded: '相談員とのやりとりを終了しました。ここからはAIがお答えします。ご質問をどうぞ。',
  resolved: `相談員とのやりとりは終了しました。ここからは再びAIがお答えします。続けて相談員と話したいときは「${wordsThatReachStaff}」を選んでください。`,
  ownerChanged: '担当の相談員が代わりました。これまでの内容は引き継いでいます。引き続きこの画面でお話しください。',
  requeued: '担当の相談員が席を外しているため、ほかの相談員におつなぎします。順番はそのままです。少々お待ちください。',
  stillWaiting: `お待たせして申し訳ありません。相談員が対応中のため、もうしばらくかかります。このままお待ちいただくか、ここに用件を書いていただければ、後ほど相談員が返信します。「${wordsThatReachBot}」と送ると、AIにご質問いただけます。`,
  opened:
    'お待たせしました。受付時間になりましたので、相談員におつなぎします。順番に返信しますので、この画面（トーク）でお待ちください。',
  reminder: `その後いかがでしょうか。ご不明な点があれば、この画面（トーク）でお知らせください。よろしければ「終了」と送ってください。`,
  idleClosed: `しばらくお返事がなかったため、相談員とのやりとりをいったん終了しました。ここからはAIがお答えします。続きは「${wordsThatReachStaff}」を選ぶと、これまでの内容を引き継いでお話しいただけます。`,
  offerStands: 'ご意見ありがとうございます。相談員（職員）におつなぎすることもできます。',
  offerDeclined: '承知しました。引き続きAIがお答えします。ご質問をどうぞ。',
  botOff: 'ただいまAIによるご案内を停止しています。お急ぎのところ申し訳ありません。',
  staffOff: 'ただいま相談員への取り次ぎを停止しています。ご不便をおかけし申し訳ありません。',
  banner: (text: string) => `【お知らせ】${text}`,
  reopened: '相談員がやりとりを再開しました。この画面のままお話しください。',
  returned: `おかえりなさい。相談員への取り次ぎを続けています。取りやめるときは「${wordsThatReachBot}」と送ってください。`,
  textOnly:
    '申し訳ありません。画像・スタンプ・ファイルなどは、AIでは読み取れません。お手数ですが、内容を文章でお送りください。相談員におつなぎすることもできます。',
  tooMany:
    '短い時間にたくさんのメッセージをいただいたため、1件ずつのお返事を少しのあいだ控えています。いただいた内容は残っており、相談員も読むことができます。1〜2分ほどおいてから、いちばんお知りになりたいことを1つお送りください。',
  fileRefused: {
    'too-large':
      '申し訳ありません。20MBを超えるファイルは受け取れません。小さくして送り直していただくか、内容を文章でお知らせください。',
    type: '申し訳ありません。この種類のファイルは、安全のため受け取れません。画像・PDF・Word・Excelなどで送り直していただくか、内容を文章でお知らせください。',
    empty: '申し訳ありません。お送りいただいたファイルには中身がありませんでした。もう一度お送りください。',
    elsewhere: '申し訳ありません。このファイルは受け取れません。お手数ですが、内容を文章でお知らせください。',
    lost: '申し訳ありません。お送りいただいたファイルを受け取れませんでした。もう一度お送りいただくか、内容を文章でお知らせください。',
  },
  preparing: 'いまお答えを準備しています。できたころに下のボタンを押してください。お答えが届きます。',
  fetchAnswer: '回答を見る',
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
  system: 'システム',
  transferDeclined: '【引き継ぎ】受けられないため、元の担当に戻しました',
  snoozed: (moment: string) => `【後で対応】${moment}まで休ませます（相談者から言葉が届けば、すぐ再開します）`,
  snoozeOver: '【後で対応】決めた時刻になりました。対応を再開してください',
  snoozeAfterReply: '相談者にまだ一度も返信していません。ひと言お返事してから、あとに回してください。',
  notIdle:
    '相談者が返事を待っているか、まだ対応していないか、いま対応しているため、終了できません。「利用者の返信待ち」になってから終了してください。',
  restsNotIdle: '担当者があとに回しているため、終了できません。',
  closedInBulk: '【まとめて操作】返信がないため終了',
  labelledInBulk: (label: string) => `【まとめて操作】ラベル「${label}」を追加`,
  transferUnanswered: '【引き継ぎ】時間内に受け取りがなかったため、戻しました',
  reQueued: {
    silent: (name: string) => `【自動】${name}さんの返信がないため、元の待ち時間のまま未対応に戻しました`,
    away: (name: string) => `【自動】${name}さんが席にいないため、元の待ち時間のまま未対応に戻しました`,
    unaccepted: (name: string) => `【自動】${name}さんが時間内に受けなかったため、元の待ち時間のまま未対応に戻しました`,
  },
  offeredAfterMisses: 'AIの回答が続けて不十分',
  offeredAfterThumbsDown: '「役に立たなかった」との反応',
  withdrawn: '［送信が取り消されました］',
  answerToWithdrawn: '［送信が取り消されたメッセージへの回答］',
  erased: '相談者の求めにより消去',
  continuedOnWeb: '相談者が専用ページで相談を続けています。LINEのやりとりはここまでです。',
  draft: 'AI下書き（未送信）',
  unsent: (reason: string) => `返信を届けられませんでした（${reason || '理由不明'}）`,
  deadMessage: '（内容を保存できなかったメッセージ）',
  deadReason: 'AIが処理できなかったメッセージ',
  failedReason: 'AIが応答できないときに相談員を希望',
  crisis: '緊急：つらい気持ちの訴え',
  takenOver: '相談員が再開',
  ownerless: '担当者のいないやりとり',
  nextConfirm: '求めていることを確かめ、ほかに困りごとがないかうかがう',
  nextAnswer: '「まだ答えていないこと」に答える',
  nextMissed: 'AIが資料から答えられなかった質問を確かめる。資料に無ければ、完了のときに印を付ける',
}

/** What stands in the thread for something that has no words; keys are the door's kinds of message. */
const unsupportedLabels: Record<string, string> = {
  image: '画像',
  video: '動画',
  audio: '音声',
  file: 'ファイル',
  sticker: 'スタンプ',
  emoji: '絵文字',
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
  OFFERED: '提案中',
  QUEUED: '未対応',
  AFTER_HOURS: '時間外の受付',
  ASSIGNED: '担当決定',
  ACTIVE: '対応中',
  WAITING_USER: '利用者の返信待ち',
  WRAP_UP: '後処理',
  UNREACHABLE: '届かない状態',
  RESOLVED: '完了',
  CANCELLED: '取り消し',
}
