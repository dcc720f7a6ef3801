import type { OtherLanguage } from '../understand/language.ts'

type InEach = Readonly<Record<OtherLanguage, string>>

/** The questions of the interview, by the fact of the company that they ask for. */
export const interviewQuestions: Readonly<Record<string, InEach>> = {
  industry: {
    en: 'Which industry is your company in? It narrows the list down.',
    zh: '贵公司属于什么行业？可以进一步缩小范围。',
    ko: '어떤 업종인가요? 알려 주시면 더 좁힐 수 있습니다.',
    vi: 'Công ty thuộc ngành nào? Biết ngành sẽ thu hẹp được danh sách.',
    easy: '会社の 仕事（しごと）は 何（なん）ですか。',
  },
  employees: {
    en: 'How many employees do you have? It narrows the list down.',
    zh: '有多少名员工？可以进一步缩小范围。',
    ko: '직원은 몇 명인가요? 알려 주시면 더 좁힐 수 있습니다.',
    vi: 'Công ty có bao nhiêu nhân viên? Biết số này sẽ thu hẹp được danh sách.',
    easy: '会社で 働（はたら）く 人（ひと）は 何人（なんにん）ですか。',
  },
  years: {
    en: 'How many years ago was it founded? It narrows the list down.',
    zh: '成立几年了？可以进一步缩小范围。',
    ko: '창업한 지 몇 년인가요? 알려 주시면 더 좁힐 수 있습니다.',
    vi: 'Công ty thành lập được mấy năm? Biết số này sẽ thu hẹp được danh sách.',
    easy: '会社を つくって 何年（なんねん）ですか。',
  },
  partner: {
    en: 'Will you work together with a university or research institute?',
    zh: '是否与大学或研究机构合作？',
    ko: '대학이나 연구기관과 함께하시나요?',
    vi: 'Bạn có làm cùng trường đại học hay viện nghiên cứu không?',
    easy: '大学（だいがく）と いっしょに しますか。',
  },
  soleProprietor: {
    en: 'Are you a sole proprietor or an incorporated company?',
    zh: '是个体经营还是法人？',
    ko: '개인사업자인가요, 법인인가요?',
    vi: 'Bạn là hộ kinh doanh hay công ty?',
    easy: '一人（ひとり）の 仕事（しごと）ですか。会社（法人（ほうじん））ですか。',
  },
}
