import type { ForeignLanguage } from './language.ts'

/** Words of each language and the Japanese by which the corpus is searched. Read on normalised text. */
const dictionary: readonly [japanese: string, words: Partial<Record<ForeignLanguage, RegExp>>][] = [
  [
    '補助金 助成',
    { en: /subsid|grant|funding|financial support/, zh: /补助|补贴|資助|资助|補助|助成/, vi: /trợ cấp|hỗ trợ|tài trợ/ },
  ],
  [
    '共同研究 産学連携',
    { en: /joint research|collaborat/, zh: /共同研究|合作研究|产学/, vi: /nghiên cứu chung|hợp tác/ },
  ],
  ['大学', { en: /universit/, zh: /大学/, vi: /đại học/ }],
  [
    '研究開発 新製品',
    {
      en: /r&d|product development|new product|prototyp/,
      zh: /研发|研究开发|新产品|开发/,
      vi: /nghiên cứu|phát triển|sản phẩm mới/,
    },
  ],
  [
    '依頼試験 試験',
    {
      en: /test(?:ing)?(?![a-z])|measurement|inspection/,
      zh: /检测|测试|试验|检验/,
      vi: /thử nghiệm|kiểm tra|kiểm định/,
    },
  ],
  ['設備 機械', { en: /equipment|machine/, zh: /设备|机器|机械/, vi: /thiết bị|máy móc/ }],
  [
    '創業',
    {
      en: /start-?up|start(?:ing)? (?:a|my) (?:business|company)|entrepreneur|founding/,
      zh: /创业|开公司|开业/,
      vi: /khởi nghiệp|mở công ty|thành lập/,
    },
  ],
  [
    'デジタル化 IT導入',
    {
      en: /digital|software|(?<![a-z])it(?= (?:tool|subsid|system|introduc))/,
      zh: /数字化|软件|信息化/,
      vi: /số hóa|phần mềm|chuyển đổi số/,
    },
  ],
  ['研修 人材', { en: /training|reskilling/, zh: /培训|人才/, vi: /đào tạo/ }],
  [
    '持続化 販路',
    { en: /sales channel|marketing|small business/, zh: /小规模|销售渠道|宣传/, vi: /quảng cáo|bán hàng|quy mô nhỏ/ },
  ],
  ['家賃 賃料', { en: /(?<![a-z])rent(?![a-z])/, zh: /房租|租金/, vi: /tiền thuê|thuê/ }],
  ['特許', { en: /patent/, zh: /专利|專利/, vi: /sáng chế/ }],
  ['商標', { en: /trademark/, zh: /商标|商標/, vi: /nhãn hiệu|thương hiệu/ }],
  [
    '減免',
    { en: /(?:fee|cost)s? reduc|reduc|discount|cheaper/, zh: /减免|优惠|减少/, vi: /được giảm|miễn giảm|giảm phí/ },
  ],
  [
    '審査請求 期限 過ぎた',
    {
      en: /(?:lost|missed?|passed) (?:my |the )?(?:patent )?deadline/,
      zh: /错过.{0,4}期限|过期/,
      vi: /quá hạn|lỡ hạn/,
    },
  ],
  ['相談 窓口', { en: /consult|advice|advis|where (?:can|should) i ask/, zh: /咨询|商量/, vi: /tư vấn/ }],
  ['いくら 上限', { en: /how much|amount|maximum/, zh: /多少钱|多少錢|金额|上限|多少/, vi: /bao nhiêu/ }],
  [
    'いつまで 締切',
    { en: /deadline|until when|by when|due date/, zh: /截止|期限|什么时候/, vi: /hạn chót|khi nào|thời hạn/ },
  ],
  ['何日かかる', { en: /how long/, zh: /多久|几天|多长时间/, vi: /bao lâu|mất mấy/ }],
  [
    'どうやって 申請',
    { en: /how (?:do|can|to|should)|apply/, zh: /怎么|怎麼|如何|申请/, vi: /làm thế nào|cách|đăng ký|nộp đơn/ },
  ],
  ['対象', { en: /eligib|who can|can (?:i|we)/, zh: /条件|对象|可以/, vi: /điều kiện|đối tượng|có thể/ }],
  [
    '使える制度はありますか',
    {
      en: /do you have|is there|are there|any(?![a-z])/,
      zh: /有没有|有沒有|有什么|有哪些/,
      vi: /(?:có|những) .*(?:nào|gì)/,
    },
  ],
  ['gビズid', { en: /g-?biz/, zh: /g-?biz/, vi: /g-?biz/ }],
  ['jグランツ', { en: /j-?grants/, zh: /j-?grants/, vi: /j-?grants/ }],
  ['人と話したい', { en: /human|real person|speak to|talk to/, zh: /人工|真人|工作人员/, vi: /nhân viên|người thật/ }],
  ['板橋区', { zh: /板桥/ }],
  ['江東区', { zh: /江东/ }],
  ['江戸川区', { zh: /江户川/ }],
  ['葛飾区', { zh: /葛饰/ }],
  ['豊島区', { zh: /丰岛/ }],
  ['渋谷区', { zh: /涩谷/ }],
  ['目黒区', { zh: /目黑/ }],
  ['練馬区', { zh: /练马/ }],
]

/** A message of another language as Japanese words to search by; empty when no word is known. */
export const japaneseWords = (normalized: string, language: ForeignLanguage): string =>
  dictionary
    .filter(([, words]) => words[language]?.test(normalized))
    .map(([japanese]) => japanese)
    .join(' ')
