import { personalDataIn } from './personal-data.ts'
import type { Phrases } from './phrase-type.ts'
import { placeIn } from './places.ts'

const help =
  'quầy hỗ trợ sở hữu trí tuệ 知財総合支援窓口 (0570-082100, ngày thường 8:30–17:15, miễn phí, bảo mật, tiếng Nhật)'

export const vi: Phrases = {
  greeting: (operator) =>
    `Xin chào. Đây là trợ lý AI của ${operator}.\nTôi trả lời về trợ cấp, tư vấn kỹ thuật và thiết bị thử nghiệm, nghiên cứu chung với đại học, sở hữu trí tuệ (sáng chế v.v.) dựa trên tài liệu đã kiểm tra. Xin cho biết công ty ở quận nào và bạn muốn làm gì.\nXin đừng viết số My Number, số tài khoản ngân hàng hay nội dung sáng chế chưa công bố.`,
  thanks: 'Rất vui vì đã giúp được bạn. Nếu có câu hỏi về trợ cấp hay sở hữu trí tuệ, xin cứ hỏi.',
  serviceCost:
    'Dùng chat này và tư vấn với nhân viên đều miễn phí (bạn tự trả phí mạng). Nếu muốn hỏi chi phí của một chương trình, xin cho biết tên.',
  serviceData:
    'Nội dung bạn viết được văn phòng lưu để trả lời và chuyển cho nhân viên. AI và nhân viên văn phòng này đọc; mỗi lần nhân viên đọc đều được ghi lại. Số điện thoại v.v. được che. Gửi 「データを消して」 bất cứ lúc nào để yêu cầu xóa. Xin đừng viết My Number, số tài khoản, nội dung phát minh chưa công bố.',
  serviceDuty:
    'Câu trả lời ở đây dựa trên tài liệu đã kiểm tra và có ghi ngày, không hứa hẹn việc được chọn hay số tiền. Trước khi nộp đơn, xin xác nhận với hướng dẫn chính thức hoặc nơi phụ trách. Nếu bạn thấy câu trả lời sai, nhân viên sẽ kiểm tra.',
  serviceHours: 'AI này trả lời cả ban đêm và ngày nghỉ. Về giờ nhân viên trả lời, xin viết 「相談員と話したい」.',
  menu: 'Tôi có thể trả lời:\n- Trợ cấp: số tiền, đối tượng, hạn chót, cách nộp\n- Hợp tác với đại học, cơ sở thử nghiệm công\n- Thủ tục và chi phí sáng chế, tư vấn miễn phí\n- Chuẩn bị nộp hồ sơ điện tử (GビズID, Jグランツ, e-Rad)\nXin viết điều bạn muốn biết. Bạn cũng có thể yêu cầu gặp nhân viên.',
  restarted: 'Chúng ta bắt đầu lại. Xin viết điều bạn muốn biết về trợ cấp, nghiên cứu chung hay sở hữu trí tuệ.',
  languageChosen:
    'Từ đây tôi trả lời bằng tiếng Việt. Bạn muốn biết điều gì? Tên chương trình giữ tiếng Nhật để bạn dễ tra cứu.',
  otherLanguage:
    'Bạn có thể viết bằng English, 中文, 한국어, Tiếng Việt hoặc やさしい日本語. Số tiền, tỷ lệ, hạn chót và liên hệ được nói bằng ngôn ngữ của bạn, chi tiết bằng tiếng Nhật.',
  empty:
    'Tôi không đọc được câu hỏi. Xin viết tên chương trình hoặc điều bạn muốn làm (mua thiết bị, nghiên cứu với đại học, xin sáng chế v.v.).',
  humanHandoff:
    'Tôi chuyển bạn tới nhân viên. Ban đêm và ngày nghỉ, họ trả lời từ ngày làm việc tiếp theo. Câu trả lời có thể bằng tiếng Nhật.',
  crisis:
    'Cảm ơn bạn đã nói ra nỗi đau này. Xin đừng chịu đựng một mình, hãy liên hệ ngay với người có thể lắng nghe.\n- よりそいホットライン 0120-279-338 (có thể chọn tiếng nước ngoài theo hướng dẫn)\n- こころの健康相談統一ダイヤル 0570-064-556 (tiếng Nhật)\n- https://www.mhlw.go.jp/mamorouyokokoro\nNếu nguy hiểm đến tính mạng, hãy gọi 119 ngay. Tôi cũng báo cho nhân viên, họ sẽ trả lời tại đây.',
  injection: 'Xin lỗi, tôi không thể làm điều đó. Xin hỏi về trợ cấp, nghiên cứu chung hoặc sở hữu trí tuệ.',
  abuse:
    'Xin lỗi, tôi không thể trả lời nội dung như vậy. Nếu có câu hỏi về trợ cấp, nghiên cứu chung hay sở hữu trí tuệ, xin cứ viết, hoặc nói chuyện với nhân viên.',
  otherUser: 'Tôi không thể cho xem nội dung tư vấn của người khác. Xin viết câu hỏi của chính bạn.',
  unpublishedInvention:
    'Đây có vẻ là nội dung sáng chế chưa công bố nên tôi dừng ở đây. Nội dung bạn viết không được lưu.\nXin đừng viết nội dung sáng chế ở đây trước khi nộp đơn: nếu người khác biết, sáng chế có thể mất tính mới (新規性) và không được cấp bằng.\nVề nội dung, xin hỏi 知財総合支援窓口 (0570-082100, ngày thường 8:30–17:15, miễn phí, bảo mật) hoặc luật sư sáng chế (弁理士).\nBạn có thể hỏi tiếp mà không viết nội dung, ví dụ: "Itabashi có trợ cấp phát triển không?", "Chi phí sáng chế bao nhiêu?"',
  legalJudgement:
    'Tôi không thể phán đoán pháp lý (có hiệu lực không, có phạm luật không, ai thắng). Xin hỏi luật sư (弁護士). Về hợp đồng và quyền sở hữu trí tuệ, có thể bắt đầu từ 知財総合支援窓口 (0570-082100, ngày thường 8:30–17:15, miễn phí, bảo mật).',
  labourLaw:
    'Sa thải, tiền lương và các vấn đề lao động nằm ngoài dịch vụ này. Xin hỏi 社会保険労務士 hoặc luật sư (弁護士).',
  complaint:
    'Xin lỗi vì sự bất tiện. Tôi có thể chuyển ý kiến của bạn tới nhân viên. Nếu câu trả lời không giúp được, tôi có thể nối bạn với nhân viên.',
  contradiction:
    'Xin lỗi vì giải thích khó hiểu. Xin cho biết điểm nào của chương trình nào khác, tôi sẽ kiểm tra lại cùng ngày của tài liệu. Nhân viên cũng có thể kiểm tra.',
  sourcesNone: 'Bạn muốn biết nguồn của câu trả lời nào? Xin viết tên chương trình, tôi sẽ cho biết tài liệu và ngày.',
  sourcesLead: 'Câu trả lời vừa rồi dựa trên các tài liệu sau.',
  resumeTopic:
    'Vâng. Chúng ta tiếp tục chủ đề nào: trợ cấp, nghiên cứu chung hay sở hữu trí tuệ? Xin cho biết tên chương trình, hoặc quận và điều bạn muốn làm.',
  ghostWriting:
    'Tôi không thể viết thay hồ sơ hay kế hoạch, cũng không thể nộp hay đăng ký thay bạn. Có được nhờ người khác viết hay không, xin xem 公募要領 của chương trình hoặc hỏi văn phòng phụ trách. Tôi có thể cho biết điều kiện, giấy tờ và nơi tư vấn.',
  falseApplication:
    'Tôi không thể giúp nộp hồ sơ như vậy. Hồ sơ đứng tên người khác hoặc sai sự thật không được chấp nhận, sẽ bị hủy và phải hoàn trả. Xin cho biết về công ty của bạn, tôi sẽ tìm chương trình phù hợp.',
  adoptionPromise:
    'Tôi không thể hứa hay dự đoán kết quả, cũng không thể chỉ cách viết để dễ đậu. Tiêu chí xét duyệt có trong 公募要領 của từng chương trình. Về kế hoạch, xin hỏi よろず支援拠点 hoặc 商工会議所.',
  ownApplication:
    'Ở đây không xem được tình trạng hay kết quả hồ sơ. Xin hỏi văn phòng nơi bạn nộp, kèm số tiếp nhận. Nếu không rõ nơi nào, tôi nối bạn với nhân viên.',
  patentability: `Tôi không thể phán đoán một sáng chế có được cấp bằng hay không. Có thể tra sáng chế tương tự miễn phí trên J-PlatPat. Xin hỏi ${help} hoặc luật sư sáng chế (弁理士). Xin đừng viết nội dung sáng chế ở đây trước khi nộp đơn.`,
  infringement: `Tôi không thể phán đoán có xâm phạm quyền hay không. Xin hỏi luật sư sáng chế (弁理士), luật sư (弁護士) hoặc ${help}. Ở đây cũng không mở được liên kết hay tài liệu.`,
  urgentMoney:
    'Không có trợ cấp nhận ngay: trợ cấp thường trả sau. Về dòng tiền, xin hỏi よろず支援拠点 (tư vấn miễn phí) hoặc vay vốn tại 日本政策金融公庫. Tôi cũng nối bạn với nhân viên.',
  competitor:
    'Tôi không thể cho biết công ty khác nhận trợ cấp gì. Tôi có thể tìm cho công ty của bạn: công ty ở đâu và muốn làm gì?',
  externalLink: 'Tôi không mở được liên kết. Xin viết tên chương trình, tôi sẽ trả lời theo tài liệu đã kiểm tra.',
  taxReturn: 'Khai thuế và tính thuế nằm ngoài dịch vụ này. Xin hỏi sở thuế (税務署) hoặc 税理士.',
  residenceStatus: 'Visa và tư cách lưu trú nằm ngoài dịch vụ này. Xin hỏi 出入国在留管理庁 (入管) hoặc 行政書士.',
  registration:
    'Thủ tục đăng ký công ty và điều lệ nằm ngoài phạm vi của quầy này. Xin hỏi Cục Tư pháp (法務局) hoặc thư lại tư pháp (司法書士). Tôi có thể giới thiệu các khoản trợ cấp và quầy tư vấn cho việc khởi nghiệp.',
  filler:
    'Xin mời bạn viết tiếp. Hãy viết điều bạn muốn biết: trợ cấp, thiết bị và thử nghiệm, hợp tác với trường đại học hoặc sở hữu trí tuệ. Nếu không biết bắt đầu từ đâu, hãy cho tôi biết quận (区) của công ty và việc bạn muốn làm.',
  permit:
    'Giấy phép nằm ngoài dịch vụ này. Xin hỏi cơ quan phụ trách của Tokyo hoặc quận (môi trường, xây dựng, y tế v.v.) hoặc 行政書士.',
  offTopic:
    'Câu hỏi này nằm ngoài dịch vụ. Xin hỏi về trợ cấp, nghiên cứu chung hoặc sở hữu trí tuệ. Việc khác xin hỏi văn phòng quận.',
  simplerLead: 'Tóm lại:',
  simplerNothing:
    'Xin lỗi vì giải thích chưa rõ. Xin viết ngắn gọn tên chương trình hoặc điều bạn muốn làm (mua thiết bị, nghiên cứu với đại học v.v.).',
  eraseData: 'Bạn muốn xóa nội dung trò chuyện. Nhân viên sẽ kiểm tra và xử lý; tôi nối bạn với nhân viên.',
  companyForgotten: 'Tôi đã xóa thông tin công ty của bạn khỏi cuộc trò chuyện này.',
  companyUnknown: 'Bạn chưa cho biết về công ty. Với quận, ngành và số nhân viên, tôi có thể thu hẹp danh sách.',
  companyKnown: (lines) => `Thông tin công ty bạn đã cho biết:\n${lines}\nBấm "Xóa tin công ty" để xóa.`,
  masked: (kinds) =>
    `Tôi đã che ${personalDataIn(kinds, 'vi')} và không lưu lại. Ở đây không cần thông tin này, lần sau xin đừng viết.`,
  nearestRecord:
    'Không tìm thấy tài liệu khớp hoàn toàn. Đây là tài liệu gần nhất. Nếu không đúng, xin diễn đạt lại hoặc hỏi nhân viên.',
  noEvidence:
    'Tôi không tìm thấy tài liệu cho câu hỏi này, và không thể trả lời điều chưa xác nhận. Xin cho biết tên chương trình, hoặc quận của công ty và điều bạn muốn làm, hoặc hỏi nhân viên.',
  noRecordElsewhere: (places) =>
    `Chưa có tài liệu xác nhận về chương trình của ${places}. Xin hỏi chính quyền địa phương hoặc 商工会議所 ở đó. Tôi có thể giới thiệu chương trình toàn quốc.`,
  noRecordPlace: (ward) =>
    `Chưa xác nhận được chương trình của ${placeIn(ward, 'vi')} cho câu hỏi này. Xin hỏi văn phòng quận hoặc 東京商工会議所.`,
  tooUncertain: (name) => `Tôi biết có chương trình 「${name}」 nhưng số tiền và điều kiện chưa được xác nhận.`,
  tooUncertainTopic: (name) => `Chưa xác nhận được 「${name}」 trong tài liệu công.`,
  nearScheme: (name) => `Chương trình gần giống: 「${name}」.`,
  offerStaff: 'Tôi cũng có thể nối bạn với nhân viên.',
  askPurpose: (ward) =>
    `Công ty ở ${placeIn(ward, 'vi')}. Bạn muốn dùng tiền vào việc gì: nghiên cứu phát triển, thiết bị, bán hàng, khởi nghiệp, sở hữu trí tuệ?`,
  askProfile:
    'Để tìm chương trình, xin cho biết công ty ở quận nào và bạn muốn làm gì (nghiên cứu, thiết bị, bán hàng, đào tạo, sở hữu trí tuệ v.v.).',
  askWhichWindow:
    'Bạn muốn hỏi về việc gì? Tôi sẽ cho biết nơi tư vấn.\n- Tiền (trợ cấp, dòng tiền) và kinh doanh\n- Kỹ thuật, thử nghiệm, thiết bị\n- Nghiên cứu chung với đại học\n- Sáng chế, sở hữu trí tuệ',
  askWhichScheme: 'Bạn hỏi về chương trình nào? Xin cho biết tên, hoặc quận của công ty và điều bạn muốn làm.',
  oneWardOnly: (ward) => `Đây là chương trình của ${placeIn(ward, 'vi')}. Nếu công ty ở quận khác, xin cho biết.`,
  askWard: 'Nếu cho biết công ty ở quận nào, tôi có thể giới thiệu thêm chương trình của quận.',
  beyond: 'Các chế độ có mục đích trùng và mức cao hơn trong tài liệu của tôi (số tiền và tỷ lệ tùy điều kiện):',
  knownOnes:
    'Trong các chế độ có mục đích trùng, những chế độ sau đã xác nhận được con số (số tiền và tỷ lệ tùy điều kiện):',
  noneBeyond: 'Trong tài liệu của tôi không có chế độ nào có mục đích trùng được xác nhận là mức cao hơn.',
  amongThem:
    'Các chế độ vừa rồi, chế độ đang nhận hồ sơ đứng trước, rồi đến con số lớn hơn (số tiền và tỷ lệ tùy điều kiện):',
  noneComparable: 'Các chế độ vừa rồi không có con số đã xác nhận nên tôi không so sánh được.',
  notCompared: 'Vì vậy tôi không so sánh được với chế độ khác.',
  priceNotCompared:
    'Tài liệu của tôi không có mức phí đã xác nhận cho cùng một việc, nên tôi không nói được bên nào rẻ hơn.',
  nothingCheaper: 'Không có gì rẻ hơn.',
  freeOnes: 'Những nơi đã xác nhận là miễn phí:',
  costReduced: 'Những chế độ giúp giảm chi phí:',
  togetherUnknown: (names) => `Tôi chưa xác nhận được ${names} có dùng chung với trợ cấp khác được không.`,
  documentsUnknown: (names) => `Chưa xác nhận được giấy tờ cần cho ${names}. Xin xem hướng dẫn (募集要項).`,
  blamesAdvice:
    'Xin lỗi vì sự bất tiện. Nhân viên sẽ kiểm tra nội dung đã hướng dẫn và sự việc; tôi đang nối bạn với nhân viên.',
  formerFacts: 'Nội dung trên là từ tài liệu trước đây. Chưa xác nhận được hiện nay có còn như vậy không.',
  mayHaveChanged: 'Chưa xác nhận được hiện nay có còn như vậy không.',
  costsApart: 'Tỷ lệ và mức trần khác nhau theo loại chi phí nên không thể tính gộp. Xin hỏi riêng từng loại.',
  termClosing: 'Cách áp dụng của từng chương trình có trong hướng dẫn và trang chính thức của chương trình đó.',
  sumsFoot:
    'Số tiền ước tính giả định toàn bộ chi phí đều hợp lệ. Số tiền thực tế do xét duyệt và báo cáo kết quả quyết định.',
  inGeneral: (scheme) =>
    `Đây là quy tắc chung của các khoản trợ cấp. Với 「${scheme}」, xin xem hướng dẫn hoặc hỏi văn phòng của chương trình.`,
  findsPartner: (window) => `Để tìm trường đại học hoặc nhà nghiên cứu cùng làm, xin hỏi ${window}.`,
  applicantLead: (applicant) => `Các chương trình có ghi về đối tượng này (「${applicant}」):`,
  applicantLeftOut: (applicant) => `Các chương trình ghi rõ không dành cho 「${applicant}」:`,
  listFoot: 'Gửi số hoặc tên chương trình để xem đối tượng và cách nộp.',
  error: 'Xin lỗi, có lỗi nên tôi chưa trả lời được. Xin thử lại hoặc hỏi nhân viên.',
  closing: 'Với trường hợp cụ thể, xin hỏi cơ quan phụ trách.',
}
