import { japaneseNumbers } from './foreign-numbers.ts'
import type { ForeignLanguage } from './language.ts'

const never = /(?!)/
/** Asks for a choice of schemes; of places that the corpus does not hold there is none. */
const anyScheme = '使える制度はありますか'
const columns: readonly ForeignLanguage[] = ['en', 'zh', 'vi', 'ko']

type Entry = readonly [japanese: string, en: RegExp, zh: RegExp, vi: RegExp, ko: RegExp]

/** What points back to what was said; comes first, as in Japanese. */
const pointers: readonly Entry[] = [
  [
    'それは',
    /(?:use|apply for|about|with|for|does|is|can) (?:it|that|this)(?: one| grant| subsidy| scheme| program(?:me)?)?(?=[ ?.!]|$)|that (?:one|grant|subsidy|scheme|program)|this (?:one|grant|subsidy|scheme)/,
    /这个|那个|這個|那個|它/,
    /(?:cái|chương trình|khoản) (?:này|đó|kia)|nó(?= |$)/,
    /그거|그것|그 ?(?:제도|보조금)|이 ?(?:제도|보조금)|거기/,
  ],
  ['1つ目', /first one|the first|number one|^1$/, /第一个|第1个/, /cái (?:đầu tiên|thứ nhất)|số 1$/, /첫 ?번째|1번/],
  ['2つ目', /second one|the second|number two|^2$/, /第二个|第2个/, /cái thứ (?:hai|2)|số 2$/, /두 ?번째|2번/],
  ['3つ目', /third one|the third|number three|^3$/, /第三个|第3个/, /cái thứ (?:ba|3)|số 3$/, /세 ?번째|3번/],
  [
    'ほかには',
    /anything else|other (?:ones|options|grants)|what else/,
    /还有别的|其他的|别的/,
    /còn (?:gì|cái) khác|khác không/,
    /다른 (?:것|거|건)|그 외|또 있/,
  ],
]

/** Schemes and windows as they are called in other languages. */
const names: readonly Entry[] = [
  [
    '東京都の創業助成金',
    /(?:tokyo|metropolitan).{0,12}(?:start-?up|founding) (?:subsid|grant)|(?:start-?up|founding) (?:subsid|grant)\w*.{0,8}tokyo/,
    /东京(?:都)?的?创业(?:补助|助成)/,
    /(?:trợ cấp|hỗ trợ) khởi nghiệp.{0,10}tokyo/,
    /도쿄(?:도)?(?:의)? ?창업 ?(?:보조|조성|지원)금/,
  ],
  [
    'ものづくり補助金',
    /mono[dz]ukuri|manufacturing subsid/,
    /制造(?:业)?补助金|ものづくり/,
    /monozukuri|monodukuri/,
    /모노즈쿠리|모노즈크리/,
  ],
  [
    '小規模事業者持続化補助金',
    /jizokuka|small(?:-| )business sustain\w*|sustainab\w+ subsid/,
    /持续化补助|小规模(?:企业|事业者)/,
    /jizokuka|duy trì doanh nghiệp nhỏ/,
    /지속화|소규모 ?사업자/,
  ],
  [
    'デジタル化・AI導入補助金',
    /(?<![a-z])it (?:introduction|tool|subsid|grant)|digital\w* (?:and ai )?(?:subsid|grant)|ai (?:introduction|adoption)/,
    /(?:it|数字化|信息化)(?:导入|引进)?补助/,
    /trợ cấp (?:it|số hóa)|hỗ trợ (?:it|số hóa)/,
    /it ?도입|디지털(?:화)? ?보조/,
  ],
  ['中小企業省力化投資補助金', /labou?r[- ]saving/, /省力化|节省人力/, /tiết kiệm lao động/, /인력 ?절감|생력화/],
  ['go-tech', /go-?tech/, /go-?tech/, /go-?tech/, /go-?tech/],
  ['sbir', /(?<![a-z])sbir/, /sbir/, /sbir/, /sbir/],
  ['よろず支援拠点', /yorozu/, /yorozu|万能支援/, /yorozu/, /요로즈/],
  [
    '知財総合支援窓口',
    /inpit|(?:ip|intellectual property) (?:help|support|consult|advice|desk)/,
    /知识产权(?:综合)?(?:咨询|窗口)|专利(?:免费)?咨询/,
    /tư vấn.{0,20}(?:sở hữu trí tuệ|sáng chế)/,
    /지식재산 ?(?:상담|창구)|특허 ?상담/,
  ],
  ['都産技研', /tiri|metropolitan industrial technology/, /都产技研|产业技术研究/, /tiri/, /도산기연|산업기술연구/],
  ['gビズid', /g-?biz/, /g-?biz/, /g-?biz/, /g-?biz/],
  ['jグランツ', /j-?grants/, /j-?grants/, /j-?grants/, /j-?grants/],
  [
    '交付決定',
    /kou?fu[ -]?kettei|grant decision|formal approval/,
    /交付决定/,
    /kofu kettei|quyết định cấp/,
    /교부 ?결정/,
  ],
  ['採択', /saitaku/, /采纳|采択/, /saitaku/, /채택/],
  ['精算払い', /seisan[ -]?barai/, /精算/, /seisanbarai/, /정산/],
  ['様式4', /form 4|yoshiki ?4|样式4/, /样式4|表格4/, /mẫu (?:số )?4/, /양식 ?4/],
  ['e-rad', /e-?rad(?![a-z])/, /e-?rad/, /e-?rad/, /e-?rad/],
]

