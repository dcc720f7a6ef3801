import type { ForeignLanguage } from './language.ts'

const never = /(?!)/
const columns: readonly ForeignLanguage[] = ['en', 'zh', 'vi', 'ko']

/** Words of English, Chinese, Vietnamese and Korean and the Japanese by which the corpus is searched. Read on normalised text. */
const dictionary: readonly [japanese: string, ...words: RegExp[]][] = [
  [
    '補助金 助成',
    /subsid|grant|funding|financial support/,
    /补助|补贴|資助|资助|補助|助成/,
    /trợ cấp|hỗ trợ|tài trợ/,
    /보조금|지원금|조성금|보조|지원/,
  ],
  [
    '共同研究 産学連携',
    /joint research|collaborat/,
    /共同研究|合作研究|产学/,
    /nghiên cứu chung|hợp tác/,
    /공동 ?연구|산학/,
  ],
  ['大学', /universit/, /大学/, /đại học/, /대학/],
  [
    '研究開発 新製品',
    /r&d|product development|new product|prototyp/,
    /研发|研究开发|新产品|开发/,
    /nghiên cứu|phát triển|sản phẩm mới/,
    /연구 ?개발|개발|신제품|시제품/,
  ],
  [
    '依頼試験 試験',
    /test(?:ing)?(?![a-z])|measurement|inspection/,
    /检测|测试|试验|检验/,
    /thử nghiệm|kiểm tra|kiểm định/,
    /시험|검사|측정/,
  ],
  ['設備 機械', /equipment|machine/, /设备|机器|机械/, /thiết bị|máy móc/, /설비|기계|장비/],
  [
    '創業',
    /start-?up|start(?:ing)? (?:a|my) (?:business|company)|entrepreneur|founding/,
    /创业|开公司|开业/,
    /khởi nghiệp|mở công ty|thành lập/,
    /창업|회사를 ?(?:만들|설립)|스타트업/,
  ],
  [
    'デジタル化 IT導入',
    /digital|software|(?<![a-z])it(?= (?:tool|subsid|system|introduc))/,
    /数字化|软件|信息化/,
    /số hóa|phần mềm|chuyển đổi số/,
    /디지털|소프트웨어|it ?도입/,
  ],
  ['研修 人材', /training|reskilling/, /培训|人才/, /đào tạo/, /교육|연수|인재/],
  [
    '持続化 販路',
    /sales channel|marketing|small business/,
    /小规模|销售渠道|宣传/,
    /quảng cáo|bán hàng|quy mô nhỏ/,
    /판로|홍보|소규모/,
  ],
  ['家賃 賃料', /(?<![a-z])rent(?![a-z])/, /房租|租金/, /tiền thuê|thuê/, /임대료|월세/],
  ['特許', /patent/, /专利|專利/, /sáng chế/, /특허/],
  ['商標', /trademark/, /商标|商標/, /nhãn hiệu|thương hiệu/, /상표/],
  [
    '減免',
    /(?:fee|cost)s? reduc|reduc|discount|cheaper/,
    /减免|优惠|减少/,
    /được giảm|miễn giảm|giảm phí/,
    /감면|할인/,
  ],
  [
    '審査請求 期限 過ぎた',
    /(?:lost|missed?|passed) (?:my |the )?(?:patent )?deadline/,
    /错过.{0,4}期限|过期/,
    /quá hạn|lỡ hạn/,
    /기한을? ?(?:놓|지)/,
  ],
  ['相談 窓口', /consult|advice|advis|where (?:can|should) i ask/, /咨询|商量/, /tư vấn/, /상담|문의/],
  ['いくら 上限', /how much|amount|maximum/, /多少钱|多少錢|金额|上限|多少/, /bao nhiêu/, /얼마|금액|상한/],
  [
    'いつまで 締切',
    /deadline|until when|by when|due date/,
    /截止|期限|什么时候/,
    /hạn chót|khi nào|thời hạn/,
    /마감|언제까지|기한/,
  ],
  ['何日かかる', /how long/, /多久|几天|多长时间/, /bao lâu|mất mấy/, /얼마나 ?걸|며칠/],
  [
    'どうやって 申請',
    /how (?:do|can|to|should)|apply/,
    /怎么|怎麼|如何|申请/,
    /làm thế nào|cách|đăng ký|nộp đơn/,
    /어떻게|신청/,
  ],
  ['対象', /eligib|who can|can (?:i|we)/, /条件|对象|可以/, /điều kiện|đối tượng|có thể/, /대상|조건|자격/],
  [
    '使える制度はありますか',
    /do you have|is there|are there|any(?![a-z])/,
    /有没有|有沒有|有什么|有哪些/,
    /(?:có|những) .*(?:nào|gì)/,
    /있나요|있습니까|있을까/,
  ],
  ['gビズid', /g-?biz/, /g-?biz/, /g-?biz/, /g-?biz/],
  ['jグランツ', /j-?grants/, /j-?grants/, /j-?grants/, /j-?grants/],
  [
    '人と話したい',
    /human|real person|speak to|talk to/,
    /人工|真人|工作人员/,
    /nhân viên|người thật/,
    /사람과|직원과|담당자/,
  ],
  ['板橋区', never, /板桥/, never, /이타바시/],
  ['江東区', never, /江东/, never, /고토구/],
  ['江戸川区', never, /江户川/, never, /에도가와/],
  ['葛飾区', never, /葛饰/, never, /가쓰시카|카츠시카/],
  ['豊島区', never, /丰岛/, never, /도시마/],
  ['渋谷区', never, /涩谷/, never, /시부야/],
  ['目黒区', never, /目黑/, never, /메구로/],
  ['練馬区', never, /练马/, never, /네리마/],
  ['品川区', never, never, never, /시나가와/],
  ['大田区', never, never, never, /오타구/],
  ['墨田区', never, never, never, /스미다/],
  ['荒川区', never, never, never, /아라카와/],
  ['新宿区', never, never, never, /신주쿠/],
  ['港区', never, never, never, /미나토구/],
  ['世田谷区', never, never, never, /세타가야/],
  ['杉並区', never, never, never, /스기나미/],
  ['足立区', never, never, never, /아다치/],
  ['北区', never, never, never, /기타구|키타구/],
  ['文京区', never, never, never, /분쿄/],
  ['台東区', never, never, never, /다이토/],
  ['中野区', never, never, never, /나카노/],
  ['中央区', never, never, never, /주오구/],
  ['千代田区', never, never, never, /지요다|치요다/],
  ['東京都', never, never, never, /도쿄/],
]

/** A message of another language as Japanese words to search by; empty when no word is known. */
export const japaneseWords = (normalized: string, language: ForeignLanguage): string =>
  dictionary
    .filter(([, ...words]) => words[columns.indexOf(language)]?.test(normalized))
    .map(([japanese]) => japanese)
    .join(' ')
