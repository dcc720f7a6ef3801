import type { ForeignLanguage } from './understand/language.ts'

type InEach = Readonly<Record<ForeignLanguage, string>>

/** What is said in other languages around typed data; everything else of a record is told in Japanese. */
export const foreignTexts = {
  lead: {
    en: 'From our records (details below are in Japanese):',
    zh: '以下来自本窗口的记录（详细内容为日语）：',
    ko: '저희 자료에서 확인된 내용입니다(자세한 내용은 아래 일본어를 보세요):',
    vi: 'Theo hồ sơ của chúng tôi (chi tiết bên dưới bằng tiếng Nhật):',
  },
  nothing: {
    en: 'We have no confirmed information on this. Our staff can look into it with you: please write "talk to staff". (Japanese below)',
    zh: '没有找到可以确认的信息。可以转接工作人员，请写“职员と話したい”。（以下为日语）',
    ko: '확인된 정보가 없습니다. 직원이 도와드릴 수 있으니 "職員と話したい"라고 써 주세요. (아래는 일본어)',
    vi: 'Chúng tôi chưa có thông tin đã xác nhận. Nhân viên có thể hỗ trợ: xin viết "職員と話したい". (Tiếng Nhật bên dưới)',
  },
  handoff: {
    en: 'We are passing your message to our staff. They reply in office hours in Japan. (Japanese below)',
    zh: '已转接工作人员，将在日本的办公时间内回复。（以下为日语）',
    ko: '직원에게 전달했습니다. 일본의 업무 시간 안에 답변드립니다. (아래는 일본어)',
    vi: 'Chúng tôi đã chuyển cho nhân viên, sẽ trả lời trong giờ làm việc tại Nhật. (Tiếng Nhật bên dưới)',
  },
  declined: {
    en: 'Sorry, we cannot help with this here. (Japanese below)',
    zh: '很抱歉，本窗口无法协助此事。（以下为日语）',
    ko: '죄송하지만 이 창구에서는 도와드릴 수 없습니다. (아래는 일본어)',
    vi: 'Xin lỗi, chúng tôi không thể hỗ trợ việc này. (Tiếng Nhật bên dưới)',
  },
  clarification: {
    en: 'Please tell us the ward of your company and what you would like to do. (Japanese below)',
    zh: '请告诉我们贵公司所在的区和想做的事情。（以下为日语）',
    ko: '회사가 있는 구와 하고 싶은 일을 알려 주세요. (아래는 일본어)',
    vi: 'Xin cho biết công ty ở quận nào và bạn muốn làm gì. (Tiếng Nhật bên dưới)',
  },
  advice: {
    en: 'For your own case, please ask a patent attorney (benrishi) or the public IP help desk, free of charge.',
    zh: '个别情况请咨询专利代理人（弁理士）或免费的知识产权咨询窗口。',
    ko: '개별 사정은 변리사(弁理士)나 무료 지식재산 상담 창구에 문의해 주세요.',
    vi: 'Với trường hợp cụ thể, xin hỏi luật sư sáng chế (benrishi) hoặc quầy tư vấn sở hữu trí tuệ miễn phí.',
  },
  yen: { en: '{yen} yen', zh: '{yen}日元', ko: '{yen}엔', vi: '{yen} yên' },
  upTo: { en: 'up to ', zh: '上限', ko: '상한 ', vi: 'tối đa ' },
  rate: { en: 'subsidy rate ', zh: '补助率', ko: '보조율 ', vi: 'tỷ lệ hỗ trợ ' },
  area: { en: 'area: ', zh: '地区：', ko: '지역: ', vi: 'khu vực: ' },
  contact: { en: 'Contact: ', zh: '联系方式：', ko: '문의: ', vi: 'Liên hệ: ' },
  checked: { en: 'Checked on ', zh: '确认日期：', ko: '확인일: ', vi: 'Ngày kiểm tra: ' },
  duration: { en: 'Time mentioned: ', zh: '所需时间：', ko: '소요 기간: ', vi: 'Thời gian: ' },
} satisfies Record<string, InEach>

export const foreignStates = {
  open: { en: 'open now, deadline ', zh: '受理中，截止日期 ', ko: '접수 중, 마감 ', vi: 'đang nhận hồ sơ, hạn chót ' },
  before: {
    en: 'not open yet, opens ',
    zh: '尚未开始，开始日期 ',
    ko: '아직 시작 전, 시작일 ',
    vi: 'chưa mở, bắt đầu ',
  },
  closed: {
    en: 'closed, deadline was ',
    zh: '已结束，截止日期为 ',
    ko: '접수 종료, 마감일은 ',
    vi: 'đã kết thúc, hạn chót là ',
  },
  rolling: { en: 'all year round', zh: '全年受理', ko: '연중 접수', vi: 'nhận quanh năm' },
  planned: {
    en: 'only planned, not started',
    zh: '仅为构想，尚未开始',
    ko: '계획 단계이며 아직 시작되지 않음',
    vi: 'mới là kế hoạch, chưa bắt đầu',
  },
  unknown: {
    en: 'not confirmed whether it is open now',
    zh: '目前是否受理尚未确认',
    ko: '현재 접수 중인지 확인되지 않음',
    vi: 'chưa xác nhận hiện có nhận hồ sơ không',
  },
} satisfies Record<string, InEach>

export const foreignUnits: Readonly<Record<string, InEach>> = {
  即日: { en: 'same day', zh: '当天', ko: '당일', vi: 'trong ngày' },
  日: { en: ' days', zh: '天', ko: '일', vi: ' ngày' },
  週間: { en: ' week(s)', zh: '周', ko: '주', vi: ' tuần' },
  か月: { en: ' month(s)', zh: '个月', ko: '개월', vi: ' tháng' },
}

export const foreignPurposes: Readonly<Record<string, InEach>> = {
  産学連携: {
    en: 'joint research with universities',
    zh: '与大学共同研究',
    ko: '대학과의 공동 연구',
    vi: 'nghiên cứu chung với đại học',
  },
  研究開発: { en: 'R&D', zh: '研发', ko: '연구 개발', vi: 'nghiên cứu phát triển' },
  試験: { en: 'testing', zh: '检测试验', ko: '시험·검사', vi: 'thử nghiệm' },
  設備: { en: 'equipment', zh: '设备', ko: '설비', vi: 'thiết bị' },
  省力化: { en: 'labour saving', zh: '省力化', ko: '인력 절감', vi: 'tiết kiệm lao động' },
  デジタル化: { en: 'digitalisation', zh: '数字化', ko: '디지털화', vi: 'số hóa' },
  販路: { en: 'sales channels', zh: '开拓销路', ko: '판로 개척', vi: 'mở rộng bán hàng' },
  創業: { en: 'starting a business', zh: '创业', ko: '창업', vi: 'khởi nghiệp' },
  人材: { en: 'training', zh: '培训', ko: '인재 교육', vi: 'đào tạo' },
  承継: { en: 'business succession', zh: '事业继承', ko: '사업 승계', vi: 'kế thừa doanh nghiệp' },
  知財: { en: 'intellectual property', zh: '知识产权', ko: '지식재산', vi: 'sở hữu trí tuệ' },
  税制: { en: 'tax', zh: '税制', ko: '세제', vi: 'thuế' },
  海外: { en: 'going abroad', zh: '海外', ko: '해외 진출', vi: 'nước ngoài' },
  相談: { en: 'consultation', zh: '咨询', ko: '상담', vi: 'tư vấn' },
}