/** Whole questions of rule or procedure: the words in them would lead elsewhere one by one. */
const questions: readonly Entry[] = [
  [
    '交付決定の前に発注してもいいですか',
    /(?:before|until|without waiting for) (?:the )?(?:grant )?(?:decision|approval)|(?:order|buy|pay|start|sign).{0,24}(?:before|first)/,
    /(?:决定|批准|获批)(?:之)?前.{0,10}(?:购买|下单|订购|签约|开始|付款|买)|(?:先|提前)(?:购买|下单|买|付款)/,
    /(?:mua|đặt|ký|trả).{0,20}trước/,
    /(?:결정|승인|선정) ?전에? ?.{0,10}(?:구입|발주|계약|시작|사도|주문)|먼저 ?(?:사도|구입|발주|주문)/,
  ],
  [
    '補助金はいつ入金されますか 精算払い 後払い',
    /when (?:do|will|is|can|am).{0,20}(?:paid|money|receive)|paid (?:in advance|afterwards|later|first)|advance payment|prepa(?:id|y)/,
    /什么时候(?:能|可以)?.{0,4}(?:拿到|到账|付款|收到)|(?:事后|之后|以后)(?:支付|付款|给)|预付|先付|先给|后给|先(?:拿|收)到?钱|垫(?:付|钱)/,
    /khi nào.{0,10}(?:nhận|trả).{0,6}tiền|trả (?:tiền )?(?:sau|trước)|ứng trước/,
    /언제 ?.{0,6}(?:입금|지급|받을|받나)|선불|후불|선지급/,
  ],
  [
    '二つの補助金を併用できますか 重複受給',
    /combine|two (?:grants|subsidies)|both (?:grants|subsidies)|(?:grants|subsidies) at the same time|more than one (?:grant|subsidy)/,
    /同时(?:使用|申请).{0,4}(?:两|二|多|补助)|两个补助|并用|重复申请/,
    /(?:hai|nhiều) (?:khoản )?(?:trợ cấp|khoản).{0,14}(?:cùng lúc|đồng thời)?|kết hợp/,
    /동시에|중복|두 ?(?:개|가지).{0,8}보조/,
  ],
  [
    '展示会で発表してしまった。あとから特許を出願しても間に合いますか 新規性喪失の例外',
    /^(?!.*before (?:fil|apply|patent)).*(?:(?:show(?:ed|n)|exhibited|presented|published|disclosed|demoed|posted|sold|launched)(?!.*before).{0,90}(?:patent|file)|(?:patent|file).{0,60}(?:after|already).{0,24}(?:show|exhibit|present|publish|disclos|sold))/,
    /(?:展示|发表|公开|展出|卖|销售)(?:了|过).{0,24}专利|专利.{0,16}(?:已经|之后).{0,8}(?:公开|发表|展示)/,
    /đã (?:trưng bày|triển lãm|công bố|bán|trình bày|đăng).{0,60}sáng chế/,
    /(?:전시|발표|공개|판매)(?:했|한|하였).{0,30}특허/,
  ],
  [
    '1社だけで申請できますか 単独',
    /(?:apply|do it|use it|join).{0,20}(?:alone|by (?:ourselves|itself|myself))|(?:just|only) (?:one|a single) company|single (?:company|applicant)|without (?:a )?partner/,
    /单独(?:申请|一家)|只有(?:我们)?一家/,
    /(?:một mình|chỉ (?:có )?một công ty)/,
    /단독(?:으로)?|우리 ?회사만|한 ?회사만/,
  ],
  [
    '特許の費用はいくらですか 出願料 審査請求料',
    /^(?!.*(?:subsid|grant|reduc|discount|half|cheaper)).*(?:how much|cost|fees?|price).{0,40}patent|^(?!.*(?:subsid|grant|reduc|discount|half|cheaper)).*patent.{0,24}(?:cost|fees?|price)/,
    /^(?!.*(?:补|减|半)).*专利.{0,8}(?:多少钱|费用|要花)/,
    /^(?!.*(?:giảm|trợ cấp)).*(?:bằng )?sáng chế.{0,24}(?:bao nhiêu|chi phí|phí)/,
    /^(?!.*(?:감면|보조|할인)).*특허.{0,14}(?:얼마|비용|수수료)/,
  ],
  [
    '次の募集はいつですか',
    /next (?:call|round|intake|application period|opening)|(?:re-?open|open again)/,
    /下(?:一)?(?:次|轮|期).{0,6}(?:募集|申请|公募)|什么时候再/,
    /(?:đợt|lần|kỳ) (?:tiếp theo|tới|sau)/,
    /다음 ?(?:모집|공모|회차|접수)/,
  ],
  [
    '審査請求の期限を過ぎた 特許',
    /(?:lost|missed?|passed|past|after) (?:my |the |our )?(?:patent )?(?:examination )?deadline|(?:forgot|forget|failed|did ?n[o']t|never)(?: to)? (?:request|requested|file|ask for|apply for) .{0,8}examination/,
    /错过.{0,6}期限|过期|超过期限/,
    /quá hạn|lỡ hạn|trễ hạn/,
    /기한을? ?(?:놓|지나|넘)/,
  ],
  [
    '出願前に発表するとどうなりますか 新規性',
    /(?:publish|present|show|disclos|exhibit|sell)\w* .{0,34}before (?:fil|apply|patent)|before (?:fil|apply)ing/,
    /申请(?:专利)?(?:之)?前.{0,10}(?:公开|发表|展示|销售|参展)/,
    /(?:công bố|trình bày|triển lãm|bán).{0,24}trước khi (?:nộp|đăng ký)/,
    /출원 ?(?:하기 ?)?전에? ?.{0,10}(?:발표|공개|전시|판매)/,
  ],
  [
    '秘密保持契約（NDA）は必要ですか',
    /(?<![a-z])nda(?![a-z])|non-?disclosure|confidential\w* agreement/,
    /保密(?:协议|合同)|nda/,
    /(?:thỏa thuận )?bảo mật|nda/,
    /비밀 ?유지|nda/,
  ],
  [
    '特許の費用を減免してもらえますか',
    /patent.{0,24}(?:reduc|discount|cheaper|lower|half|one.third)|cheaper.{0,14}patent|half.{0,14}patent|(?:reduc|discount|lower).{0,30}patent/,
    /专利.{0,12}(?:减免|减半|打折|半价|优惠|便宜|减少|降低)|(?:减免|减少|降低).{0,10}专利/,
    /giảm.{0,20}sáng chế|sáng chế.{0,24}(?:giảm|miễn giảm|nửa)/,
    /특허.{0,12}(?:감면|반값|절반|할인|줄이|줄일|절감|싸게)/,
  ],
  [
    '特許の早期審査とは',
    /accelerated exam|fast(?:er)? exam|speed up.{0,20}(?:patent|exam)|(?:super )?early exam/,
    /加快审查|早期审查|快速审查|加速审查/,
    /thẩm định nhanh|đẩy nhanh/,
    /조기 ?심사|우선 ?심사|빨리 ?심사/,
  ],
  [
    '補助金に税金はかかりますか',
    /(?:tax|taxed|taxable).{0,24}(?:grant|subsid)|(?:grant|subsid)\w*.{0,24}(?:tax|taxed|taxable)/,
    /补助金?.{0,8}(?:交税|纳税|征税|要税)/,
    /(?:trợ cấp).{0,20}(?:chịu thuế|đóng thuế|nộp thuế)/,
    /보조금.{0,10}(?:세금|과세)/,
  ],
  [
    '補助金の返還 取消しになるのはどんなとき',
    /(?:pay|give|return).{0,12}back|repay|cancel(?:led|lation)/,
    /退还|返还|取消/,
    /hoàn trả|trả lại|hủy/,
    /반환|돌려 ?줘|취소/,
  ],
]

/** What it is about. */
const subjects: readonly Entry[] = [
  [
    '産学公連携 共同研究',
    /industry.{0,5}(?:academi|universit)|academi(?:a|c)|sangaku|universit\w+.{0,12}(?:collaborat|cooperat|partner)/,
    /产学/,
    /(?:doanh nghiệp|công ty).{0,12}(?:đại học)|hợp tác (?:với )?(?:trường )?đại học/,
    /산학/,
  ],
  [
    '共同研究 産学連携',
    /(?:joint|collaborative) research|research (?:together )?with/,
    /共同研究|合作研究|联合研究/,
    /nghiên cứu chung/,
    /공동 ?연구/,
  ],
  ['大学', /universit|professor/, /大学|教授/, /đại học|giáo sư/, /대학|교수/],
  [
    '研究開発 新製品',
    /r&d|(?:research|product|technology) (?:and )?development|new (?:product|technolog)|prototyp|develop(?:ing)? (?:a |our |new )/,
    /研发|研究开发|新产品|新技术|开发(?!票)/,
    /nghiên cứu (?:và )?phát triển|(?:phát triển|làm) sản phẩm|sản phẩm mới/,
    /연구 ?개발|개발|신제품|신기술|시제품/,
  ],
  [
    '依頼試験 試験',
    /test(?:ing|s)?(?![a-z])|measurement|inspection/,
    /检测|测试|试验|检验/,
    /thử nghiệm|kiểm tra|kiểm định/,
    /시험|검사|측정/,
  ],
  ['設備 機械', /equipment|machine|robot/, /设备|机器|机械/, /thiết bị|máy móc|máy/, /설비|기계|장비|로봇/],
  [
    '創業',
    /start-?ups?|founders?|start(?:ing)? (?:a |my |our |up )?(?:new )?(?:business|company)|entrepreneur|founding|(?:found|open|opening|set up) (?:a|my) (?:business|company|shop|restaurant|cafe|café|store|salon)|new company/,
    /创业|开公司|开业|成立公司|开(?:一家)?(?:店|餐厅|饭店|咖啡)/,
    /khởi nghiệp|(?:mở|lập|thành lập) (?:một )?(?:công ty|doanh nghiệp|quán|nhà hàng|cửa hàng|tiệm|shop)/,
    /창업|회사를? ?(?:만들|설립|세우)|스타트업|개업|가게를? ?(?:열|내|차리|오픈)/,
  ],
  [
    'デジタル化 ソフト',
    /digital|software|(?<![a-z])dx(?![a-z])|cloud/,
    /数字化|软件|信息化/,
    /số hóa|phần mềm|chuyển đổi số/,
    /디지털|소프트웨어/,
  ],
  ['研修 人材', /(?:staff|employee) training|training|reskilling/, /培训|人才/, /đào tạo/, /교육|연수|인재/],
  [
    '販路開拓 宣伝',
    /sales channel|marketing|advertis|web ?site|exhibition|trade fair|flyer/,
    /销售渠道|销路|宣传|广告|展会|网站/,
    /quảng cáo|bán hàng|trang web|hội chợ|triển lãm/,
    /판로|홍보|광고|전시회|홈페이지/,
  ],
  [
    '家賃 賃料',
    /(?<![a-z])rent(?:al)?(?![a-z])|office space/,
    /房租|租金/,
    /tiền thuê|thuê (?:văn phòng|nhà|mặt bằng)/,
    /임대료|월세|임차료/,
  ],
  [
    '事業承継',
    /succession|successor|take over (?:a|the) (?:business|company)|m&a/,
    /继承|接班|并购/,
    /kế thừa|kế nghiệp|mua lại (?:công ty|doanh nghiệp)/,
    /승계|인수|후계/,
  ],
  [
    '海外 外国出願',
    /abroad|overseas|foreign (?:patent|application|countr)|international/,
    /海外|国外|外国/,
    /nước ngoài/,
    /해외|외국 ?출원/,
  ],
  ['特許', /patent/, /专利|專利/, /sáng chế/, /특허/],
  ['商標', /trademark|brand name/, /商标|商標/, /nhãn hiệu|thương hiệu/, /상표/],
  ['知財', /intellectual property|(?<![a-z])ip(?![a-z])/, /知识产权/, /sở hữu trí tuệ/, /지식 ?재산/],
  [
    '税制',
    /tax (?:credit|deduction|break)|(?:r&d|research) tax/,
    /税制|减税|税收优惠/,
    /(?:giảm|ưu đãi|khấu trừ) thuế/,
    /세제|세액 ?공제/,
  ],
]

/** What is wanted of it. */
const wants: readonly Entry[] = [
  [
    'とは何ですか',
    /what (?:is|are|does) (?!the|a |an |my|our|it|there|this|that)/,
    /什么是|是什么(?:意思)?/,
    /là gì/,
    /(?:무엇|뭐)(?:인가|예요|에요|입니까|죠|야)|뜻이/,
  ],
  [
    '設備を入れたい。',
    /(?:buy|purchas\w+|install|introduc\w+|replac\w+|invest in|want|need) .{0,24}(?:equipment|machine|robot)/,
    /(?:买|购买|购置|引进|导入|更新).{0,8}(?:设备|机器|机械)/,
    /(?:mua|lắp|thay|đầu tư) .{0,14}(?:thiết bị|máy)/,
    /(?:설비|기계|장비|로봇)(?:를|을)? ?(?:사|구입|도입|설치|바꾸)/,
  ],
  [
    '創業したい。',
    /(?:want|plan|going|about|would like) to (?:start|open|found|set up)|(?:am|'m) opening/,
    /(?:想|要|打算|准备)(?:创业|开公司|成立公司|开店)/,
    /(?:muốn|sắp|định|chuẩn bị) (?:khởi nghiệp|mở|lập|thành lập)/,
    /창업(?:하려|하고 ?싶|할 ?예정)|회사를? ?(?:만들|설립하)(?:려|고 ?싶)/,
  ],
  [
    '補助金 助成',
    /subsid|grant(?:s|ed)?(?![a-z])|funding|financial (?:support|aid|help)/,
    /补助|补贴|資助|资助|補助|助成/,
    /trợ cấp|hỗ trợ|tài trợ/,
    /보조금|지원금|조성금|보조|지원/,
  ],
  [
    '相談 窓口',
    /consult|advice|advis|where (?:can|should|do) (?:i|we) (?:ask|go)|who (?:can|should) i (?:ask|talk)/,
    /咨询|商量|问谁|去哪里问/,
    /tư vấn|hỏi (?:ở đâu|ai)/,
    /상담|문의|어디에 ?물/,
  ],
  [
    '問い合わせ先 電話',
    /phone|contact|call (?:number|which)|telephone/,
    /电话|联系方式|联系/,
    /(?:số )?điện thoại|liên hệ/,
    /전화|연락처|문의처/,
  ],
  [
    'いくら 上限',
    /how (?:much|big)|amount|maximum|upper limit|cap(?![a-z])|cost/,
    /多少钱|多少錢|金额|上限|多少|费用/,
    /bao nhiêu|số tiền|tối đa|chi phí/,
    /얼마|금액|상한|비용/,
  ],
  [
    '補助率',
    /(?:subsidy |grant )?rate(?![a-z])|what (?:percentage|share)|percent/,
    /补助率|比例|百分之/,
    /tỷ lệ|bao nhiêu phần trăm/,
    /보조율|비율|몇 ?퍼센트/,
  ],
  [
    'いつまで 締切',
    /deadline|until when|by when|due date|still open|when .{0,20}(?:close|end|open|start)|open now/,
    /截止|期限|什么时候|还(?:能|可以)申请|受理/,
    /hạn chót|khi nào|thời hạn|đến bao giờ|còn nhận/,
    /마감|언제|기한|아직 ?(?:신청|접수)/,
  ],
  ['何日かかる', /how long/, /多久|几天|多长时间/, /bao lâu|mất mấy/, /얼마나 ?걸|며칠|기간/],
  [
    'どうやって 申請',
    /how (?:do|can|to|should)|procedure|steps/,
    /怎么|怎麼|如何|流程|手续/,
    /làm thế nào|cách|như thế nào|thủ tục/,
    /어떻게|방법|절차/,
  ],
  ['必要書類', /documents?|paperwork|papers/, /材料|文件|资料/, /giấy tờ|hồ sơ (?:gì|cần)/, /서류/],
  [
    '対象',
    /eligib|who can|requirements?|conditions?|qualif/,
    /条件|对象|资格|谁可以/,
    /điều kiện|đối tượng|ai (?:được|có thể)/,
    /대상|조건|자격|누가/,
  ],
  [
    '使えますか',
    /can (?:i|we) (?:use|apply|get)|available (?:for|in|to)/,
    /可以(?:用|申请|使用)|能(?:用|申请)/,
    /có thể|được không|dùng được/,
    /쓸 ?수|신청할 ?수|받을 ?수|사용할 ?수/,
  ],
  [
    '対象経費 何に使える',
    /what (?:costs?|expenses?|can .{0,10}used for)|covered?|expenses/,
    /可用于|哪些费用|经费/,
    /dùng vào|chi phí nào|khoản chi/,
    /어디에 ?쓸|경비|대상 ?비용/,
  ],
  [
    anyScheme,
    /do you have|(?:is|are) there|any(?![a-z])|what (?:grants|subsidies|funding|support|schemes|programs)|which (?:grants|subsidies|schemes|programs)|looking for|list/,
    /有没有|有沒有|有什么|有哪些|推荐/,
    /(?:có|những) .*(?:nào|gì|không)/,
    /있나요|있습니까|있을까|있어요|추천/,
  ],
  [
    '今申し込める補助金は',
    /(?:open|available|apply for) (?:right )?now|currently open/,
    /现在(?:可以|能)申请|正在受理/,
    /hiện (?:đang )?(?:nhận|mở)/,
    /지금 ?(?:신청|접수)/,
  ],
  [
    '個人事業主',
    /sole proprietor|freelanc|self-employed/,
    /个体(?:户|经营)|自由职业/,
    /hộ kinh doanh|cá nhân kinh doanh|tự do/,
    /개인 ?사업자|프리랜서/,
  ],
  [
    '製造業です',
    /(?:we are|we're|i am|i run|our company is) .{0,12}(?:manufactur|factory)|manufacturer|metal ?work/,
    /制造业|工厂/,
    /(?:sản xuất|nhà máy|xưởng)/,
    /제조업|공장/,
  ],
  ['飲食店です', /restaurant|cafe|café/, /餐厅|餐馆|饮食店/, /nhà hàng|quán ăn|quán cà phê/, /식당|음식점|카페/],
]

/** Wards as they are written in Chinese characters of China and in hangul; Latin letters are read with the areas. */
const places: readonly Entry[] = (
  [
    ['板橋区', /板桥/, /이타바시/],
    ['江東区', /江东/, /고토구/],
    ['江戸川区', /江户川/, /에도가와/],
    ['葛飾区', /葛饰/, /가쓰시카|카츠시카/],
    ['豊島区', /丰岛/, /도시마/],
    ['渋谷区', /涩谷/, /시부야/],
    ['目黒区', /目黑/, /메구로/],
    ['練馬区', /练马/, /네리마/],
    ['品川区', never, /시나가와/],
    ['大田区', never, /오타구/],
    ['墨田区', never, /스미다/],
    ['荒川区', never, /아라카와/],
    ['新宿区', never, /신주쿠/],
    ['港区', never, /미나토구/],
    ['世田谷区', never, /세타가야/],
    ['杉並区', /杉并/, /스기나미/],
    ['足立区', never, /아다치/],
    ['北区', never, /기타구|키타구/],
    ['文京区', never, /분쿄/],
    ['台東区', /台东/, /다이토/],
    ['中野区', never, /나카노/],
    ['中央区', never, /주오구/],
    ['千代田区', never, /지요다|치요다/],
  ] as const
).map(([ward, zh, ko]) => [ward, never, zh, never, ko])

/** Wards whose names are short: in Latin letters they are read with the word for a ward, or with 「in」. */
const shortWards: readonly Entry[] = (
  [
    ['江東区', 'koto'],
    ['大田区', 'ota'],
    ['港区', 'minato'],
    ['北区', 'kita'],
    ['中央区', 'chuo'],
    ['台東区', 'taito'],
    ['中野区', 'nakano'],
  ] as const
).map(([ward, name]) => [
  ward,
  new RegExp(`(?:in|of|at|from) ${name}(?![a-z])`),
  never,
  new RegExp(`(?:quận|khu|ở) ${name}(?![a-z])`),
  never,
])

/** Places outside the wards, which the corpus holds nothing or only national schemes for. */
const elsewhere: readonly Entry[] = [
  ['横浜市', /yokohama/, /横滨/, /yokohama/, /요코하마/],
  ['川崎市', /kawasaki/, /川崎/, /kawasaki/, /가와사키/],
  ['大阪府', /osaka/, /大阪/, /osaka/, /오사카/],
  ['京都府', /kyoto/, /(?<!东)京都/, /kyoto/, /교토/],
  ['名古屋市', /nagoya/, /名古屋/, /nagoya/, /나고야/],
  ['福岡県', /fukuoka/, /福冈/, /fukuoka/, /후쿠오카/],
  ['北海道', /hokkaido|sapporo/, /北海道|札幌/, /hokkaido|sapporo/, /홋카이도|삿포로/],
  ['神戸市', /(?<![a-z])kobe/, /神户/, /kobe/, /고베/],
  ['仙台市', /sendai/, /仙台/, /sendai/, /센다이/],
  ['埼玉県', /saitama/, /埼玉/, /saitama/, /사이타마/],
  ['千葉県', /(?<![a-z])chiba/, /千叶/, /chiba/, /지바|치바/],
  ['神奈川県', /kanagawa/, /神奈川/, /kanagawa/, /가나가와/],
  ['八王子市', /hachioji/, /八王子/, /hachioji/, /하치오지/],
]

const always: readonly Entry[] = [...pointers, ...names, ...places, ...shortWards]

/** A message of another language as Japanese words to search by; empty when no word is known. `normalized` is NFKC, small letters. */
export function japaneseWords(normalized: string, language: ForeignLanguage): string {
  const column = columns.indexOf(language)
  const found = (entries: readonly Entry[]) =>
    entries.filter(([, ...words]) => words[column]?.test(normalized)).map(([japanese]) => japanese)
  const whole = found(questions)
  const outside = found(elsewhere)
  const rest =
    whole.length > 0
      ? whole
      : [
          ...found(subjects),
          ...found(outside.length > 0 ? wants.filter(([japanese]) => japanese !== anyScheme) : wants),
        ]
  return [...found(always), ...outside, ...rest, ...japaneseNumbers(normalized, language)].join(' ')
}
