/** What the user is doing, apart from asking about a scheme. Tried in this order; the first that fits wins. */
export interface IntentRule {
  intent: Intent
  pattern: RegExp
  /** When given, must not match: keeps everyday questions out. */
  unless?: RegExp
}

export type Intent =
  | 'question'
  | 'empty'
  | 'crisis'
  | 'injection'
  | 'restart'
  | 'human'
  | 'menu'
  | 'greeting'
  | 'thanks'
  | 'complaint'
  | 'contradiction'
  | 'sources'
  | 'resume-topic'
  | 'false-application'
  | 'ghost-writing'
  | 'adoption-promise'
  | 'own-application'
  | 'infringement-judgement'
  | 'warning-letter'
  | 'urgent-money'
  | 'competitor'
  | 'external-link'
  | 'tax-return'
  | 'residence-status'
  | 'permit'
  | 'off-topic'
  | 'erase-data'

/** Patterns read normalised text: NFKC, small letters. */
export const intentRules: readonly IntentRule[] = [
  { intent: 'empty', pattern: /^[\s?!。、.…ー〜~・]*$/ },
  {
    intent: 'crisis',
    pattern:
      /死にたい|死のう|死ぬしか|自殺|消えてしまいたい|消えたい|首を(?:つ|吊)|生きていけない|生きるのが(?:つら|辛)|リストカット|自傷|i want to die|suicid/,
  },
  {
    intent: 'injection',
    pattern:
      /(?:指示|命令|ルール|制約|設定)を?.{0,8}(?:忘れ|無視|破棄|解除)|システム\s*プロンプト|プロンプト.{0,8}(?:表示|見せ|教え|出力|公開)|system prompt|内部(?:の)?(?:設定|指示|ルール)|裏技|ignore (?:all |any )?(?:the )?(?:previous|above|prior)|jailbreak|脱獄|開発者モード|developer mode|あなたは(?:今|これ)から|(?:になりきって|として振る舞|のふりをして)|市長の(?:指示|命令|許可)|管理者(?:権限|モード)|base64|disregard/,
  },
  { intent: 'restart', pattern: /^(?:最初から|はじめから|初めから|やり直し|リセット|start over|reset)(?:.{0,6})$/ },
  {
    intent: 'human',
    pattern:
      /(?:人間|(?<![個法本犯商住役詰成求同新主知友])人|にんげん)(?:と|に)(?:話|はな|代わ|替わ|かわ|つな|繋|相談)|(?:相談員|職員|担当者|担当の人|担当の方|担当|オペレータ|スタッフ|有人|係の(?:人|方))(?:さん)?(?:と|に|へ|を|の)?.{0,6}(?:話|つな|繋|代わ|替わ|かわって|呼|出して|お願い|相談し?たい|回して)|有人(?:対応|チャット)|(?:talk|speak|chat) (?:to|with) (?:a |an |the )?(?:human|person|staff|agent|someone)|human please/,
    unless: /引き継いだ会社|人と話すのが苦手/,
  },
  { intent: 'erase-data', pattern: /(?:データ|履歴|個人情報|会話|やりとり)を?(?:全部)?(?:消し|削除)/ },
  {
    intent: 'menu',
    pattern: /^(?:メニュー|めにゅー|menu|ヘルプ|help|使い方|つかいかた|何が(?:でき|聞け|わか)|なにができ).{0,12}$/,
  },
  {
    intent: 'greeting',
    pattern:
      /^(?:こんにち[はわ]|こんばん[はわ]|おはよう(?:ございます)?|はじめまして|初めまして|お世話になり(?:ます|っております)|どうも|やあ|hello|hi|hey|good (?:morning|afternoon|evening)|xin chào|你好|您好)[\s!。、.ー〜~]*$/,
  },
  {
    intent: 'thanks',
    pattern:
      /^(?:どうも)?(?:ありがと(?:う|うございま(?:す|した))?|助かりま(?:す|した)|感謝|サンキュー|thanks?(?: you)?|了解(?:です|しました)?|わかりました|分かりました|承知(?:しました|です)?|なるほど|ok|オッケー|cảm ơn|谢谢)[\s!。、.ー〜~です]*$/,
  },
  {
    intent: 'complaint',
    pattern:
      /(?:お前|おまえ|あんた|このボット|このbot|このai|ボット|チャットボット|このチャット|ここ).{0,10}(?:使えな|役に立た|無駄|ひどい|バカ|ばか|馬鹿|アホ|ポンコツ|だめ|ダメ|いらない|無能|クソ)|^(?:使えな(?:い|すぎ)|役に立たない|ふざけ(?:る|ん)な|バカ|ばか|馬鹿|アホ|クソ|もういい|いい加減にし|むかつく)(?:[なねよわ]|やつ|奴|bot|ai|です|すぎ)*[!。ー]*$|税金の無駄/,
  },
  {
    intent: 'contradiction',
    pattern: /(?:さっき|前|先ほど).{0,8}(?:と|って).{0,8}(?:違|ちが|矛盾)|言ってること(?:が)?(?:違|ちが|おかし)/,
  },
  {
    intent: 'sources',
    pattern:
      /(?:どこ(?:の)?(?:情報|ソース)|情報(?:源|元)|ソース(?:は|どこ|教)|出典(?:は|どこ|を|教|$)|根拠(?:は|どこ|を|教|$)|どこに(?:書いて|載って)|本当に合って|それ(?:って)?(?:ほんと|本当))/,
    unless: /根拠法/,
  },
  { intent: 'resume-topic', pattern: /(?:補助金|助成金|知財|特許|さっき|前|元)の(?:話|件|話題)に(?:戻|もど)/ },
  {
    intent: 'false-application',
    pattern:
      /(?:友達|友人|知り合い|知人|他人|別(?:の)?(?:会社|人)|よその会社|親戚).{0,8}(?:名前|名義).{0,10}(?:申請|出|使|応募)|架空|水増し|虚偽|嘘(?:の|を)(?:書|つ|申)|ごまか|偽(?:の|って|造|装)|ダミー会社|キックバック|(?:領収書|請求書|見積).{0,8}(?:書き換|書き直|改ざん|改竄|日付.{0,4}(?:変|ずら))|日付を?(?:ずら|さかのぼ|遡).{0,8}(?:契約|発注|請求|領収)|二重(?:に)?(?:請求|申請して(?:も)?(?:ばれ|バレ))/,
  },
  {
    intent: 'ghost-writing',
    pattern:
      /(?:申請書|計画書|事業計画|書類|文章|作文|応募書類|原稿|明細書|請求項).{0,10}(?:作って|つくって|書いて|作成して|代筆|代わりに|かわりに|考えて|生成|やって|仕上げ)|代筆|(?:代わりに|かわりに)(?:申請|書い|作)|申請(?:を)?(?:やっといて|しといて|してくれ|して(?:ください|ほしい))/,
    unless: /書いてあ|書いてい(?:る|ま)|作ってい(?:る|ま)|作ってから|書いてから/,
  },
  {
    intent: 'adoption-promise',
    pattern:
      /(?:採択|審査|申請)(?:に|が|を)?.{0,6}(?:され|通|受か|もらい)やすい|(?:必ず|絶対|確実に?|100%).{0,8}(?:採択|通|もらえ|受か|取れ)|採択(?:率)?.{0,6}(?:上げ|高め|コツ|こつ|秘訣|裏)|(?:通る|受かる)(?:コツ|書き方|方法)|(?:うち|私|わが社|弊社).{0,6}(?:採択され|通)(?:ます|る)(?:か|と思)/,
  },
  {
    intent: 'own-application',
    pattern:
      /受付番号|(?:申請|応募|審査|選考)(?:の|した)?.{0,6}結果.{0,8}(?:どう|まだ|いつ|教え|知りた|出)|(?:申請|応募)(?:した)?(?:やつ|もの|の|件).{0,8}(?:どうなっ|進捗|状況)|(?:採択|審査)(?:は|が)?(?:まだ|どうなっ)/,
    unless: /どこ(?:で|から)|見れ|見られ|確認でき/,
  },
  {
    intent: 'infringement-judgement',
    pattern:
      /侵害(?:して(?:い)?(?:ます|る)|に(?:なり|当た|あた)|(?:か|かも)(?:どうか|しれ)|でしょうか|ですか|かどうか)|(?:抵触|ひっかか).{0,6}(?:ます|る)か/,
    unless: /(?:手紙|通知|警告|書面|メール|連絡).{0,6}(?:来|き|届|もら)/,
  },
  {
    intent: 'warning-letter',
    pattern:
      /(?:侵害|警告|特許|商標).{0,12}(?:手紙|通知|警告書?|書面|内容証明|メール).{0,6}(?:来|き|届|もら|受け)|警告書|内容証明/,
  },
  {
    intent: 'urgent-money',
    pattern:
      /(?:今すぐ|いますぐ|今日中|明日|すぐに?).{0,10}(?:お金|金|現金|資金).{0,6}(?:ほしい|欲しい|必要|いる|貸|ください|くれ)|(?:お金|資金).{0,4}(?:ない|尽き|底).{0,8}(?:払え|倒産|つぶれ|潰れ|限界|どうし)|倒産(?:しそう|寸前|する)|資金ショート|夜逃げ|破産|給料(?:が|を)?払えない|家賃(?:が|を)?払えない/,
  },
  {
    intent: 'competitor',
    pattern: /(?:競合|ライバル|他社|よその会社|あの会社|隣の会社).{0,12}(?:補助|助成|採択|金額|もらっ|受け)/,
    unless: /他社と|他社に(?:使|ライセンス|売)|他社の特許/,
  },
  { intent: 'external-link', pattern: /https?:\/\// },
  {
    intent: 'tax-return',
    pattern: /確定申告|年末調整|(?:税金|消費税|法人税|所得税).{0,8}(?:計算|申告|払|納|いくら|節税)|節税/,
    unless: /研究開発税制|控除|補助金.{0,10}(?:課税|税金)|助成金.{0,10}(?:課税|税金)/,
  },
  { intent: 'residence-status', pattern: /在留資格|ビザ|入管|永住|帰化|就労許可|visa(?! card)|签证/ },
  {
    intent: 'permit',
    pattern:
      /(?:許可|免許|許認可|認可)(?:が|を|の|は)?.{0,8}(?:ほしい|欲しい|取|申請|必要|更新|どう|ください)|営業許可|建設業許可|産業廃棄物|風営法|酒類/,
    unless: /特許|使用許可/,
  },
  {
    intent: 'off-topic',
    pattern:
      /天気|気温|レシピ|料理(?:の作|を教)|恋愛|彼女|彼氏|占い|運勢|株価|競馬|宝くじ|ギャンブル|仮想通貨|ビットコイン|ワクチン|病院|保育園|住民票|戸籍|ごみ(?:の)?(?:日|出|収集)|粗大|年金|健康保険|図書館|選挙|政治|総理|首相|大統領|好きな(?:食|色|人)|歌って|ジョーク|おもしろい話|面白い話|プログラム(?:を)?書いて|コードを書いて|翻訳して|宿題|作曲|ラーメン|おすすめの(?:店|映画|本)|離婚|相続(?!.*(?:事業|承継))|交通違反|weather|recipe/,
  },
]

/** The first intent whose rule fits; `question` when none does. */
export function recogniseIntent(normalized: string): Intent {
  const rule = intentRules.find(({ pattern, unless }) => pattern.test(normalized) && !unless?.test(normalized))
  return rule?.intent ?? 'question'
}
