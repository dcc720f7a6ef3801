/** Words about what is kept of a person: the first-contact notice, erasing, the secure page, one person at two doors. */

export const wordsThatErase = 'データを消して'
export const wordsThatConfirmErasure = '消去を確定する'
export const wordsThatKeep = '消去しない'
export const wordsForWeb = '専用ページで続ける'
export const wordsToLink = 'ウェブと連携'
export const wordsToUnlink = '連携を解除'

/** Said once, at the first contact, where no page beside the chat can say it. By language; Japanese is the first. */
export const firstContact: Readonly<Record<string, string>> = {
  ja: [
    '【はじめにお読みください】',
    '・保存するもの: お送りいただいた文章と回答、LINEが割り当てた利用者番号です。お名前やプロフィール写真は保存しません。電話番号などは伏せ字にします。',
    '・保存する期間: 消去のお申し出があるまで、窓口のサーバーに保存します。',
    '・読む人: AIと窓口の職員です。職員が読んだことは記録に残します。',
    `・消すには: いつでも「${wordsThatErase}」と送ってください。`,
    '・書かないでください: マイナンバー、口座番号、パスワード、公表前の発明の内容。',
    '個人情報や公表前の内容を含むご相談は、LINEではなく窓口の専用ページで承ります。「相談員と話したい」と送るとご案内します。',
  ].join('\n'),
  en: [
    '[Please read first]',
    '- We keep: your messages, our answers and the user number LINE gives us. Not your name or picture. Telephone numbers and the like are masked.',
    '- For how long: until you ask us to erase them, on our own server.',
    '- Who reads them: the AI and the staff of this office. Each reading by staff is logged.',
    `- To erase everything, send 「${wordsThatErase}」 at any time.`,
    '- Do not write: My Number, bank accounts, passwords, or inventions that are not public yet.',
    'To consult a person on private matters, send 「相談員と話したい」: we will give you a page of our own, outside LINE.',
  ].join('\n'),
  zh: [
    '【请先阅读】',
    '・保存的内容：您发送的文字与我们的回答、LINE分配的用户编号。不保存姓名和头像，电话号码等会被遮盖。',
    '・保存期限：直到您要求删除为止，保存在本窗口的服务器上。',
    '・阅读者：AI和本窗口的职员。职员的每次查看都会留下记录。',
    `・随时发送「${wordsThatErase}」即可全部删除。`,
    '・请勿填写：个人编号（My Number）、银行账号、密码、尚未公开的发明内容。',
    '涉及个人信息的咨询请发送「相談員と話したい」，我们会提供LINE以外的专用页面。',
  ].join('\n'),
  ko: [
    '【먼저 읽어 주세요】',
    '・보관하는 것: 보내신 글과 답변, LINE이 부여한 이용자 번호. 이름과 사진은 보관하지 않으며 전화번호 등은 가립니다.',
    '・보관 기간: 삭제를 요청하실 때까지 창구의 서버에 보관합니다.',
    '・읽는 사람: AI와 창구 직원입니다. 직원이 읽은 것은 기록에 남습니다.',
    `・「${wordsThatErase}」라고 보내시면 언제든지 모두 삭제합니다.`,
    '・쓰지 말아 주세요: 마이넘버, 계좌번호, 비밀번호, 공개 전 발명 내용.',
    '개인정보가 담긴 상담은 「相談員と話したい」라고 보내 주세요. LINE이 아닌 전용 페이지를 안내합니다.',
  ].join('\n'),
  vi: [
    '[Vui lòng đọc trước]',
    '・Lưu giữ: tin nhắn của bạn, câu trả lời và mã người dùng do LINE cấp. Không lưu tên và ảnh; số điện thoại v.v. được che đi.',
    '・Thời gian lưu: đến khi bạn yêu cầu xóa, trên máy chủ của văn phòng.',
    '・Người đọc: AI và nhân viên văn phòng này. Mỗi lần nhân viên đọc đều được ghi lại.',
    `・Gửi 「${wordsThatErase}」 bất cứ lúc nào để xóa tất cả.`,
    '・Đừng viết: My Number, số tài khoản ngân hàng, mật khẩu, nội dung phát minh chưa công bố.',
    'Để tư vấn về việc riêng, hãy gửi 「相談員と話したい」: chúng tôi sẽ đưa bạn đến trang riêng, ngoài LINE.',
  ].join('\n'),
}

/** The notice in the language a platform guesses (BCP 47), in Japanese where it guesses none or another. */
export const firstContactIn = (language: string | undefined): string =>
  firstContact[language?.slice(0, 2).toLowerCase() ?? 'ja'] ?? firstContact.ja ?? ''

export const privacyTexts = {
  welcomeBack: 'おかえりなさい。ご質問をどうぞ。これまでのやりとりは残っています。',
  securePage: (url: string) =>
    [
      '個人情報や公表前の内容を含むご相談は、LINEではなく、窓口の専用ページで続けてください（国の指針により、LINE上では個人情報を含む相談をお受けしません）。',
      'これまでの内容は引き継がれます。このアドレスは15分以内に1回だけ使えます。ほかの人に送らないでください。',
      url,
    ].join('\n'),
  /** What stays in the thread in the place of the address. */
  addressLeftOut: '（専用ページのアドレス）',
  noSecurePage:
    '申し訳ありません。この窓口には専用ページの用意がありません。公開されている内容についてのご相談だけをお送りください。',
  continued: 'LINEでのご相談の続きです。これまでの内容は相談員も見ることができます。',
  linkBegins: (url: string) =>
    [
      'ウェブのチャットとLINEを、同じ方のご相談としてつなぎます。次のページを開き、LINEの画面で同意してください（10分以内）。',
      url,
    ].join('\n'),
  cannotLink: 'ただいまウェブと連携できません。しばらくしてからもう一度お試しください。',
  linked: `ウェブのチャットと連携しました。どちらのやりとりもそのまま残り、相談員は両方を見られます。いつでも「${wordsToUnlink}」と送れば解除できます。`,
  unlinked: `連携を解除しました。どちらのやりとりもそのまま残っています。もう一度連携するには「${wordsToLink}」と送ってください。`,
  notLinked: 'いまは連携していません。',
  eraseQuestion: [
    'これまでのやりとりを、この窓口からすべて消去します。消去すると元に戻せません。',
    '消えるもの: 文章、回答、ファイル、相談員のメモ、連携、利用者番号。相談員とのやりとりの途中であれば、それも終わります。',
    '残るもの: 相談があった日時・分野・結果と、対応した職員の記録です（お名前や文章は含みません）。行政の仕事の記録として、自治体の文書管理の定めにより保存するためです。',
    'LINEのトーク画面に残っている表示は、ご自身の端末で削除してください。',
    `よろしければ「${wordsThatConfirmErasure}」と送ってください。`,
  ].join('\n'),
  eraseAgain: `消去するには、はじめに「${wordsThatErase}」と送ってください。`,
  erased: [
    'これまでのやりとりを消去しました。利用者番号も、このお知らせをお届けしたあと消去します。',
    '相談があった日時・分野・結果の記録（お名前や文章を含まないもの）だけは、自治体の文書管理の定めにより残ります。',
    'またのご利用をお待ちしています。',
  ].join('\n'),
  kept: '消去を取りやめました。やりとりはそのまま残っています。',
}
