import { answeredIn } from '../bot/memory.ts'
import type { OtherLanguage } from '../bot/understand/language.ts'
import { texts, wordsThatReachBot, wordsThatReachStaff } from './texts.ts'

export interface Notices {
  queued: string
  place(place: number): string
  beingRead: string
  cancelled: string
  userEnded: string
  resolved: string
  reopened: string
  ownerChanged: string
  requeued: string
  stillWaiting: string
  opened: string
  reminder: string
  idleClosed: string
  returned: string
  textOnly: string
  preparing: string
  /** On the button that brings an answer; at most 20 letters. */
  fetchAnswer: string
  /** With the beginning of the answer. */
  maybeLost(beginning: string): string
  alreadySent: string
  staleButton: string
  tooMany: string
  /** Why a file is not taken, while a person holds the conversation. */
  fileRefused: Record<keyof typeof texts.fileRefused, string>
  failed: string
  failedAndQueued: string
  /** The words that lead back to the bot. */
  reachBot: string
  /** The words that lead to a person. */
  reachStaff: string
}

const japanese: Omit<Notices, 'queued'> = { ...texts, reachBot: wordsThatReachBot, reachStaff: wordsThatReachStaff }

/** What the reception says to users who speak with the bot in another language. */
const foreign: Readonly<Record<OtherLanguage, Notices>> = {
  en: {
    queued:
      'I am connecting you with our staff. They will read this conversation and reply here, perhaps in Japanese.\nAt night, on weekends and on holidays the reply may come on the next working day.\nPlease do not write My Number, bank account numbers or passwords.\nYou can add anything you want to tell them. To stop waiting, send "Back to AI".',
    place: (place) => `You are number ${place} in the queue. Please wait here.`,
    beingRead: 'A member of staff is reading your message. Please wait here for the reply.',
    cancelled: 'The request for staff has been cancelled. The AI answers again from here.',
    userEnded: 'The talk with our staff has ended. The AI answers again from here.',
    resolved:
      'The talk with our staff has ended. The AI answers again from here. To talk to staff again, choose "Talk to staff".',
    reopened: 'Our staff have taken the talk up again. Please go on here.',
    ownerChanged: 'Another member of staff has taken over. They know what was said so far. Please go on here.',
    requeued:
      'The member of staff is away, so we are connecting you with another. You keep your place in the queue. Please wait a little.',
    stillWaiting:
      'We are sorry to keep you waiting. All staff are busy and it will take a little longer. Please wait here, or write what you need and our staff will reply later. To ask the AI, send "Back to AI".',
    opened: 'Thank you for waiting. Our office is open now. Staff will reply here in turn.',
    reminder: 'Is there anything else? If so, please write here. If not, please send "終了" (end).',
    idleClosed:
      'There was no reply for a while, so we have ended the talk with our staff. The AI answers from here. To go on, choose "Talk to staff".',
    returned: 'Welcome back. You are still waiting for our staff. To stop waiting, send "Back to AI".',
    textOnly:
      'We are sorry. The AI cannot read pictures, stickers or files. Please write it in words. We can also connect you with our staff.',
    preparing: 'We are preparing your answer. Press the button below in a little while, and it will come.',
    fetchAnswer: 'View the answer',
    maybeLost: (beginning) =>
      `Because of a connection problem, the answer that begins like this may not have reached you. If it has not, please press the button below.\n\n${beginning}`,
    alreadySent: 'The answer has already been sent. Please look a little further up. You can also ask something else.',
    staleButton: 'This button is too old to be used. Please write your question, or choose from the menu below.',
    tooMany:
      'You have sent many messages in a short time, so for a while we do not answer them one by one. Nothing is lost, and our staff can read them. Please wait a minute or two, then send the one thing you most want to know.',
    fileRefused: {
      'too-large':
        'We are sorry. We cannot take files larger than 20 MB. Please send a smaller one, or write what it says.',
      type: 'We are sorry. For safety we cannot take this kind of file. Please send it as a picture, PDF, Word or Excel file, or write what it says.',
      empty: 'We are sorry. The file you sent was empty. Please send it again.',
      elsewhere: 'We are sorry. We cannot take this file. Please write what it says.',
      lost: 'We are sorry. Your file did not reach us. Please send it again, or write what it says.',
    },
    failed: 'We are sorry. The AI could not answer just now. Please try again later, or talk to our staff.',
    failedAndQueued:
      'We are sorry. The AI could not answer your message. We have passed it on to our staff. Please wait here.',
    reachBot: 'Back to AI',
    reachStaff: 'Talk to staff',
  },
  zh: {
    queued:
      '正在为您转接工作人员。工作人员会阅读内容并在这里回复，回复可能是日语。\n夜间、周末和节假日可能在下一个工作日之后回复。\n请不要填写个人号码、银行账号、密码等个人信息。\n等待期间可以继续留言。要取消请发送“返回AI”。',
    place: (place) => `您排在第${place}位。请在这里等待。`,
    beingRead: '工作人员正在阅读您的内容。请等待回复。',
    cancelled: '已取消转接工作人员。从现在起由AI回答。',
    userEnded: '与工作人员的对话已结束。从现在起由AI回答。',
    resolved: '与工作人员的对话已结束。从现在起由AI回答。如想继续与工作人员对话，请选择“联系工作人员”。',
    reopened: '工作人员已重新开始对话。请在这里继续。',
    ownerChanged: '负责的工作人员已更换，之前的内容已交接。请在这里继续对话。',
    requeued: '负责的工作人员不在座位上，正在为您转接其他工作人员。您的顺序不变，请稍等。',
    stillWaiting:
      '让您久等了，非常抱歉。工作人员正在处理其他咨询，还需要一些时间。请在这里等待，或先写下您的事情，工作人员稍后会回复。发送“返回AI”可以向AI提问。',
    opened: '让您久等了。现在已到受理时间，工作人员会按顺序在这里回复。',
    reminder: '还有其他问题吗？如果有，请在这里告诉我们。如果没有，请发送“終了”（结束）。',
    idleClosed:
      '因为一段时间没有收到您的回复，与工作人员的对话已暂时结束。从现在起由AI回答。如想继续，请选择“联系工作人员”。',
    returned: '欢迎回来。仍在为您转接工作人员。要取消请发送“返回AI”。',
    textOnly: '很抱歉，AI无法读取图片、贴图和文件。请用文字发送内容。也可以为您转接工作人员。',
    preparing: '正在准备您的回答。请稍后点击下面的按钮，回答就会送达。',
    fetchAnswer: '查看回答',
    maybeLost: (beginning) =>
      `由于通信故障，以下面文字开头的回答可能没有送达。如果没有收到，请点击下面的按钮。\n\n${beginning}`,
    alreadySent: '回答已经发送，请往上看一看。您也可以继续提问。',
    staleButton: '这个按钮已经过期，无法使用。请用文字发送问题，或从下面的菜单中选择。',
    tooMany:
      '您在短时间内发送了很多消息，所以暂时不能逐条回答。内容都已保存，工作人员也可以查看。请等一两分钟，再发送一个您最想知道的问题。',
    fileRefused: {
      'too-large': '很抱歉，无法接收超过20MB的文件。请缩小后重新发送，或用文字告诉我们内容。',
      type: '很抱歉，为了安全，无法接收这种文件。请改用图片、PDF、Word或Excel等格式重新发送，或用文字告诉我们内容。',
      empty: '很抱歉，您发送的文件是空的。请重新发送。',
      elsewhere: '很抱歉，无法接收这个文件。请用文字告诉我们内容。',
      lost: '很抱歉，未能收到您发送的文件。请重新发送，或用文字告诉我们内容。',
    },
    failed: '很抱歉，AI现在未能回答。请稍后再试，或咨询工作人员。',
    failedAndQueued: '很抱歉，AI未能回答您发送的内容。已转交给工作人员，请在这里等待。',
    reachBot: '返回AI',
    reachStaff: '联系工作人员',
  },
  ko: {
    queued:
      '직원에게 연결합니다. 직원이 내용을 읽고 이 화면에서 답변하며, 답변은 일본어일 수 있습니다.\n야간·주말·휴일에는 다음 업무일 이후에 답변할 수 있습니다.\n마이넘버, 계좌 번호, 비밀번호 등은 쓰지 마세요.\n기다리는 동안 더 적으셔도 됩니다. 취소하려면 "AI로 돌아가기"라고 보내 주세요.',
    place: (place) => `지금 ${place}번째입니다. 이대로 기다려 주세요.`,
    beingRead: '직원이 내용을 확인하고 있습니다. 답변까지 기다려 주세요.',
    cancelled: '직원 연결을 취소했습니다. 지금부터 AI가 답변합니다.',
    userEnded: '직원과의 대화가 끝났습니다. 지금부터 AI가 답변합니다.',
    resolved:
      '직원과의 대화가 끝났습니다. 지금부터 다시 AI가 답변합니다. 직원과 계속 이야기하려면 "직원과 상담하기"를 선택해 주세요.',
    reopened: '직원이 대화를 다시 시작했습니다. 이 화면에서 계속 이야기해 주세요.',
    ownerChanged: '담당 직원이 바뀌었습니다. 지금까지의 내용은 전달되었습니다. 이 화면에서 계속 이야기해 주세요.',
    requeued: '담당 직원이 자리를 비워 다른 직원에게 연결합니다. 순서는 그대로입니다. 잠시 기다려 주세요.',
    stillWaiting:
      '오래 기다리게 해 드려 죄송합니다. 직원이 다른 상담 중이라 조금 더 걸립니다. 이대로 기다리시거나 용건을 적어 주시면 나중에 직원이 답변합니다. "AI로 돌아가기"라고 보내면 AI에게 물어볼 수 있습니다.',
    opened: '오래 기다리셨습니다. 접수 시간이 되었습니다. 직원이 순서대로 이 화면에서 답변합니다.',
    reminder: '더 궁금한 점이 있으신가요? 있으면 이 화면에 적어 주세요. 없으면 "終了"(종료)라고 보내 주세요.',
    idleClosed:
      '한동안 답장이 없어 직원과의 대화를 일단 종료했습니다. 지금부터 AI가 답변합니다. 계속하려면 "직원과 상담하기"를 선택해 주세요.',
    returned: '다시 오셨군요. 직원 연결을 계속하고 있습니다. 취소하려면 "AI로 돌아가기"라고 보내 주세요.',
    textOnly:
      '죄송합니다. AI는 사진·스티커·파일을 읽을 수 없습니다. 내용을 글로 보내 주세요. 직원에게 연결할 수도 있습니다.',
    preparing: '지금 답변을 준비하고 있습니다. 잠시 뒤에 아래 버튼을 누르시면 답변이 도착합니다.',
    fetchAnswer: '답변 보기',
    maybeLost: (beginning) =>
      `통신 문제로 다음과 같이 시작하는 답변이 도착하지 않았을 수 있습니다. 도착하지 않았다면 아래 버튼을 눌러 주세요.\n\n${beginning}`,
    alreadySent: '답변은 이미 보내 드렸습니다. 조금 위를 봐 주세요. 이어서 질문하셔도 됩니다.',
    staleButton: '이 버튼은 오래되어 사용할 수 없습니다. 질문을 글로 보내시거나 아래 메뉴에서 선택해 주세요.',
    tooMany:
      '짧은 시간에 많은 메시지를 보내 주셔서, 잠시 하나씩 답변하지 못하고 있습니다. 보내신 내용은 남아 있고 직원도 볼 수 있습니다. 1~2분 뒤에 가장 알고 싶은 것을 하나만 보내 주세요.',
    fileRefused: {
      'too-large':
        '죄송합니다. 20MB를 넘는 파일은 받을 수 없습니다. 크기를 줄여 다시 보내시거나 내용을 글로 알려 주세요.',
      type: '죄송합니다. 이 종류의 파일은 안전을 위해 받을 수 없습니다. 사진·PDF·Word·Excel 등으로 다시 보내시거나 내용을 글로 알려 주세요.',
      empty: '죄송합니다. 보내신 파일에 내용이 없었습니다. 다시 보내 주세요.',
      elsewhere: '죄송합니다. 이 파일은 받을 수 없습니다. 내용을 글로 알려 주세요.',
      lost: '죄송합니다. 보내신 파일을 받지 못했습니다. 다시 보내시거나 내용을 글로 알려 주세요.',
    },
    failed: '죄송합니다. 지금 AI가 답변하지 못했습니다. 잠시 후 다시 시도하시거나 직원과 상담해 주세요.',
    failedAndQueued:
      '죄송합니다. 보내신 내용에 AI가 답변하지 못했습니다. 직원에게 전달했으니 이 화면에서 기다려 주세요.',
    reachBot: 'AI로 돌아가기',
    reachStaff: '직원과 상담하기',
  },
  vi: {
    queued:
      'Tôi đang nối bạn với nhân viên. Nhân viên sẽ đọc và trả lời tại đây, có thể bằng tiếng Nhật.\nBan đêm, cuối tuần và ngày lễ, câu trả lời có thể đến vào ngày làm việc tiếp theo.\nXin đừng viết số My Number, số tài khoản hay mật khẩu.\nTrong khi chờ, bạn có thể viết thêm. Để dừng, xin gửi "Quay lại AI".',
    place: (place) => `Bạn đang ở vị trí thứ ${place}. Xin chờ tại đây.`,
    beingRead: 'Nhân viên đang đọc nội dung của bạn. Xin chờ trả lời.',
    cancelled: 'Đã hủy yêu cầu gặp nhân viên. Từ đây AI trả lời.',
    userEnded: 'Cuộc trao đổi với nhân viên đã kết thúc. Từ đây AI trả lời.',
    resolved:
      'Cuộc trao đổi với nhân viên đã kết thúc. Từ đây AI lại trả lời. Để nói chuyện tiếp với nhân viên, xin chọn "Gặp nhân viên".',
    reopened: 'Nhân viên đã mở lại cuộc trao đổi. Xin tiếp tục tại đây.',
    ownerChanged: 'Nhân viên phụ trách đã thay đổi và đã nắm được nội dung trước đó. Xin tiếp tục tại đây.',
    requeued:
      'Nhân viên phụ trách đang vắng, nên chúng tôi nối bạn với nhân viên khác. Thứ tự của bạn không đổi. Xin chờ một chút.',
    stillWaiting:
      'Xin lỗi đã để bạn chờ lâu. Nhân viên đang bận nên cần thêm thời gian. Xin chờ tại đây, hoặc viết việc bạn cần và nhân viên sẽ trả lời sau. Để hỏi AI, xin gửi "Quay lại AI".',
    opened: 'Cảm ơn bạn đã chờ. Đã đến giờ làm việc. Nhân viên sẽ lần lượt trả lời tại đây.',
    reminder: 'Bạn còn câu hỏi nào không? Nếu có, xin viết tại đây. Nếu không, xin gửi "終了" (kết thúc).',
    idleClosed:
      'Vì một thời gian không có trả lời, cuộc trao đổi với nhân viên đã tạm kết thúc. Từ đây AI trả lời. Để tiếp tục, xin chọn "Gặp nhân viên".',
    returned: 'Chào mừng bạn trở lại. Bạn vẫn đang chờ nhân viên. Để dừng, xin gửi "Quay lại AI".',
    textOnly:
      'Xin lỗi. AI không đọc được hình ảnh, nhãn dán hay tệp. Xin viết nội dung bằng chữ. Chúng tôi cũng có thể nối bạn với nhân viên.',
    preparing: 'Chúng tôi đang chuẩn bị câu trả lời. Xin bấm nút bên dưới sau một lát, câu trả lời sẽ đến.',
    fetchAnswer: 'Xem câu trả lời',
    maybeLost: (beginning) =>
      `Do lỗi kết nối, câu trả lời bắt đầu như sau có thể chưa đến bạn. Nếu chưa nhận được, xin bấm nút bên dưới.\n\n${beginning}`,
    alreadySent: 'Câu trả lời đã được gửi. Xin xem phía trên một chút. Bạn cũng có thể hỏi tiếp.',
    staleButton: 'Nút này đã cũ và không dùng được nữa. Xin viết câu hỏi bằng chữ, hoặc chọn trong thực đơn bên dưới.',
    tooMany:
      'Bạn đã gửi nhiều tin nhắn trong thời gian ngắn, nên tạm thời chúng tôi không trả lời từng tin một. Nội dung vẫn được giữ và nhân viên có thể đọc. Xin chờ một, hai phút rồi gửi một điều bạn muốn biết nhất.',
    fileRefused: {
      'too-large':
        'Xin lỗi. Chúng tôi không nhận được tệp lớn hơn 20 MB. Xin gửi lại tệp nhỏ hơn, hoặc viết nội dung bằng chữ.',
      type: 'Xin lỗi. Vì lý do an toàn, chúng tôi không nhận loại tệp này. Xin gửi lại dưới dạng hình ảnh, PDF, Word hoặc Excel, hoặc viết nội dung bằng chữ.',
      empty: 'Xin lỗi. Tệp bạn gửi không có nội dung. Xin gửi lại.',
      elsewhere: 'Xin lỗi. Chúng tôi không nhận được tệp này. Xin viết nội dung bằng chữ.',
      lost: 'Xin lỗi. Tệp bạn gửi chưa đến được chỗ chúng tôi. Xin gửi lại, hoặc viết nội dung bằng chữ.',
    },
    failed: 'Xin lỗi. Lúc này AI chưa trả lời được. Xin thử lại sau, hoặc nói chuyện với nhân viên.',
    failedAndQueued:
      'Xin lỗi. AI chưa trả lời được nội dung bạn gửi. Chúng tôi đã chuyển cho nhân viên. Xin chờ tại đây.',
    reachBot: 'Quay lại AI',
    reachStaff: 'Gặp nhân viên',
  },
  easy: {
    queued:
      '担当（たんとう）の 人（ひと）に つなぎます。担当の 人が 読（よ）んで、ここで 返事（へんじ）を します。\n夜（よる）や 休（やす）みの 日（ひ）は、つぎの 仕事（しごと）の 日から 返事を します。\nマイナンバー、銀行（ぎんこう）の 番号（ばんごう）、パスワードは 書（か）かないで ください。\nやめる ときは「AIに戻る」を おして ください。',
    place: (place) => `いま ${place}番目（ばんめ）です。ここで 待（ま）って ください。`,
    beingRead: '担当（たんとう）の 人が 読（よ）んで います。待（ま）って ください。',
    cancelled: 'やめました。ここから AIが 答（こた）えます。',
    userEnded: '担当（たんとう）の 人との 話（はなし）は おわりました。ここから AIが 答えます。',
    resolved:
      '担当（たんとう）の 人との 話（はなし）は おわりました。ここから AIが 答（こた）えます。また 話したい ときは「相談員と話したい」を おして ください。',
    reopened: '担当（たんとう）の 人が また 話（はなし）を はじめました。ここで 話して ください。',
    ownerChanged:
      '担当（たんとう）の 人が かわりました。いままでの 話（はなし）は 知（し）って います。ここで 話して ください。',
    requeued:
      '担当（たんとう）の 人が いま いません。ほかの 人に つなぎます。順番（じゅんばん）は かわりません。すこし 待（ま）って ください。',
    stillWaiting:
      '長（なが）く 待（ま）たせて ごめんなさい。もう すこし 時間（じかん）が かかります。ここで 待って ください。聞（き）きたい ことを 書（か）いても いいです。あとで 返事（へんじ）を します。AIに 聞く ときは「AIに戻る」を おして ください。',
    opened:
      '待（ま）たせました。いま 受付（うけつけ）の 時間（じかん）です。順番（じゅんばん）に 返事（へんじ）を します。',
    reminder:
      'ほかに 聞（き）きたい ことは ありますか。あれば ここに 書（か）いて ください。なければ「終了」と 書いて ください。',
    idleClosed:
      '返事（へんじ）が なかったので、担当（たんとう）の 人との 話（はなし）を おわりました。ここから AIが 答（こた）えます。また 話したい ときは「相談員と話したい」を おして ください。',
    returned:
      'おかえりなさい。いま 担当（たんとう）の 人を 待（ま）って います。やめる ときは「AIに戻る」を おして ください。',
    textOnly:
      'ごめんなさい。AIは 写真（しゃしん）や ファイルを 読（よ）めません。文字（もじ）で 書（か）いて ください。担当（たんとう）の 人に つなぐ ことも できます。',
    preparing:
      'いま 答（こた）えを 作（つく）って います。すこし 待（ま）って、下（した）の ボタンを おして ください。答えが 届（とど）きます。',
    fetchAnswer: '答（こた）えを 見（み）る',
    maybeLost: (beginning) =>
      `つうしんが うまく いきませんでした。つぎの 答（こた）えが 届（とど）いて いないかも しれません。届いて いない ときは、下（した）の ボタンを おして ください。\n\n${beginning}`,
    alreadySent:
      '答（こた）えは もう 送（おく）りました。すこし 上（うえ）を 見（み）て ください。ほかの ことも 聞（き）いて ください。',
    staleButton:
      'この ボタンは 古（ふる）いので、つかえません。聞（き）きたい ことを 書（か）くか、下（した）の「メニュー」から えらんで ください。',
    tooMany:
      'みじかい 時間（じかん）に たくさんの メッセージが 来（き）ました。すこしの 間（あいだ）、ひとつずつ 返事（へんじ）が できません。書（か）いた ことは 残（のこ）って います。担当（たんとう）の 人も 読（よ）めます。1分（ぷん）か 2分 待（ま）って、いちばん 聞（き）きたい ことを ひとつ 送（おく）って ください。',
    fileRefused: {
      'too-large':
        'ごめんなさい。20MBより 大（おお）きい ファイルは 受（う）け取（と）れません。小（ちい）さく して 送（おく）って ください。文字（もじ）で 書（か）いても いいです。',
      type: 'ごめんなさい。この ファイルは 安全（あんぜん）の ために 受（う）け取（と）れません。写真（しゃしん）、PDF、Word、Excelなどで 送（おく）って ください。文字（もじ）で 書（か）いても いいです。',
      empty:
        'ごめんなさい。ファイルの 中（なか）に なにも ありませんでした。もう一度（いちど） 送（おく）って ください。',
      elsewhere: 'ごめんなさい。この ファイルは 受（う）け取（と）れません。文字（もじ）で 書（か）いて ください。',
      lost: 'ごめんなさい。ファイルが 届（とど）きませんでした。もう一度（いちど） 送（おく）って ください。文字（もじ）で 書（か）いても いいです。',
    },
    failed:
      'ごめんなさい。いま AIは 答（こた）えられませんでした。あとで もう一度（いちど） 聞（き）いて ください。担当（たんとう）の 人に 聞く ことも できます。',
    failedAndQueued:
      'ごめんなさい。AIは 答（こた）えられませんでした。担当（たんとう）の 人に つなぎました。ここで 待（ま）って ください。',
    reachBot: wordsThatReachBot,
    reachStaff: wordsThatReachStaff,
  },
}

/**
 * The notices in the language that the bot last answered in, undefined for plain Japanese; `state` is what the consultant
 * keeps of a conversation.
 */
export function foreignNotices(state: Readonly<Record<string, unknown>> | undefined): Notices | undefined {
  const language = answeredIn(state)
  return language && foreign[language]
}

/** The notices in the language that the bot last answered in. */
export const noticesFor = (state: Readonly<Record<string, unknown>> | undefined): Omit<Notices, 'queued'> =>
  foreignNotices(state) ?? japanese

/** 「Back to AI」 and its like, as `bare` words of a message. */
export const waysOut: ReadonlySet<string> = new Set(
  Object.values(foreign).map(({ reachBot }) => reachBot.toLowerCase().replace(/\s+/g, '')),
)
