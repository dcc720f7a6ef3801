import type { Intent } from './understand/intent-rule.ts'
import type { OtherLanguage } from './understand/language.ts'

/** Words of the consultant that no record holds. Figures in them are public helplines and windows only. */
export const texts = {
  greeting: (operator: string) =>
    `こんにちは。${operator}のAI案内です。\n補助金・助成金、技術相談や試験設備、産学連携、知財（特許など）の支援について、確認済みの資料からお答えします。区市町村名とやりたいことを添えて、ふだんの言葉でお尋ねください。\nマイナンバー・口座番号・未公開の発明の内容は書かないでください。\nEnglish・中文・한국어・Tiếng Việt・やさしい日本語でもお答えします。`,
  thanks: 'お役に立てたならうれしいです。ほかにも補助金や知財について、気になることがあればお尋ねください。',
  serviceCost:
    'このチャットのご利用と相談員へのご相談は無料です（通信にかかる料金はご負担ください）。制度の金額や料金をお尋ねのときは、制度の名前を教えてください。',
  serviceData:
    'お書きになった内容は、回答と相談員への引き継ぎのために窓口で保存します。読むのは、AIと窓口の職員です。職員が読んだことは記録に残します。電話番号などは伏せ字にします。「データを消して」と書くと、いつでも消去を申し出られます。マイナンバー・口座番号・未公開の発明の内容は書かないでください。',
  serviceDuty:
    'この窓口の案内は、確認した日と出典を示した資料にもとづくもので、採択や金額を約束するものではありません。申請の前に、必ず公募要領か事務局・担当窓口でご確認ください。案内に間違いがあると思われたときは、相談員（職員）が確かめます。',
  serviceHours:
    'このAI案内は、夜間も休日もお答えします。相談員がお返事できる時間は、「相談員と話したい」と書いていただくとご案内します。',
  menu: '次のようなことをお答えできます。\n・補助金・助成金：金額、対象、締切、申請方法\n・大学や公設試との連携、試験・設備の利用\n・特許など知財の手続と費用、無料の相談窓口\n・電子申請（GビズID、Jグランツ、e-Rad）の準備\n知りたいことをそのままお書きください。職員との相談もご希望いただけます。',
  restarted: 'はじめからご案内します。補助金・助成金、産学連携、知財の支援など、知りたいことをお書きください。',
  empty:
    'ご質問の内容を読み取れませんでした。知りたい制度の名前や、やりたいこと（設備を入れたい、大学と研究したい、特許を取りたい など）をお書きください。',
  humanHandoff:
    '相談員（担当の職員）への取り次ぎを承りました。夜間や休日など受付時間外は、次の開庁日以降のお返事になります。',
  crisis:
    'つらいお気持ちを書いてくださり、ありがとうございます。いまは一人で抱えず、話せる相手とつながってください。\n・よりそいホットライン 0120-279-338\n・こころの健康相談統一ダイヤル 0570-064-556\n・https://www.mhlw.go.jp/mamorouyokokoro\n命の危険があるときは、すぐに119番へ連絡してください。担当の職員にもお知らせし、この画面でお返事します。',
  injection:
    '申し訳ありませんが、そのご依頼にはお答えできません。補助金・助成金、産学連携、知財の支援についてのご質問をお書きください。',
  abuse:
    '申し訳ありませんが、そのような内容にはお答えできません。補助金・助成金、産学連携、知財の支援についてのご質問でしたら、いつでもお書きください。うまくお答えできていないときは、職員（相談員）へご相談ください。',
  otherUser: 'ほかの方のご相談や記録は、お見せできません。ご自身のご質問をお書きください。',
  unpublishedInvention:
    'まだ公開していない発明の内容のようですので、ここで止めました。書かれた内容は記録していません。\n発明の内容は、出願の前にこの窓口へ書かないでください。人に知られると新しさ（新規性）を失い、特許を取れなくなることがあります。\n内容のご相談は、秘密が守られる知財総合支援窓口（0570-082100、平日8:30〜17:15、無料）か弁理士へお願いします。\n発明の中身を書かずに、「板橋区で開発に使える助成は？」「特許の費用は？」のようにお尋ねいただければ、続けてご案内します。',
  withheldInvention: '［発明の内容とみられるため、記録していません］',
  legalJudgement:
    '法律上の判断（有効か無効か、違法かどうか、争いの見通しなど）は、お答えできません。弁護士へご相談ください。知財の契約や権利についての入口は、知財総合支援窓口（0570-082100、平日8:30〜17:15、無料・秘密厳守）です。',
  labourLaw:
    '解雇や賃金など労務の判断はこの窓口の対象外で、お答えできません。社会保険労務士または弁護士へご相談ください。',
  complaint:
    'ご不便をおかけして申し訳ありません。ご意見として担当の職員に伝えることができます。ご質問にうまくお答えできていない場合は、職員（相談員）におつなぎします。',
  blamesAdvice:
    'ご不便をおかけして申し訳ありません。ご案内の内容と経緯を職員が確認しますので、担当の職員におつなぎします。',
  contradiction:
    'ご説明が分かりにくく申し訳ありません。どの制度のどの点が違っていたか教えていただければ、資料の日付とあわせて確認し直します。職員（相談員）が確認することもできます。',
  sourcesNone:
    'どの回答の出典をお知りになりたいですか。制度の名前を書いていただければ、確認した資料と日付をご案内します。',
  sourcesLead: '先ほどのご案内は、次の資料をもとにしています。',
  resumeTopic:
    '承知しました。補助金・助成金、産学連携、知財のどのお話を続けましょうか。制度の名前や、会社のある区とやりたいことを教えてください。',
  ghostWriting:
    '申請書や計画書の文章を代わりに作ることや、申請や登録の手続を代わりにすることはできません。書類の作成を人に頼めるかどうかは、その制度の公募要領か事務局でご確認ください。要件や必要な書類のご案内、相談窓口のご紹介はできます。',
  falseApplication:
    'そのような申請はお手伝いできません。事実と異なる名義や内容での申請は認められず、交付の取消しや返還の対象になります。ご自身の会社で使える制度のご案内はできますので、状況をお聞かせください。',
  adoptionPromise:
    '採択の見込みや、通りやすい書き方をお約束・お答えすることはできません。審査の観点は各制度の公募要領（募集要項）に書かれていますので、まずそちらをご確認ください。計画のまとめ方は、よろず支援拠点や商工会議所などの窓口で相談できます。',
  ownApplication:
    '個別の申請の状況や審査の結果は、このチャットでは確認できません。申請先の事務局・担当窓口へ、受付番号を添えてお問い合わせください。窓口が分からない場合は、担当の職員におつなぎします。',
  patentability:
    '個別の発明が特許になるかどうかの判断は、お答えできません。似た特許が無いかは、J-PlatPat（特許情報プラットフォーム）で無料で調べられます。知財総合支援窓口（0570-082100、平日8:30〜17:15、無料・秘密厳守）か弁理士へご相談ください。発明の中身は、出願の前にここへ書かないでください。',
  infringement:
    '権利を侵害しているかどうかの判断は、お答えできません。弁理士・弁護士、または知財総合支援窓口（0570-082100、平日8:30〜17:15、無料・秘密厳守）へご相談ください。いただいたURLや資料をこちらで開くこともできません。',
  urgentMoney:
    'すぐに受け取れる補助金・助成金はありません。補助金は原則として後払いです。資金繰りのご相談は、よろず支援拠点（無料の経営相談）や、日本政策金融公庫などの融資の窓口が早道です。担当の職員にもおつなぎします。',
  competitor:
    '他社が受けた補助金や個別の企業の情報は、お答えできません。ご自身の会社で使える制度であれば、所在地とやりたいことからご案内できます。',
  externalLink:
    'お送りいただいたURL（外部のリンク）やファイルの場所を開いて読むことはできません。制度名を書いていただければ、確認済みの資料からご案内します。',
  taxReturn: '税金の申告や計算はこの窓口の対象外で、お答えできません。所轄の税務署、または税理士へご相談ください。',
  residenceStatus:
    '在留資格の手続はこの窓口の対象外で、お手伝いできません。出入国在留管理庁（入管）または行政書士へご相談ください。',
  permit:
    '許認可の手続はこの窓口の対象外で、お答えできません。事業の種類ごとに、東京都や区の担当窓口（環境・建設・保健所など）または行政書士へご確認ください。',
  registration:
    '会社の登記や定款などの手続はこの窓口の対象外で、お手伝いできません。登記は法務局または司法書士へご相談ください。創業に使える助成金や相談窓口は、こちらでご案内できます。',
  filler:
    '続きをお待ちしています。補助金・助成金、設備や試験、産学連携、知財について、気になることを一言でも書いてください。何から聞けばよいか分からないときは、会社のある区と、やりたいことを教えてください。',
  offTopic:
    'そのご質問はこの窓口の対象外で、お答えできません。補助金・助成金、産学連携、知財の支援についてお尋ねください。区の手続全般は、お住まいの区の代表窓口へお問い合わせください。',
  simplerLead: '要点だけご案内します。',
  simplerNothing:
    'うまくご説明できず申し訳ありません。知りたい制度の名前か、やりたいこと（設備を入れたい、大学と研究したい など）を短く書いていただければ、要点からご案内します。',
  otherLanguage:
    'English・中文・한국어・Tiếng Việt・やさしい日本語でもお答えします。言葉を選ぶか、その言葉でお書きください。金額・率・受付状況・窓口をその言葉でご案内し、詳しい内容は日本語でお伝えします。',
  languageChosen:
    'ここからは日本語でお答えします。補助金・助成金、産学連携、知財の支援など、知りたいことをお書きください。',
  notOfWard: (ward: string, area: string) => `これは${ward}独自の制度ではなく、${area}の制度です。`,
  ofWard: (name: string, ward: string) => `「${name}」は、${ward}の制度です。`,
  wideEnough: (name: string, area: string, ward: string) =>
    `「${name}」は${area === '全国' ? '全国' : area}の制度なので、${ward}の事業者も地域の条件には当てはまります。ほかの条件をご確認ください。`,
  otherWard: (name: string, wards: string, ward: string) =>
    `いいえ。「${name}」は${wards}の制度で、${ward}の制度ではありません。${ward}の制度をお探しのときは、やりたいことを添えてお書きください。`,
  documentSays: (name: string, place: string) => `${name}${place ? `（${place}）` : ''}に、次の記載があります。`,
  askOfDocument: 'この資料のどこについてお知りになりたいか、ふだんの言葉でお書きください。記載をご案内します。',
  notInDocument: (name: string) =>
    `${name}には、お尋ねのことに当たる記載を見つけられませんでした。公式ページや募集要項で直接ご確認ください。`,
  nearScheme: (name: string) => `近い制度に「${name}」があります。`,
  eraseData: 'お話の記録を消すご希望ですね。職員が確認して対応しますので、担当の職員におつなぎします。',
  forgetCompany: '会社の情報を消して',
  companyForgotten: '会社についてうかがったことを、この会話から消しました。',
  companyUnknown:
    '会社のことは、まだうかがっていません。所在地の区、業種、従業員の人数などを書いていただくと、制度を絞り込めます。',
  companyKnown: (lines: readonly string[]) =>
    `この会話でうかがった会社のことは、次のとおりです。\n${lines.map((line) => `・${line}`).join('\n')}\n「${'会社の情報を消して'}」と書いていただくと消します。`,
  masked: (kinds: string) =>
    `お書きいただいた${kinds}は、伏せて記録しました。この窓口では使いませんので、次からは書かないでください。`,
  nearestRecord:
    'ぴったり合う資料は見つかりませんでした。いちばん近い資料の内容です。お尋ねのことと違うときは、言い換えていただくか、職員（相談員）へご相談ください。',
  noEvidence:
    'ご質問に合う資料が見つかりませんでした。確認できていないことはお答えできないため、制度の名前や、会社のある区・やりたいことを教えていただくか、職員（相談員）へご相談ください。',
  noRecordElsewhere: (places: string) =>
    `${places}の制度は収録しておらず、確認できていません。所在地の自治体や商工会議所の窓口へお問い合わせください。全国で使える国の制度であればご案内できます。`,
  noRecordPlace: (ward: string) =>
    `${ward}の制度で、ご質問に合うものは確認できていません。区の窓口または東京商工会議所へお問い合わせください。`,
  tooUncertain: (name: string) => `「${name}」という制度の名前は把握していますが、金額や条件は確認できていません。`,
  tooUncertainTopic: (name: string) => `「${name}」については、公的な資料で確認できていません。`,
  offerStaff: '詳しくは職員（相談員）におつなぎすることもできます。',
  askPurpose: (ward: string) =>
    `${ward}の事業者さまですね。どのようなことにお使いになりたいですか。研究開発、設備、販路開拓、創業、知財など、目的を教えてください。`,
  askProfile:
    '使える制度を探すために、会社のある区（所在地）と、やりたいこと（研究開発・設備・販路開拓・人材・知財など）を教えてください。',
  askWhichWindow:
    'どのようなご相談ですか。目的に合わせて窓口をご案内します。\n・お金（補助金・資金繰り）や経営\n・技術の相談、試験、設備の利用\n・大学との共同研究\n・特許など知財',
  askWhichScheme: 'どの制度についてのご質問でしょうか。制度の名前、または会社のある区とやりたいことを教えてください。',
  oneWardOnly: (ward: string) =>
    `これは${ward}の制度です。ほかの区の事業者さまは、会社のある区を教えていただければお調べします。`,
  askWard: '会社のある区を教えていただくと、区の制度もあわせてご案内できます。',
  inGeneral: (scheme: string) =>
    `補助金・助成金に共通する決まりをご案内します。「${scheme}」での扱いは、募集要項か事務局でご確認ください。`,
  findsPartner: (window: string) => `組む相手の大学や研究者を探すことは、${window}に相談できます。`,
  applicantLead: (applicant: string) => `「${applicant}」について書かれている、次の制度があります。`,
  applicantLeftOut: (applicant: string) => `「${applicant}」は対象外と書かれている制度です。`,
  listLead: (condition: string) => `${condition}次の制度があります。`,
  openLead: (today: string, all: number, shown: number) =>
    `${today}時点で受付期間内または通年受付の制度は、収録しているなかで${all}件です${all > shown ? `。締切の近い順に${shown}件をご案内します` : '（締切の近い順）'}。`,
  openInLead: (today: string, period: string, all: number, shown: number) =>
    `${period}に申し込める制度は、収録しているなかで${all}件です（${today}時点）${all > shown ? `。締切の近い順に${shown}件をご案内します` : '。締切の近い順です'}。`,
  closingLead: (today: string, period: string, all: number, shown: number) =>
    `${period}に締切が来る制度は、収録しているなかで${all}件です（${today}時点）${all > shown ? `。締切の近い順に${shown}件をご案内します` : '。締切の近い順です'}。`,
  noneClosingLead: (period: string) =>
    `${period}に締切が来る制度は、収録しているなかにはありません。次に締切が来るのは、次の制度です。`,
  noneOpenIn: (period: string) =>
    `${period}に申し込める制度は、確認できているなかにはありません。これからの募集の日程は、公表されるまでお答えできません。`,
  allYearLead: (today: string, all: number, shown: number) =>
    `通年で受け付けている制度は、収録しているなかで${all}件です（${today}時点）${all > shown ? `。うち${shown}件をご案内します` : ''}。`,
  listWithoutWard: (ward: string) =>
    `${ward}の制度で、ご質問に合うものは確認できていません（区の窓口にお問い合わせください）。全国・東京都の制度では、`,
  listElsewhere: (places: string, inTokyo: boolean) =>
    `${places}の制度は収録しておらず、確認できていません（所在地の自治体にお問い合わせください）。${inTokyo ? '全国・東京都' : '全国'}の制度では、`,
  documentsUnknown: (names: string) => `${names}の必要書類は、確認できていません（募集要項でご確認ください）。`,
  togetherUnknown: (names: string) =>
    `${names}の資料には、ほかの補助・助成と併用できるかどうかの定めを確認できていません。`,
  beyond: (more: string) =>
    `収録しているなかで、使いみちが重なり、${more}制度は次のとおりです（額や率は条件によって変わります）。`,
  knownOnes: '使いみちが重なる制度のうち、数字を確認できているのは次のとおりです（額や率は条件によって変わります）。',
  noneBeyond: (more: string) => `収録しているなかに、使いみちが重なり、${more}と確認できている制度はありません。`,
  amongThem: (order: string) =>
    `先ほどの制度を、受け付けているもの、${order}ものの順に並べました（額や率は条件によって変わります）。`,
  noneComparable: '先ほどの制度には、確認できている数字がないため、比べられません。',
  notCompared: 'そのため、ほかと比べることはできません。',
  priceNotCompared: '収録しているなかに、料金の数字を確認できていて、同じことに払う額を比べられるものはありません。',
  nothingCheaper: 'これより安いものはありません。',
  freeOnes: '無料と確認できているのは、次のとおりです。',
  costReduced: '払う費用を軽くする制度には、次のものがあります。',
  formerFacts: 'お伝えしたのは以前の資料の内容で、今も同じかどうかは確認できていません。',
  mayHaveChanged: '今も同じかどうかは確認できていません。',
  costsApart:
    '費用の種類によって補助率や上限が変わるため、合わせた額は計算できません。種類ごとに、その費用の額だけを書いてお尋ねください。',
  termClosing: '制度ごとの扱いは、その制度の公募要領か、事務局・担当窓口でご確認ください。',
  sumsFoot: '計算上の目安は、経費のすべてが対象になるとした場合の額です。交付額は審査と実績の確認で決まります。',
  listFoot: '気になる制度の番号か名前を送っていただくと、対象や申請方法をご案内します。',
  error:
    '申し訳ありません。処理中に問題が起きたため、お答えできませんでした。もう一度お試しいただくか、職員（相談員）へご相談ください。',
  talkToStaff: '相談員と話したい',
  closing: '個別のご事情での判断は、事務局や担当窓口でご確認ください。',
}

/** Each language called as its speakers call it; a tap on the name chooses it. */
export const languageNames: Readonly<Record<OtherLanguage, string>> = {
  en: 'English',
  zh: '中文',
  ko: '한국어',
  vi: 'Tiếng Việt',
  easy: 'やさしい日本語',
}
export const languageSuggestions = [...Object.values(languageNames), '日本語']

/** Suggestions after which there is nothing better to offer. */
export const standardSuggestions = [
  '補助金を探したい',
  '大学と共同研究したい',
  '特許の費用を知りたい',
  texts.talkToStaff,
]

/** Intents that end the turn with fixed words. */
export const fixedAnswers: Partial<Record<Intent, string>> = {
  injection: texts.injection,
  'ghost-writing': texts.ghostWriting,
  'false-application': texts.falseApplication,
  'adoption-promise': texts.adoptionPromise,
  competitor: texts.competitor,
  'external-link': texts.externalLink,
  'tax-return': texts.taxReturn,
  'legal-judgement': texts.legalJudgement,
  'labour-law': texts.labourLaw,
  abuse: texts.abuse,
  'other-user': texts.otherUser,
  'residence-status': texts.residenceStatus,
  permit: texts.permit,
  registration: texts.registration,
  'off-topic': texts.offTopic,
}
