import { answeredIn } from '../../bot/memory.ts'
import type { OtherLanguage } from '../../bot/understand/language.ts'
import { privacyTexts, wordsForWeb } from '../privacy-texts.ts'

/** What is said of our own page. */
export interface SecurePageWords {
  /** With its address, or with what stands in the thread in its place. */
  securePage(url: string): string
  addressLeftOut: string
  noSecurePage: string
  /** The words that ask for it; on a button, so at most 20 letters. */
  goOn: string
}

const japanese: SecurePageWords = { ...privacyTexts, goOn: wordsForWeb }

const foreign: Readonly<Record<OtherLanguage, SecurePageWords>> = {
  en: {
    securePage: (url) =>
      [
        'If your questions hold personal data, or anything not public yet, please go on at our own page, not on LINE (a guideline of the government: we may not take personal matters on LINE).',
        'What was said so far comes along. The address can be used once, within 15 minutes. Please do not send it to anybody.',
        url,
      ].join('\n'),
    addressLeftOut: '(address of our own page)',
    noSecurePage: 'We are sorry. This office has no page of its own. Please write only what may be public.',
    goOn: 'Go to secure page',
  },
  zh: {
    securePage: (url) =>
      [
        '如果咨询包含个人信息或尚未公开的内容，请不要在LINE上，而是在本窗口的专用页面继续（根据国家方针，我们不在LINE上受理含个人信息的咨询）。',
        '之前的内容会一并转过去。此地址须在15分钟内使用，且只能使用一次。请不要发送给其他人。',
        url,
      ].join('\n'),
    addressLeftOut: '（专用页面的地址）',
    noSecurePage: '很抱歉，本窗口没有专用页面。请只发送可以公开的内容。',
    goOn: '在专用页面继续',
  },
  ko: {
    securePage: (url) =>
      [
        '개인정보나 공개 전 내용이 들어 있는 상담은 LINE이 아니라 창구의 전용 페이지에서 계속해 주세요(정부 지침에 따라 LINE에서는 개인정보가 담긴 상담을 받지 않습니다).',
        '지금까지의 내용은 이어집니다. 이 주소는 15분 안에 한 번만 쓸 수 있습니다. 다른 사람에게 보내지 마세요.',
        url,
      ].join('\n'),
    addressLeftOut: '(전용 페이지 주소)',
    noSecurePage: '죄송합니다. 이 창구에는 전용 페이지가 없습니다. 공개해도 되는 내용만 보내 주세요.',
    goOn: '전용 페이지에서 계속',
  },
  vi: {
    securePage: (url) =>
      [
        'Nếu câu hỏi có thông tin cá nhân hoặc nội dung chưa công bố, xin tiếp tục ở trang riêng của văn phòng, không phải trên LINE (theo hướng dẫn của nhà nước, chúng tôi không nhận việc có thông tin cá nhân trên LINE).',
        'Nội dung đến nay được chuyển theo. Địa chỉ này chỉ dùng được một lần, trong 15 phút. Xin đừng gửi cho người khác.',
        url,
      ].join('\n'),
    addressLeftOut: '(địa chỉ trang riêng)',
    noSecurePage: 'Xin lỗi. Văn phòng này không có trang riêng. Xin chỉ gửi nội dung có thể công khai.',
    goOn: 'Qua trang riêng',
  },
  easy: {
    securePage: (url) =>
      [
        'あなたの 名前（なまえ）や 電話（でんわ）、まだ ひみつの ことは、LINEに 書（か）かないで ください。下（した）の 専用（せんよう）ページに 書いて ください（国（くに）の きまりです）。',
        'いままでに 書いた ことは、つぎの ページでも 読（よ）めます。15分（ぷん）の あいだに、1回（かい）だけ つかえます。ほかの 人に 送（おく）らないで ください。',
        url,
      ].join('\n'),
    addressLeftOut: '（専用（せんよう）ページの アドレス）',
    noSecurePage:
      'ごめんなさい。ここには 専用（せんよう）ページが ありません。ひみつで ない ことだけ 書（か）いて ください。',
    goOn: '専用（せんよう）ページで 書く',
  },
}

/** In the language that the bot last answered in; `state` is what the consultant keeps of a conversation. */
export function securePageWords(state: Readonly<Record<string, unknown>> | undefined): SecurePageWords {
  const language = answeredIn(state)
  return language ? foreign[language] : japanese
}

/** The words that ask for the page, in languages other than Japanese. */
export const foreignWaysOn: readonly string[] = Object.values(foreign).map(({ goOn }) => goOn)
