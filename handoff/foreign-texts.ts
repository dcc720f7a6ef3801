import type { OtherLanguage } from '../bot/understand/language.ts'
import { texts, wordsThatReachBot } from './texts.ts'

export interface Notices {
  queued: string
  place(place: number): string
  beingRead: string
  cancelled: string
  userEnded: string
  /** The words that lead back to the bot. */
  reachBot: string
}

const japanese: Notices = { ...texts, reachBot: wordsThatReachBot }

/** What the reception says while a person is awaited, to users who speak with the bot in another language. */
const foreign: Readonly<Record<OtherLanguage, Notices>> = {
  en: {
    queued:
      'I am connecting you with our staff. They will read this conversation and reply here, perhaps in Japanese.\nAt night, on weekends and on holidays the reply may come on the next working day.\nPlease do not write My Number, bank account numbers or passwords.\nYou can add anything you want to tell them. To stop waiting, send "Back to AI".',
    place: (place) => `You are number ${place} in the queue. Please wait here.`,
    beingRead: 'A member of staff is reading your message. Please wait here for the reply.',
    cancelled: 'The request for staff has been cancelled. The AI answers again from here.',
    userEnded: 'The talk with our staff has ended. The AI answers again from here.',
    reachBot: 'Back to AI',
  },
  zh: {
    queued:
      '正在为您转接工作人员。工作人员会阅读内容并在这里回复，回复可能是日语。\n夜间、周末和节假日可能在下一个工作日之后回复。\n请不要填写个人号码、银行账号、密码等个人信息。\n等待期间可以继续留言。要取消请发送“返回AI”。',
    place: (place) => `您排在第${place}位。请在这里等待。`,
    beingRead: '工作人员正在阅读您的内容。请等待回复。',
    cancelled: '已取消转接工作人员。从现在起由AI回答。',
    userEnded: '与工作人员的对话已结束。从现在起由AI回答。',
    reachBot: '返回AI',
  },
  ko: {
    queued:
      '직원에게 연결합니다. 직원이 내용을 읽고 이 화면에서 답변하며, 답변은 일본어일 수 있습니다.\n야간·주말·휴일에는 다음 업무일 이후에 답변할 수 있습니다.\n마이넘버, 계좌 번호, 비밀번호 등은 쓰지 마세요.\n기다리는 동안 더 적으셔도 됩니다. 취소하려면 "AI로 돌아가기"라고 보내 주세요.',
    place: (place) => `지금 ${place}번째입니다. 이대로 기다려 주세요.`,
    beingRead: '직원이 내용을 확인하고 있습니다. 답변까지 기다려 주세요.',
    cancelled: '직원 연결을 취소했습니다. 지금부터 AI가 답변합니다.',
    userEnded: '직원과의 대화가 끝났습니다. 지금부터 AI가 답변합니다.',
    reachBot: 'AI로 돌아가기',
  },
  vi: {
    queued:
      'Tôi đang nối bạn với nhân viên. Nhân viên sẽ đọc và trả lời tại đây, có thể bằng tiếng Nhật.\nBan đêm, cuối tuần và ngày lễ, câu trả lời có thể đến vào ngày làm việc tiếp theo.\nXin đừng viết số My Number, số tài khoản hay mật khẩu.\nTrong khi chờ, bạn có thể viết thêm. Để dừng, xin gửi "Quay lại AI".',
    place: (place) => `Bạn đang ở vị trí thứ ${place}. Xin chờ tại đây.`,
    beingRead: 'Nhân viên đang đọc nội dung của bạn. Xin chờ trả lời.',
    cancelled: 'Đã hủy yêu cầu gặp nhân viên. Từ đây AI trả lời.',
    userEnded: 'Cuộc trao đổi với nhân viên đã kết thúc. Từ đây AI trả lời.',
    reachBot: 'Quay lại AI',
  },
  easy: {
    queued:
      '担当（たんとう）の 人（ひと）に つなぎます。担当の 人が 読（よ）んで、ここで 返事（へんじ）を します。\n夜（よる）や 休（やす）みの 日（ひ）は、つぎの 仕事（しごと）の 日から 返事を します。\nマイナンバー、銀行（ぎんこう）の 番号（ばんごう）、パスワードは 書（か）かないで ください。\nやめる ときは「AIに戻る」を おして ください。',
    place: (place) => `いま ${place}番目（ばんめ）です。ここで 待（ま）って ください。`,
    beingRead: '担当（たんとう）の 人が 読（よ）んで います。待（ま）って ください。',
    cancelled: 'やめました。ここから AIが 答（こた）えます。',
    userEnded: '担当（たんとう）の 人との 話（はなし）は おわりました。ここから AIが 答えます。',
    reachBot: wordsThatReachBot,
  },
}

/** The notices in the language that the bot last answered in; `state` is what the consultant keeps of a conversation. */
export function noticesFor(state: Readonly<Record<string, unknown>> | undefined): Notices {
  const language = state?.language
  return (typeof language === 'string' && foreign[language as OtherLanguage]) || japanese
}

/** 「Back to AI」 and its like, as `bare` words of a message. */
export const waysOut: ReadonlySet<string> = new Set(
  Object.values(foreign).map(({ reachBot }) => reachBot.toLowerCase().replace(/\s+/g, '')),
)
