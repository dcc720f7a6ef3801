import type { ForeignLanguage } from './understand/language.ts'

type InEach = Readonly<Record<ForeignLanguage, string>>

/** What is said in other languages around typed data; everything else of a record is told in Japanese. */
export const foreignTexts = {
  lead: {
    en: 'From our records (details below are in Japanese):',
    zh: '以下来自本窗口的记录（详细内容为日语）：',
    vi: 'Theo hồ sơ của chúng tôi (chi tiết bên dưới bằng tiếng Nhật):',
  },
  nothing: {
    en: 'We have no confirmed information on this. Our staff can look into it with you: please write "talk to staff". (Japanese below)',
    zh: '没有找到可以确认的信息。可以转接工作人员，请写“职员と話したい”。（以下为日语）',
    vi: 'Chúng tôi chưa có thông tin đã xác nhận. Nhân viên có thể hỗ trợ: xin viết "職員と話したい". (Tiếng Nhật bên dưới)',
  },
  handoff: {
    en: 'We are passing your message to our staff. They reply in office hours in Japan. (Japanese below)',
    zh: '已转接工作人员，将在日本的办公时间内回复。（以下为日语）',
    vi: 'Chúng tôi đã chuyển cho nhân viên, sẽ trả lời trong giờ làm việc tại Nhật. (Tiếng Nhật bên dưới)',
  },
  declined: {
    en: 'Sorry, we cannot help with this here. (Japanese below)',
    zh: '很抱歉，本窗口无法协助此事。（以下为日语）',
    vi: 'Xin lỗi, chúng tôi không thể hỗ trợ việc này. (Tiếng Nhật bên dưới)',
  },
  clarification: {
    en: 'Please tell us the ward of your company and what you would like to do. (Japanese below)',
    zh: '请告诉我们贵公司所在的区和想做的事情。（以下为日语）',
    vi: 'Xin cho biết công ty ở quận nào và bạn muốn làm gì. (Tiếng Nhật bên dưới)',
  },
  advice: {
    en: 'For your own case, please ask a patent attorney (benrishi) or the public IP help desk, free of charge.',
    zh: '个别情况请咨询专利代理人（弁理士）或免费的知识产权咨询窗口。',
    vi: 'Với trường hợp cụ thể, xin hỏi luật sư sáng chế (benrishi) hoặc quầy tư vấn sở hữu trí tuệ miễn phí.',
  },
  yen: { en: '{yen} yen', zh: '{yen}日元', vi: '{yen} yên' },
  upTo: { en: 'up to ', zh: '上限', vi: 'tối đa ' },
  rate: { en: 'subsidy rate ', zh: '补助率', vi: 'tỷ lệ hỗ trợ ' },
  area: { en: 'area: ', zh: '地区：', vi: 'khu vực: ' },
  contact: { en: 'Contact: ', zh: '联系方式：', vi: 'Liên hệ: ' },
  checked: { en: 'Checked on ', zh: '确认日期：', vi: 'Ngày kiểm tra: ' },
  duration: { en: 'Time mentioned: ', zh: '所需时间：', vi: 'Thời gian: ' },
} satisfies Record<string, InEach>

export const foreignStates = {
  open: { en: 'open now, deadline ', zh: '受理中，截止日期 ', vi: 'đang nhận hồ sơ, hạn chót ' },
  before: { en: 'not open yet, opens ', zh: '尚未开始，开始日期 ', vi: 'chưa mở, bắt đầu ' },
  closed: { en: 'closed, deadline was ', zh: '已结束，截止日期为 ', vi: 'đã kết thúc, hạn chót là ' },
  rolling: { en: 'all year round', zh: '全年受理', vi: 'nhận quanh năm' },
  planned: { en: 'only planned, not started', zh: '仅为构想，尚未开始', vi: 'mới là kế hoạch, chưa bắt đầu' },
  unknown: {
    en: 'not confirmed whether it is open now',
    zh: '目前是否受理尚未确认',
    vi: 'chưa xác nhận hiện có nhận hồ sơ không',
  },
} satisfies Record<string, InEach>

export const foreignUnits: Readonly<Record<string, InEach>> = {
  即日: { en: 'same day', zh: '当天', vi: 'trong ngày' },
  日: { en: ' days', zh: '天', vi: ' ngày' },
  週間: { en: ' week(s)', zh: '周', vi: ' tuần' },
  か月: { en: ' month(s)', zh: '个月', vi: ' tháng' },
}

export const foreignPurposes: Readonly<Record<string, InEach>> = {
  産学連携: { en: 'joint research with universities', zh: '与大学共同研究', vi: 'nghiên cứu chung với đại học' },
  研究開発: { en: 'R&D', zh: '研发', vi: 'nghiên cứu phát triển' },
  試験: { en: 'testing', zh: '检测试验', vi: 'thử nghiệm' },
  設備: { en: 'equipment', zh: '设备', vi: 'thiết bị' },
  省力化: { en: 'labour saving', zh: '省力化', vi: 'tiết kiệm lao động' },
  デジタル化: { en: 'digitalisation', zh: '数字化', vi: 'số hóa' },
  販路: { en: 'sales channels', zh: '开拓销路', vi: 'mở rộng bán hàng' },
  創業: { en: 'starting a business', zh: '创业', vi: 'khởi nghiệp' },
  人材: { en: 'training', zh: '培训', vi: 'đào tạo' },
  承継: { en: 'business succession', zh: '事业继承', vi: 'kế thừa doanh nghiệp' },
  知財: { en: 'intellectual property', zh: '知识产权', vi: 'sở hữu trí tuệ' },
  税制: { en: 'tax', zh: '税制', vi: 'thuế' },
  海外: { en: 'going abroad', zh: '海外', vi: 'nước ngoài' },
  相談: { en: 'consultation', zh: '咨询', vi: 'tư vấn' },
}
