import type { OtherLanguage } from './understand/language.ts'

type InEach = Readonly<Record<OtherLanguage, string>>

/** What is said in other languages around the typed data of a record. `{…}` are places. */
export const foreignTexts = {
  lead: {
    en: 'From our checked records:',
    zh: '根据核实过的资料：',
    ko: '확인된 자료에 따르면 다음과 같습니다.',
    vi: 'Theo tài liệu đã kiểm tra:',
    easy: 'わかっている ことを 書（か）きます。',
  },
  listLead: {
    en: 'These schemes may fit:',
    zh: '以下制度可能适用：',
    ko: '다음 제도를 쓸 수 있을지 모릅니다.',
    vi: 'Các chương trình có thể phù hợp:',
    easy: 'つぎの 制度（せいど）が あります。',
  },
  japaneseBelow: {
    en: '— Details in Japanese —',
    zh: '— 日语的详细内容 —',
    ko: '— 일본어 상세 내용 —',
    vi: '— Chi tiết bằng tiếng Nhật —',
    easy: '',
  },
  onlyJapanese: {
    en: 'I have information on this, written in Japanese (below). Our staff can explain it to you.',
    zh: '有这方面的资料，但只有日语（见下文）。工作人员可以为您说明。',
    ko: '관련 자료가 있지만 일본어로만 되어 있습니다(아래). 직원이 설명해 드릴 수 있습니다.',
    vi: 'Có tài liệu về việc này nhưng bằng tiếng Nhật (bên dưới). Nhân viên có thể giải thích.',
    easy: '',
  },
  original: { en: '', zh: '', ko: '', vi: '', easy: 'くわしい 文（ぶん）です：' },
  advice: {
    en: 'For your own case, please ask a patent attorney (弁理士, benrishi) or the public IP help desk, free of charge.',
    zh: '个别情况请咨询专利代理人（弁理士）或免费的知识产权咨询窗口。',
    ko: '개별 사정은 변리사(弁理士)나 무료 지식재산 상담 창구에 문의해 주세요.',
    vi: 'Với trường hợp cụ thể, xin hỏi luật sư sáng chế (弁理士) hoặc quầy tư vấn sở hữu trí tuệ miễn phí.',
    easy: 'あなたの ことは、弁理士（べんりし）か 知財総合支援窓口（ちざい そうごう しえん まどぐち）に 聞（き）いて ください。お金（かね）は いりません。',
  },
  purpose: { en: 'For: ', zh: '用途：', ko: '용도: ', vi: 'Mục đích: ', easy: '何（なに）に 使（つか）う：' },
  area: { en: 'Area: ', zh: '地区：', ko: '지역: ', vi: 'Khu vực: ', easy: '場所（ばしょ）：' },
  who: { en: 'Who: ', zh: '对象：', ko: '대상: ', vi: 'Đối tượng: ', easy: 'だれ：' },
  money: { en: 'Amount: ', zh: '金额：', ko: '금액: ', vi: 'Số tiền: ', easy: 'もらえる お金（かね）：' },
  state: { en: 'Status: ', zh: '受理情况：', ko: '접수 상황: ', vi: 'Tình trạng: ', easy: '申（もう）し込（こ）み：' },
  contact: { en: 'Contact: ', zh: '联系方式：', ko: '문의: ', vi: 'Liên hệ: ', easy: '聞（き）く ところ：' },
  weekdays: { en: 'weekdays', zh: '工作日', ko: '평일', vi: 'ngày thường', easy: '平日（へいじつ）' },
  yen: {
    en: '{yen} yen ({japanese})',
    zh: '{yen}日元',
    ko: '{yen}엔({japanese})',
    vi: '{yen} yên ({japanese})',
    easy: '{yen}',
  },
  upTo: {
    en: 'up to {value}',
    zh: '上限{value}',
    ko: '상한 {value}',
    vi: 'tối đa {value}',
    easy: 'いちばん 多（おお）くて {value}',
  },
  /** Behind a cap that holds for a month's rent. */
  perMonth: { en: ' per month', zh: '／月', ko: '/월', vi: ' mỗi tháng', easy: '（毎月）' },
  about: { en: 'about {value}', zh: '约{value}', ko: '약 {value}', vi: 'khoảng {value}', easy: 'だいたい {value}' },
  free: {
    en: 'free of charge',
    zh: '免费',
    ko: '무료',
    vi: 'miễn phí',
    easy: 'お金は かかりません（無料）',
  },
  floor: {
    en: 'at least {value}',
    zh: '下限{value}',
    ko: '하한 {value}',
    vi: 'tối thiểu {value}',
    easy: 'いちばん 少（すく）なくて {value}',
  },
  rate: {
    en: 'subsidy rate {value}',
    zh: '补助率{value}',
    ko: '보조율 {value}',
    vi: 'tỷ lệ hỗ trợ {value}',
    easy: '使（つか）った お金の {value}',
  },
  rateWithin: {
    en: 'subsidy rate up to {value}',
    zh: '补助率{value}以内',
    ko: '보조율 {value} 이내',
    vi: 'tỷ lệ hỗ trợ tối đa {value}',
    easy: '使（つか）った お金の {value}まで',
  },
  deduction: {
    en: 'tax deduction rate {value}',
    zh: '税额扣除率{value}',
    ko: '세액 공제율 {value}',
    vi: 'tỷ lệ khấu trừ thuế {value}',
    easy: '税金（ぜいきん）が {value} 少（すく）なく なります',
  },
  asOf: {
    en: ' (figures of {asOf})',
    zh: '（{asOf}的数值）',
    ko: '({asOf} 기준)',
    vi: ' (số liệu của {asOf})',
    easy: '（{asOf}の お金（かね）です）',
  },
  depends: {
    en: ' (depends on the conditions)',
    zh: '（视条件而定）',
    ko: '(조건에 따라 다름)',
    vi: ' (tùy điều kiện)',
    easy: '（条件（じょうけん）で ちがいます）',
  },
  uncertain: {
    en: 'I know this name, but amounts and conditions are not confirmed.',
    zh: '知道这个名称，但金额和条件没有确认。',
    ko: '이름은 알고 있지만 금액과 조건은 확인되지 않았습니다.',
    vi: 'Biết tên này nhưng số tiền và điều kiện chưa được xác nhận.',
    easy: '名前（なまえ）は 知（し）っています。お金（かね）や 条件（じょうけん）は、まだ たしかめていません。',
  },
  checked: {
    en: 'Checked on {date}. Please confirm on the official page before you apply.',
    zh: '确认日期：{date}。申请前请查看官方网页的最新内容。',
    ko: '확인일: {date}. 신청 전에 공식 페이지에서 최신 내용을 확인해 주세요.',
    vi: 'Ngày kiểm tra: {date}. Trước khi nộp, xin xác nhận trên trang chính thức.',
    easy: '{date}に たしかめました。申（もう）し込（こ）む 前（まえ）に、公式（こうしき）の ページを 見（み）て ください。',
  },
  duration: { en: 'Time: ', zh: '所需时间：', ko: '소요 기간: ', vi: 'Thời gian: ', easy: 'かかる 時間（じかん）：' },
} satisfies Record<string, InEach>

