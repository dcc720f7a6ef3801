import type { ForeignLanguage } from './language.ts'

const never = /(?!)/
const columns: readonly ForeignLanguage[] = ['en', 'zh', 'vi']

/** Words of English, Chinese and Vietnamese and the Japanese by which the corpus is searched. Read on normalised text. */
const dictionary: readonly [japanese: string, ...words: RegExp[]][] = [
  ['補助金 助成', /subsid|grant|funding|financial support/, /补助|补贴|資助|资助|補助|助成/, /trợ cấp|hỗ trợ|tài trợ/],
  ['共同研究 産学連携', /joint research|collaborat/, /共同研究|合作研究|产学/, /nghiên cứu chung|hợp tác/],
  ['大学', /universit/, /大学/, /đại học/],
  [
    '研究開発 新製品',
    /r&d|product development|new product|prototyp/,
    /研发|研究开发|新产品|开发/,
    /nghiên cứu|phát triển|sản phẩm mới/,
  ],
  [
    '依頼試験 試験',
    /test(?:ing)?(?![a-z])|measurement|inspection/,
    /检测|测试|试验|检验/,
    /thử nghiệm|kiểm tra|kiểm định/,
  ],
  ['設備 機械', /equipment|machine/, /设备|机器|机械/, /thiết bị|máy móc/],
  [
    '創業',
    /start-?up|start(?:ing)? (?:a|my) (?:business|company)|entrepreneur|founding/,
    /创业|开公司|开业/,
    /khởi nghiệp|mở công ty|thành lập/,
  ],
  [
    'デジタル化 IT導入',
    /digital|software|(?<![a-z])it(?= (?:tool|subsid|system|introduc))/,
    /数字化|软件|信息化/,
    /số hóa|phần mềm|chuyển đổi số/,
  ],
  ['研修 人材', /training|reskilling/, /培训|人才/, /đào tạo/],
  ['持続化 販路', /sales channel|marketing|small business/, /小规模|销售渠道|宣传/, /quảng cáo|bán hàng|quy mô nhỏ/],
  ['家賃 賃料', /(?<![a-z])rent(?![a-z])/, /房租|租金/, /tiền thuê|thuê/],
  ['特許', /patent/, /专利|專利/, /sáng chế/],
  ['商標', /trademark/, /商标|商標/, /nhãn hiệu|thương hiệu/],
  ['減免', /(?:fee|cost)s? reduc|reduc|discount|cheaper/, /减免|优惠|减少/, /được giảm|miễn giảm|giảm phí/],
  [
    '審査請求 期限 過ぎた',
    /(?:lost|missed?|passed) (?:my |the )?(?:patent )?deadline/,
    /错过.{0,4}期限|过期/,
    /quá hạn|lỡ hạn/,
  ],
  ['相談 窓口', /consult|advice|advis|where (?:can|should) i ask/, /咨询|商量/, /tư vấn/],
  ['いくら 上限', /how much|amount|maximum/, /多少钱|多少錢|金额|上限|多少/, /bao nhiêu/],
  ['いつまで 締切', /deadline|until when|by when|due date/, /截止|期限|什么时候/, /hạn chót|khi nào|thời hạn/],
  ['何日かかる', /how long/, /多久|几天|多长时间/, /bao lâu|mất mấy/],
  ['どうやって 申請', /how (?:do|can|to|should)|apply/, /怎么|怎麼|如何|申请/, /làm thế nào|cách|đăng ký|nộp đơn/],
  ['対象', /eligib|who can|can (?:i|we)/, /条件|对象|可以/, /điều kiện|đối tượng|có thể/],
  [
    '使える制度はありますか',
    /do you have|is there|are there|any(?![a-z])/,
    /有没有|有沒有|有什么|有哪些/,
    /(?:có|những) .*(?:nào|gì)/,
  ],
  ['gビズid', /g-?biz/, /g-?biz/, /g-?biz/],
  ['jグランツ', /j-?grants/, /j-?grants/, /j-?grants/],
  ['人と話したい', /human|real person|speak to|talk to/, /人工|真人|工作人员/, /nhân viên|người thật/],
  ['板橋区', never, /板桥/, never],
  ['江東区', never, /江东/, never],
  ['江戸川区', never, /江户川/, never],
  ['葛飾区', never, /葛饰/, never],
  ['豊島区', never, /丰岛/, never],
  ['渋谷区', never, /涩谷/, never],
  ['目黒区', never, /目黑/, never],
  ['練馬区', never, /练马/, never],
]

/** A message of another language as Japanese words to search by; empty when no word is known. */
export const japaneseWords = (normalized: string, language: ForeignLanguage): string =>
  dictionary
    .filter(([, ...words]) => words[columns.indexOf(language)]?.test(normalized))
    .map(([japanese]) => japanese)
    .join(' ')
