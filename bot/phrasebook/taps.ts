import type { OtherLanguage } from '../understand/language.ts'

type InEach = readonly [en: string, zh: string, ko: string, vi: string, easy: string]
const columns: readonly OtherLanguage[] = ['en', 'zh', 'ko', 'vi', 'easy']

/** What buttons say in other languages; a tap is understood as the Japanese words. At most 20 letters each, LINE's limit. */
const taps: Readonly<Record<string, InEach>> = {
  相談員と話したい: ['Talk to staff', '联系工作人员', '직원과 상담하기', 'Gặp nhân viên', '人（ひと）と はなしたい'],
  補助金を探したい: ['Find a grant', '寻找补助金', '보조금 찾기', 'Tìm trợ cấp', 'お金（かね）の しえん'],
  大学と共同研究したい: [
    'University research',
    '与大学共同研究',
    '대학과 공동 연구',
    'Nghiên cứu với ĐH',
    '大学（だいがく）と けんきゅう',
  ],
  特許の費用を知りたい: ['Patent costs', '专利费用', '특허 비용', 'Chi phí sáng chế', '特許（とっきょ）の お金'],
  特許の流れを知りたい: [
    'Patent procedure',
    '专利流程',
    '특허 절차',
    'Thủ tục sáng chế',
    '特許（とっきょ）の やりかた',
  ],
  '金額は？': ['How much?', '金额多少？', '금액은?', 'Bao nhiêu tiền?', 'お金（かね）は いくら？'],
  '対象者は？': ['Who can apply?', '谁可以申请？', '대상은?', 'Ai được nộp?', 'だれが つかえる？'],
  '締切は？': ['Deadline?', '截止日期？', '마감은?', 'Hạn chót?', 'いつまで？'],
  '申請方法は？': ['How to apply?', '怎么申请？', '신청 방법은?', 'Cách nộp hồ sơ?', 'どう もうしこむ？'],
  '何に使える？': [
    'What is covered?',
    '可用于什么？',
    '어디에 쓸 수 있나요?',
    'Dùng vào việc gì?',
    'なにに つかえる？',
  ],
  '問い合わせ先は？': ['Who to contact?', '联系方式？', '문의처는?', 'Liên hệ ở đâu?', 'どこに きく？'],
  研究開発をしたい: ['R&D', '研发', '연구 개발', 'Nghiên cứu (R&D)', 'あたらしい ものを つくる'],
  設備を入れたい: ['Equipment', '购置设备', '설비 도입', 'Mua thiết bị', '機械（きかい）を かう'],
  販路を広げたい: ['Sales channels', '开拓销路', '판로 개척', 'Mở rộng bán hàng', 'もっと うりたい'],
  創業したい: ['Start a business', '创业', '창업', 'Khởi nghiệp', '会社（かいしゃ）を つくる'],
  特許を取りたい: ['Get a patent', '申请专利', '특허 출원', 'Xin sáng chế', '特許（とっきょ）を とる'],
  補助金の相談: ['About grants', '咨询补助金', '보조금 상담', 'Hỏi về trợ cấp', 'お金の そうだん'],
  技術の相談: ['About technology', '咨询技术', '기술 상담', 'Hỏi về kỹ thuật', '技術（ぎじゅつ）の そうだん'],
  共同研究の相談: ['Joint research', '共同研究', '공동 연구', 'Nghiên cứu chung', '大学と いっしょに'],
  特許の相談: ['About patents', '咨询专利', '특허 상담', 'Hỏi về sáng chế', '特許の そうだん'],
  会社の情報を消して: [
    'Forget my company',
    '删除公司信息',
    '회사 정보 삭제',
    'Xóa tin công ty',
    '会社の ことを けして',
  ],
  答えずに進む: ['Skip', '跳过', '건너뛰기', 'Bỏ qua', 'こたえない'],
  製造業です: ['Manufacturing', '制造业', '제조업', 'Sản xuất', 'ものを つくる 会社'],
  '建設業・運輸業です': [
    'Building, transport',
    '建筑、运输业',
    '건설·운수업',
    'Xây dựng, vận tải',
    'たてもの・はこぶ 会社',
  ],
  卸売業です: ['Wholesale', '批发业', '도매업', 'Bán buôn', '店（みせ）に うる 会社'],
  小売業です: ['Retail', '零售业', '소매업', 'Bán lẻ', '人に うる 店（みせ）'],
  サービス業です: ['Services', '服务业', '서비스업', 'Dịch vụ', 'サービスの 会社'],
  情報通信業です: ['IT, communications', '信息通信业', '정보통신업', 'CNTT, viễn thông', 'ＩＴの 会社'],
  従業員5人以下: ['Staff: 5 or fewer', '员工5人以下', '직원 5명 이하', '5 người trở xuống', 'はたらく人 5人まで'],
  '従業員6〜20人': ['Staff: 6-20', '员工6-20人', '직원 6-20명', '6-20 người', 'はたらく人 6-20人'],
  '従業員21〜100人': ['Staff: 21-100', '员工21-100人', '직원 21-100명', '21-100 người', 'はたらく人 21-100人'],
  '従業員101〜300人': ['Staff: 101-300', '员工101-300人', '직원 101-300명', '101-300 người', 'はたらく人 101-300人'],
  従業員301人以上: [
    'Staff: 301 or more',
    '员工301人以上',
    '직원 301명 이상',
    '301 người trở lên',
    'はたらく人 301人から',
  ],
  これから創業します: ['Not founded yet', '尚未成立', '아직 창업 전', 'Chưa thành lập', 'これから つくる'],
  創業5年未満: ['Under 5 years old', '成立不满5年', '창업 5년 미만', 'Dưới 5 năm', '5年より みじかい'],
  創業5年以上: ['5 years or older', '成立5年以上', '창업 5년 이상', 'Từ 5 năm trở lên', '5年から うえ'],
  大学などと一緒に: ['With a university', '与大学等合作', '대학 등과 함께', 'Cùng trường ĐH', '大学と いっしょ'],
  自社だけで: ['By ourselves', '仅本公司', '우리 회사만', 'Chỉ công ty tôi', '自分の 会社だけ'],
  個人事業です: ['Sole proprietor', '个体经营', '개인사업자', 'Hộ kinh doanh', 'ひとりの しごと'],
  法人です: ['Incorporated company', '法人企业', '법인', 'Công ty', '会社（法人）です'],
}

/** Blanks, width and marks at the end do not tell taps apart. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s?!。.、]+/g, '')

const understood = new Map(
  Object.entries(taps).flatMap(([japanese, words]) =>
    words.map((said, column) => [plain(said), { japanese, language: columns[column] }] as const),
  ),
)

/** The Japanese words that a tap in another language stands for, and its language; undefined for any other text. */
export const tapped = (text: string): { japanese: string; language: OtherLanguage | undefined } | undefined =>
  understood.get(plain(text))

/** What a button says in this language; names of schemes stay as they are. */
export const tapIn = (japanese: string, language: OtherLanguage): string =>
  taps[japanese]?.[columns.indexOf(language)] ?? japanese