export const foreignStates = {
  open: {
    en: 'open now, deadline {date} Japan time ({days} days left)',
    zh: '受理中，截止日期 {date}（还有{days}天）',
    ko: '접수 중, 마감 {date} (앞으로 {days}일)',
    vi: 'đang nhận hồ sơ, hạn chót {date} (còn {days} ngày)',
    easy: 'いま できます。さいごの 日（ひ）は {date}です。あと {days}日（にち）です。',
  },
  before: {
    en: 'not open yet, opens {date}',
    zh: '尚未开始，开始日期 {date}',
    ko: '아직 시작 전, 시작일 {date}',
    vi: 'chưa mở, bắt đầu {date}',
    easy: 'まだ できません。{date}から です。',
  },
  closed: {
    en: 'closed, deadline was {date}',
    zh: '已结束，截止日期为 {date}',
    ko: '접수 종료, 마감일은 {date}',
    vi: 'đã kết thúc, hạn chót là {date}',
    easy: 'もう おわりました。さいごの 日は {date}でした。',
  },
  rolling: { en: 'all year round', zh: '全年受理', ko: '연중 접수', vi: 'nhận quanh năm', easy: 'いつでも できます。' },
  planned: {
    en: 'only planned, not started, no applications yet',
    zh: '仅为构想，尚未开始，不能申请',
    ko: '계획 단계이며 아직 시작되지 않아 신청할 수 없음',
    vi: 'mới là kế hoạch, chưa bắt đầu, chưa nhận hồ sơ',
    easy: 'まだ ありません。計画（けいかく）だけです。',
  },
  unknown: {
    en: 'not confirmed whether it is open now',
    zh: '目前是否受理尚未确认',
    ko: '현재 접수 중인지 확인되지 않음',
    vi: 'chưa xác nhận hiện có nhận hồ sơ không',
    easy: 'いま できるか、わかりません。',
  },
} satisfies Record<string, InEach>

