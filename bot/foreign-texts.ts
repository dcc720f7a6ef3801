import type { ForeignLanguage } from './understand/language.ts'

/** What is said in other languages around typed data; everything else of a record is told in Japanese. */
export interface ForeignTexts {
  lead: string
  nothing: string
  handoff: string
  declined: string
  clarification: string
  advice: string
  /** An amount with its unit; `inTenThousands` for languages that count by 万. */
  yen: string
  inTenThousands?: boolean
  upTo: string
  rate: string
  area: string
  contact: string
  checked: string
  duration: string
  units: Readonly<Record<'即日' | '日' | '週間' | 'か月', string>>
  states: Readonly<Record<'open' | 'before' | 'closed' | 'rolling' | 'planned' | 'unknown', string>>
  purposes: Readonly<Record<string, string>>
}

export const foreignTexts: Readonly<Record<ForeignLanguage, ForeignTexts>> = {
  en: {
    lead: 'From our records (details below are in Japanese):',
    nothing:
      'We have no confirmed information on this. Our staff can look into it with you: please write "talk to staff". (Japanese below)',
    handoff: 'We are passing your message to our staff. They reply in office hours in Japan. (Japanese below)',
    declined: 'Sorry, we cannot help with this here. (Japanese below)',
    clarification: 'Please tell us the ward of your company and what you would like to do. (Japanese below)',
    advice: 'For your own case, please ask a patent attorney (benrishi) or the public IP help desk, free of charge.',
    yen: '{yen} yen',
    upTo: 'up to ',
    rate: 'subsidy rate ',
    area: 'area: ',
    contact: 'Contact: ',
    checked: 'Checked on ',
    duration: 'Time mentioned: ',
    units: { 即日: 'same day', 日: ' days', 週間: ' week(s)', か月: ' month(s)' },
    states: {
      open: 'open now, deadline ',
      before: 'not open yet, opens ',
      closed: 'closed, deadline was ',
      rolling: 'all year round',
      planned: 'only planned, not started',
      unknown: 'not confirmed whether it is open now',
    },
    purposes: {
      産学連携: 'joint research with universities',
      研究開発: 'R&D',
      試験: 'testing',
      設備: 'equipment',
      省力化: 'labour saving',
      デジタル化: 'digitalisation',
      販路: 'sales channels',
      創業: 'starting a business',
      人材: 'training',
      承継: 'business succession',
      知財: 'intellectual property',
      税制: 'tax',
      海外: 'going abroad',
      相談: 'consultation',
    },
  },
  zh: {
    lead: '以下来自本窗口的记录（详细内容为日语）：',
    nothing: '没有找到可以确认的信息。可以转接工作人员，请写“职员と話したい”。（以下为日语）',
    handoff: '已转接工作人员，将在日本的办公时间内回复。（以下为日语）',
    declined: '很抱歉，本窗口无法协助此事。（以下为日语）',
    clarification: '请告诉我们贵公司所在的区和想做的事情。（以下为日语）',
    advice: '个别情况请咨询专利代理人（弁理士）或免费的知识产权咨询窗口。',
    yen: '{yen}日元',
    inTenThousands: true,
    upTo: '上限',
    rate: '补助率',
    area: '地区：',
    contact: '联系方式：',
    checked: '确认日期：',
    duration: '所需时间：',
    units: { 即日: '当天', 日: '天', 週間: '周', か月: '个月' },
    states: {
      open: '受理中，截止日期 ',
      before: '尚未开始，开始日期 ',
      closed: '已结束，截止日期为 ',
      rolling: '全年受理',
      planned: '仅为构想，尚未开始',
      unknown: '目前是否受理尚未确认',
    },
    purposes: {
      産学連携: '与大学共同研究',
      研究開発: '研发',
      試験: '检测试验',
      設備: '设备',
      省力化: '省力化',
      デジタル化: '数字化',
      販路: '开拓销路',
      創業: '创业',
      人材: '培训',
      承継: '事业继承',
      知財: '知识产权',
      税制: '税制',
      海外: '海外',
      相談: '咨询',
    },
  },
  vi: {
    lead: 'Theo hồ sơ của chúng tôi (chi tiết bên dưới bằng tiếng Nhật):',
    nothing:
      'Chúng tôi chưa có thông tin đã xác nhận. Nhân viên có thể hỗ trợ: xin viết "職員と話したい". (Tiếng Nhật bên dưới)',
    handoff: 'Chúng tôi đã chuyển cho nhân viên, sẽ trả lời trong giờ làm việc tại Nhật. (Tiếng Nhật bên dưới)',
    declined: 'Xin lỗi, chúng tôi không thể hỗ trợ việc này. (Tiếng Nhật bên dưới)',
    clarification: 'Xin cho biết công ty ở quận nào và bạn muốn làm gì. (Tiếng Nhật bên dưới)',
    advice: 'Với trường hợp cụ thể, xin hỏi luật sư sáng chế (benrishi) hoặc quầy tư vấn sở hữu trí tuệ miễn phí.',
    yen: '{yen} yên',
    upTo: 'tối đa ',
    rate: 'tỷ lệ hỗ trợ ',
    area: 'khu vực: ',
    contact: 'Liên hệ: ',
    checked: 'Ngày kiểm tra: ',
    duration: 'Thời gian: ',
    units: { 即日: 'trong ngày', 日: ' ngày', 週間: ' tuần', か月: ' tháng' },
    states: {
      open: 'đang nhận hồ sơ, hạn chót ',
      before: 'chưa mở, bắt đầu ',
      closed: 'đã kết thúc, hạn chót là ',
      rolling: 'nhận quanh năm',
      planned: 'mới là kế hoạch, chưa bắt đầu',
      unknown: 'chưa xác nhận hiện có nhận hồ sơ không',
    },
    purposes: {
      産学連携: 'nghiên cứu chung với đại học',
      研究開発: 'nghiên cứu phát triển',
      試験: 'thử nghiệm',
      設備: 'thiết bị',
      省力化: 'tiết kiệm lao động',
      デジタル化: 'số hóa',
      販路: 'mở rộng bán hàng',
      創業: 'khởi nghiệp',
      人材: 'đào tạo',
      承継: 'kế thừa doanh nghiệp',
      知財: 'sở hữu trí tuệ',
      税制: 'thuế',
      海外: 'nước ngoài',
      相談: 'tư vấn',
    },
  },
}
