import type { IntentRule } from './intent-rule.ts'

/** What people do besides asking, in English, Chinese, Korean and Vietnamese. Tried before the Japanese rules, on the words as they came. */
export const foreignIntentRules: readonly IntentRule[] = [
  {
    intent: 'human',
    pattern:
      /(?:talk|speak|chat|connect me|transfer me|put me through) (?:to|with) (?:a |an |the |your |any )?(?:real |human )?(?:human|person|staff|agent|someone|officer|operator)|(?:anyone|anybody|someone|somebody|staff|person)(?: there| here)?(?: who)?(?: can)? (?:speaks?|talks?) (?:english|vietnamese|chinese|korean)|human please|real person|call me back|(?:联系|转接?|找|和|跟|接)(?:到)?(?:人工|工作人员|真人|职员)|人工(?:服务|客服)|有(?:没有)?(?:人)?会(?:说|讲)(?:中文|英语|越南语)|(?:ai|người nào|nhân viên nào) (?:biết )?nói (?:được )?tiếng (?:việt|anh|trung)|(?:한국어|영어|베트남어)(?:를)? ?(?:하는|할 ?수 ?있는|가능한) ?(?:사람|직원|분)|(?:직원|상담원|사람|담당자)(?:과|와|이랑|하고|에게|한테|을|를)? ?(?:이야기|얘기|말|상담|연결|통화|바꿔)|(?:nói chuyện|gặp|trao đổi|liên hệ|nối máy) (?:với )?(?:nhân viên|người thật|con người)/,
  },
  {
    intent: 'greeting',
    pattern:
      /^(?:hello|hi|hey|good (?:morning|afternoon|evening)|xin ch[aà]o|chào(?: bạn)?|你好|您好|哈喽|안녕(?:하세요|하십니까)?)[\s!。、.,ー〜~]*$|^(?:who are you|are you (?:a |an )?(?:ai|bot|robot|human)|what are you|你是谁|你是(?:机器人|人工智能|ai)吗|누구(?:세요|입니까|예요)|bạn là ai)[?？\s]*$/,
  },
  {
    intent: 'thanks',
    pattern:
      /^(?:(?:ok,? |great,? |oh )?(?:thanks?(?: you)?(?: (?:very|so) much| a lot)?|thx|got it|i see|cảm ơn(?: bạn)?(?: (?:rất )?nhiều)?|谢谢(?:您|你)?|謝謝|多谢|明白了|知道了|감사합니다|고맙습니다|고마워요?|알겠습니다)[\s!。、.~]*)+$/,
  },
  {
    intent: 'menu',
    pattern:
      /^(?:help|menu|what can you (?:do|help(?: me)? with)|how (?:does this|do i use this)(?: chat| bot)? ?(?:work)?|你(?:能|可以|会)(?:做什么|帮我什么|回答什么)|有什么功能|帮助|도움말|무엇을? ?(?:할 ?수|물어볼 ?수|도와).*|뭘 ?할 ?수 ?있.*|bạn (?:có thể )?(?:làm|giúp)(?: được)? gì|trợ giúp)[?？\s!。.]*$/,
  },
  {
    intent: 'restart',
    pattern: /^(?:start over|reset|restart|重新开始|从头开始|처음부터(?: 다시)?|bắt đầu lại|làm lại)[\s!。.]*$/,
  },
  {
    intent: 'ghost-writing',
    pattern:
      /(?:write|draft|fill (?:in|out)|prepare) (?:\w+ ){0,3}(?:application|business plan|proposal|form)|(?:帮|替|代)(?:我|我们).{0,4}(?:写|填).{0,10}(?:申请|计划)|(?:신청서|계획서)를? ?.{0,4}(?:대신|써 ?(?:줘|주)|작성해 ?(?:줘|주))|viết (?:giúp|hộ|thay).{0,12}(?:đơn|hồ sơ|kế hoạch)/,
    unless: /how (?:do|can|should|to)|who can|怎么写|어떻게/,
  },
  {
    intent: 'false-application',
    pattern:
      /fake (?:invoice|receipt|quote|application)|(?:inflate|falsify|forge)|cheat(?:ing)? (?:the )?(?:grant|subsid)|假(?:发票|收据|报价)|虚报|伪造|허위|가짜 ?(?:견적|영수증|서류)|부정 ?수급.{0,4}(?:방법|하는)|(?:làm|khai) giả|hóa đơn giả|gian lận/,
    unless: /avoid|prevent|避免|防止|방지/,
  },
  {
    intent: 'adoption-promise',
    pattern:
      /will (?:my|our|the) (?:application|proposal|plan|company) (?:be |get )?(?:accepted|approved|selected|pass)|(?:promise|guarantee) (?:me|us|that|my|our|i|we)|(?:is|are) (?:my|our).{0,20}guaranteed|保证.{0,8}(?:通过|录取|拿到)|(?:能|会)(?:通过|被选上|选上)吗|(?:합격|선정|채택|통과)(?:될|되|할)(?:까|나|겠|수)|보장해|(?:cam kết|đảm bảo|bảo đảm).{0,20}(?:được|duyệt|chọn|đậu)|có (?:đậu|được duyệt) không/,
  },
  {
    intent: 'patentability-judgement',
    pattern:
      /(?:is|can|could) (?:my|our|this) (?:idea|invention|product|technology).{0,20}(?:patent)|我(?:们)?的(?:发明|技术|产品|想法).{0,10}(?:能|可以).{0,6}专利|(?:제|우리|내) ?(?:발명|기술|아이디어|제품).{0,14}특허.{0,6}(?:될|받|가능)|(?:sáng chế|ý tưởng|sản phẩm) của (?:tôi|chúng tôi).{0,20}(?:cấp bằng|sáng chế)/,
    unless: /how (?:much|long)|多少|얼마|bao nhiêu/,
  },
  {
    intent: 'infringement-judgement',
    pattern:
      /(?:copied|stole|stolen|copying|stealing) (?:my|our) (?:product|idea|design|patent|logo|invention)|(?:do|does|am|is|are) .{0,20}infring|infring\w+ (?:a|the|their|his) patent\?|(?:是否|有没有|是不是)侵权|侵权(?:了)?吗|침해(?:하|되|인|입)|(?:có|bị) (?:xâm phạm|vi phạm bản quyền|vi phạm sáng chế)/,
  },
  {
    intent: 'infringement-judgement',
    pattern:
      /(?:patent|infring\w*|trademark).{0,24}(?:letter|warning|cease)|(?:letter|mail|notice|warning).{0,40}(?:patent|copied|copy|infring|trademark)|(?:sued|suing|accus\w+).{0,30}(?:patent|copy|copied|infring)/,
  },
  {
    intent: 'tax-return',
    pattern: /(?:file|do|prepare) my tax|tax return|how much tax|报税|交多少税|세금 ?(?:신고|계산)|khai thuế|tính thuế/,
  },
  {
    intent: 'residence-status',
    pattern:
      /(?<![a-z])visas?(?![a-z])(?! card)|residence (?:status|card)|签证|在留(?:资格|卡)|비자|체류 ?자격|tư cách lưu trú|gia hạn visa/,
    unless: /subsid|grant|补助|보조|trợ cấp/,
  },
  {
    intent: 'off-topic',
    pattern:
      /weather|recipe|restaurant near|football|lottery|天气|菜谱|彩票|날씨|맛집|thời tiết|nấu ăn|xổ số|(?:^|\s)tell me a joke|讲个笑话|농담/,
  },
  {
    intent: 'urgent-money',
    pattern:
      /(?:need|want) (?:money|cash) (?:right )?(?:now|today|immediately)|going bankrupt|can'?t pay (?:the |my |our )?(?:rent|salar|wages|bills)|马上要钱|快(?:破产|倒闭)|付不起|당장 ?(?:돈|자금)|파산 ?(?:직전|할)|cần tiền (?:ngay|gấp)|sắp phá sản/,
  },
  {
    intent: 'complaint',
    pattern:
      /(?:you|this bot|this) (?:are|is) (?:useless|stupid|terrible)|(?:没用|太差|笨蛋)|쓸모없|멍청|(?:vô dụng|ngu ngốc|tệ quá)/,
  },
  {
    intent: 'erase-data',
    pattern:
      /(?:delete|erase|remove) (?:my|all my|our) (?:data|chat|conversation|information|history)|删除(?:我的)?(?:数据|记录|聊天)|(?:데이터|기록|대화)를? ?(?:삭제|지워)|xóa (?:dữ liệu|lịch sử|cuộc trò chuyện)/,
  },
  {
    intent: 'sources',
    pattern:
      /(?:what is|where is|show).{0,12}(?:source|reference)|where did you get|信息来源|来源是|出处|출처|근거가|nguồn (?:nào|ở đâu|thông tin)/,
  },
  {
    intent: 'simpler',
    pattern:
      /^(?:in short|(?:more )?simply|too (?:long|difficult)|i don'?t understand|简单(?:点|说)|太长了?|看不懂|听不懂|간단히.{0,6}|이해(?:가)? ?안.{0,4}|ngắn gọn|khó hiểu(?: quá)?|không hiểu)[\s!?.。]*$/,
  },
]