/** A deadline that comes before the last one, and one that has passed. */
export const foreignSteps = {
  ahead: {
    en: 'first 「{name}」 by {date} ({days} days left)',
    zh: '在此之前须于 {date} 前完成「{name}」（还有{days}天）',
    ko: '먼저 「{name}」 기한 {date} (앞으로 {days}일)',
    vi: 'trước đó 「{name}」 hạn {date} (còn {days} ngày)',
    easy: 'その 前（まえ）に「{name}」が いります。{date}までです。あと {days}日です。',
  },
  missed: {
    en: 'the date for 「{name}」 ({date}) has passed',
    zh: '「{name}」的期限（{date}）已过',
    ko: '「{name}」 기한({date})은 지났음',
    vi: 'hạn của 「{name}」 ({date}) đã qua',
    easy: '「{name}」の 日（{date}）は すぎました。',
  },
} satisfies Record<string, InEach>

export const foreignUnits: Readonly<Record<string, InEach>> = {
  即日: { en: 'same day', zh: '当天', ko: '당일', vi: 'trong ngày', easy: 'その 日（ひ）' },
  日: { en: ' days', zh: '天', ko: '일', vi: ' ngày', easy: '日' },
  週間: { en: ' week(s)', zh: '周', ko: '주', vi: ' tuần', easy: '週間（しゅうかん）' },
  か月: { en: ' month(s)', zh: '个月', ko: '개월', vi: ' tháng', easy: 'か月（げつ）' },
}

/** Who may apply, by what a record holds as data. */
export const foreignConditions = {
  small: {
    en: 'small businesses (小規模事業者)',
    zh: '小规模经营者（小規模事業者）',
    ko: '소규모 사업자(小規模事業者)',
    vi: 'doanh nghiệp nhỏ (小規模事業者)',
    easy: '小（ちい）さい 会社（小規模事業者（しょうきぼ じぎょうしゃ））',
  },
  medium: {
    en: 'small and medium enterprises (中小企業者)',
    zh: '中小企业（中小企業者）',
    ko: '중소기업(中小企業者)',
    vi: 'doanh nghiệp vừa và nhỏ (中小企業者)',
    easy: '中（ちゅう）くらい までの 会社（中小企業（ちゅうしょう きぎょう））',
  },
  staffMost: {
    en: 'at most {n} employees',
    zh: '员工{n}人以下',
    ko: '직원 {n}명 이하',
    vi: 'tối đa {n} nhân viên',
    easy: '働（はたら）く 人（ひと）が {n}人までの 会社',
  },
  staffLeast: {
    en: 'at least {n} employees',
    zh: '员工{n}人以上',
    ko: '직원 {n}명 이상',
    vi: 'ít nhất {n} nhân viên',
    easy: '働（はたら）く 人（ひと）が {n}人から うえの 会社',
  },
  yearsLeast: {
    en: 'at least {n} year(s) in business',
    zh: '成立{n}年以上',
    ko: '창업 {n}년 이상',
    vi: 'thành lập từ {n} năm trở lên',
    easy: 'つくって {n}年より 長（なが）い 会社',
  },
  yearsBelow: {
    en: 'less than {n} year(s) in business',
    zh: '成立不满{n}年',
    ko: '창업 {n}년 미만',
    vi: 'thành lập dưới {n} năm',
    easy: 'つくって {n}年より 短（みじか）い 会社',
  },
  founding: {
    en: 'also people about to found a business',
    zh: '准备创业的人也可以',
    ko: '창업 예정자도 가능',
    vi: 'cả người sắp khởi nghiệp',
    easy: 'これから 会社を つくる 人も できます',
  },
  partner: {
    en: 'together with a university or public research institute',
    zh: '须与大学或公立研究机构合作',
    ko: '대학이나 공적 연구기관과 함께',
    vi: 'cùng trường đại học hoặc viện nghiên cứu công',
    easy: '大学（だいがく）などと いっしょに する 会社',
  },
  noSoleProprietor: {
    en: 'not for sole proprietors',
    zh: '个体经营者除外',
    ko: '개인사업자 제외',
    vi: 'không dành cho hộ kinh doanh cá thể',
    easy: '個人（こじん）の 仕事（しごと）は できません',
  },
} satisfies Record<string, InEach>

export const foreignIndustries: Readonly<Record<string, InEach>> = {
  manufacturing: { en: 'manufacturing', zh: '制造业', ko: '제조업', vi: 'sản xuất', easy: 'ものを つくる 会社' },
  construction: {
    en: 'construction, transport',
    zh: '建筑、运输业',
    ko: '건설·운수업',
    vi: 'xây dựng, vận tải',
    easy: '建物（たてもの）を つくる 会社、ものを はこぶ 会社',
  },
  wholesale: { en: 'wholesale', zh: '批发业', ko: '도매업', vi: 'bán buôn', easy: '店（みせ）に 売（う）る 会社' },
  retail: { en: 'retail', zh: '零售业', ko: '소매업', vi: 'bán lẻ', easy: '店（みせ）' },
  service: { en: 'services', zh: '服务业', ko: '서비스업', vi: 'dịch vụ', easy: 'サービスの 会社' },
  lodging: {
    en: 'lodging, entertainment',
    zh: '住宿、娱乐业',
    ko: '숙박·오락업',
    vi: 'lưu trú, giải trí',
    easy: 'ホテルなど',
  },
  information: {
    en: 'information and communications',
    zh: '信息通信业',
    ko: '정보통신업',
    vi: 'thông tin, viễn thông',
    easy: 'ITの 会社',
  },
}

export const foreignPurposes: Readonly<Record<string, InEach>> = {
  産学連携: {
    en: 'joint research with universities',
    zh: '与大学共同研究',
    ko: '대학과의 공동 연구',
    vi: 'nghiên cứu chung với đại học',
    easy: '大学（だいがく）と いっしょに する 研究（けんきゅう）',
  },
  研究開発: {
    en: 'R&D',
    zh: '研发',
    ko: '연구 개발',
    vi: 'nghiên cứu phát triển',
    easy: '新（あたら）しい ものを つくる こと',
  },
  試験: { en: 'testing', zh: '检测试验', ko: '시험·검사', vi: 'thử nghiệm', easy: 'しらべる こと（試験（しけん））' },
  設備: { en: 'equipment', zh: '设备', ko: '설비', vi: 'thiết bị', easy: '機械（きかい）' },
  省力化: {
    en: 'labour saving',
    zh: '省力化',
    ko: '인력 절감',
    vi: 'tiết kiệm lao động',
    easy: '仕事（しごと）を らくに する 機械（きかい）',
  },
  デジタル化: { en: 'digitalisation', zh: '数字化', ko: '디지털화', vi: 'số hóa', easy: 'パソコンや ソフト' },
  販路: {
    en: 'sales channels',
    zh: '开拓销路',
    ko: '판로 개척',
    vi: 'mở rộng bán hàng',
    easy: 'もっと 売（う）る こと',
  },
  創業: { en: 'starting a business', zh: '创业', ko: '창업', vi: 'khởi nghiệp', easy: '会社を つくる こと' },
  人材: { en: 'training', zh: '培训', ko: '인재 교육', vi: 'đào tạo', easy: '人（ひと）を 育（そだ）てる こと' },
  承継: {
    en: 'business succession',
    zh: '事业继承',
    ko: '사업 승계',
    vi: 'kế thừa doanh nghiệp',
    easy: '会社を つぎの 人（ひと）に わたす こと',
  },
  知財: {
    en: 'intellectual property',
    zh: '知识产权',
    ko: '지식재산',
    vi: 'sở hữu trí tuệ',
    easy: '特許（とっきょ）など',
  },
  税制: { en: 'tax', zh: '税制', ko: '세제', vi: 'thuế', easy: '税金（ぜいきん）' },
  海外: { en: 'going abroad', zh: '海外', ko: '해외 진출', vi: 'nước ngoài', easy: '外国（がいこく）' },
  相談: { en: 'consultation', zh: '咨询', ko: '상담', vi: 'tư vấn', easy: '相談（そうだん）' },
}
