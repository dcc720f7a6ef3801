import type { IntentRule } from '../understand/intent-rule.ts'
import { eitherSpelling } from './hidden-words.ts'
import { describesInvention } from './invention.ts'

/** A cry for help; what is only a hard day's figure of speech, or a product against suicide, is none. */
const crisis =
  /死にた(?:い|く(?!ない|ありません))|死のう(?!ち)|死ぬ(?:しか|方法|つもり|覚悟|こと(?:ばかり|しか|を考え))|死んだ(?:ほう|方)が|死んでも(?:いい|かまわ|構わ)|死を(?:考え|選)|首吊り|練炭|遺書|心中し|身を投げ|(?:電車|線路)に飛び込|逝きたい|楽に死|この世から(?:消え|いなく)|(?:屋上|橋の上|崖)に(?:い|き|来|立).{0,12}(?:最後|さよなら|終わり)|死んで(?:しまいたい|楽に|おわび|お詫び|償)|死ねば(?:いい|よかった|楽)|自殺(?!予防|対策|防止|率|リスク|者数|の?(?:研究|統計|データ))|消えて(?:しまい|なくなり|いなくなり)たい|消えたい|首を(?:つ[るりっろ]|吊|くく)|生きて(?:い|ゆ)?(?:けない|られない|けません|られません)|生きて(?:いる|いく|る|く)?(?:意味|価値|気力)|生き(?:る|てる|ている)の(?:が|も|に)(?:もう)?(?:つら|辛|しんど|いや|嫌|苦し|疲れ)|(?:もう)生きて?(?:い)?たく(?:ない|ありません)|リストカット|自傷|命を(?:絶|断)(?!やさ)|飛び(?:降|お)り(?:る|よう|たい|て(?:死|しま))|(?:自分|私|俺|僕)が(?:いなく|死ん|死ね)(?:なるしか|なれば|なったら|だら|だほう|ば)|(?:睡眠薬|薬)を(?:大量|たくさん|全部|まとめて)(?:に)?飲|いなくなりたい|(?:もう|全部|何もかも).{0,4}(?:終わりにしたい|やめてしまいたい)|(?:つら|辛|苦し)い.{0,6}(?:全部|もう)(?:やめたい|嫌|いや|無理)|(?:^|もう|早く|全部|すべて|何もかも|これで|ひと思いに|死んで)[、。…\s]{0,3}楽になりたい|しにたい(?=です|[。!、\s]|$|よ|ん|けど|から|と思|気持|くらい|ぐらい|ほど)|(?:want|going|wish|like) to (?:die|kill myself|be dead|end it all)|kill myself|(?:end|take) my (?:own )?life|suicid(?!e (?:prevention|hotline|research))|don'?t want to (?:live|be alive)|no reason to live|not worth living|better off dead|hang myself|不想(?:再)?活|没有活下去|活不下去|想死(?!你)|自杀|自殺|轻生|结束(?:自己的)?生命|死[고구] ?싶|죽고 ?싶|자살(?! ?(?:예방|방지))|살고 ?싶지 ?않|살기 ?싫|muốn chết|tự tử|tự sát|không muốn sống|kết liễu/
/**
 * The need of others as the matter of a trade: such a word, and in the same breath what is made against it or sold. Cut
 * out before a cry is looked for, so that one's own cry beside it is still heard.
 */
const needOfOthers =
  /(?:練炭|遺書|心中|首吊り|自傷|リストカット|自殺|身を投げ|(?:電車|線路|ホーム)に飛び込|飛び(?:降|お)り|命を(?:絶|断)|死にたい(?=(?:と(?:思う|いう|感じる|悩む))?(?:人|方|若者|子)))(?:(?!ので|から|しか|たい|つもり|とう|ました|ます|かも|んで(?!しま))[^。、!?\nて]){0,16}?(?:検知|検出|減ら|防[ぐい止]|予防|救[うい]|見守|対策|講座|教室|セミナー|サービス|アプリ|センサー|装置|製造|販売|メーカー|開発)|suicide (?:prevention|research)|자살 ?예방|自杀预防|phòng (?:chống )?tự (?:tử|sát)/g
const criesForHelp = eitherSpelling(crisis, /しにたい(?:です|よ|$)|しぬしか/)

/** Threats, obscenity, plain insult: answered calmly and ended. */
const abuse =
  /(?:^|[、。!\s]|お前|おまえ|てめえ|てめー|あんた|きさま|貴様|みんな|全員|早く|とっとと)死ね(?!ば|る|な)|しね(?=[!。\s]|$|よ|ばか|カス)|殺(?:す(?:ぞ|から|よ)|してやる|しに(?:行|い)く)|ぶっ殺|爆破(?:する|して|予告)|爆弾を(?:しかけ|仕掛け|置)|火を(?:つけ|付け|放)(?:て(?:やる|やろう)|に(?:行|い)く|るぞ)|殴(?:り|って)(?:に行|に来|やる|込)|襲(?:って|撃して)やる|痛い目に(?:あ|遭)わせ|(?:家|自宅)(?:を(?:調べ|突き止め|特定)|に(?:押しかけ|行くぞ))|くたばれ|失せろ|(?:クソ|くそ)(?:ボット|bot|ai|野郎|役人)|エロい?(?:話|動画|画像|こと|小説)|えっちな|エッチな|下ネタ|セックス|裸の?(?:写真|画像)|fuck|go die|i'?ll kill you|去死|뒈져|죽어라|죽여 ?버/
const peaceful = /殺虫|殺菌|(?:死|殺).{0,6}と(?:言われ|脅)|自殺|エロージョン/

/** What is wanted of the words the program was given, and what would change its rules; answered in no way. */
const injection = eitherSpelling(
  /(?:指示(?!書|さ)|命令(?!書)|制約|制限)(?:内容)?を?(?:全部|すべて|全て)?.{0,6}(?:忘れ|無視|破棄|解除|取り払)|(?:あなた|君|きみ|お前|ai|ボット|システム|これまで|今まで|すべて|全て|全部)の?.{0,3}(?:ルール|設定|規則|制限)を?.{0,6}(?:忘れ|無視|破棄|解除)|安全(?:装置|機能|対策|フィルタ)を?.{0,4}(?:解除|外|無効|切)|(?:システム|初期|内部|隠し)\s*プロンプト|system prompt|内部(?:の)?(?:設定|指示)(?:を|の|は|$)|設定ファイル(?:を|の(?:中身|内容)を?).{0,8}(?:表示|見せ|教え|出力|公開|開示)|api\s?キー(?:を|と).{0,10}(?:教え|見せ|表示|出力)|(?:あなた|君|きみ|ボット)(?:様)?の?(?:性格|初期|キャラ)?(?:設定|指示|プロンプト|パスワード|学習データ)|(?:あなた|ai|ボット)の?内部(?:の)?ルール|(?:最初|初め|はじめ|冒頭)(?:に|の).{0,8}(?:受け取|与え|渡さ|設定さ)?.{0,6}(?:プロンプト|文章|命令|メッセージ)を?.{0,10}(?:訳|出力|表示|要約|提示|教え|見せ|コピー|そのまま)|(?:与えられ|設定され|渡され|受け取っ)(?:て(?:い|おり)?(?:る|ます)?|た).{0,8}(?:プロンプト|文章|命令|テキスト)を?.{0,8}(?:訳|出力|表示|要約|提示|ご提示|教え|見せ|コピー|そのまま)|ルール(?:ブック)?を?(?:全文|すべて|全て|全部|そのまま).{0,6}(?:コピー|貼|出力|表示)|(?:あなた|君|きみ|お前|ボット|この?ai|そちら)(?:が|の|に|へ|自身).{0,14}(?:指示|命令|設定|ルール|決まり|規則|ガイドライン|文)(?:ごと|内容)?を.{0,12}(?:見せ|表示|出力|引用|読み上げ|教え|全部|全文|要約|翻訳|列挙|提示|コピー|ください)|自分の(?:指示|設定|プロンプト)(?:内容)?を?.{0,6}(?:引用|読み上げ|表示|見せ|出力)|隠され?た?(?:命令|指示|設定)|何でも答える.{0,8}(?:博士|ai|人|役)|"role"\s*:\s*"system"|制限を(?:解い|外し|なくし)|裏(?:技|ワザ|わざ|ルート|マニュアル)|うらわざ|ignore (?:all |any )?(?:the |your |my )?(?:previous|above|prior|instruction|rules?)|(?:disregard|forget|override|bypass) (?:all |any |of )*(?:the |your |my |these )*(?:previous |above |prior )?(?:rules?|instructions?|prompts?|guidelines?)|(?:hidden|secret|initial|original) (?:instructions?|prompts?)|(?:print|repeat|show|output) (?:me )?(?:everything|all|the text) (?:above|before)|(?:translate|show|reveal|print|repeat|summari[sz]e|tell me) (?:me )?your (?:own )?(?:instructions?|prompts?|rules|guidelines)|unrestricted (?:model|ai|mode)|you are now (?:dan|an? |the |free)|without (?:any )?restrictions|do anything now|jailbreak|脱獄|(?:開発者|デバッグ|管理者|制限解除|神)モード|developer mode|あなたは(?:今|これ)から|制限(?:の)?(?:ない|なし)(?:の|で)?(?:ai|答え|話|回答)|制約(?:の)?(?:ない|なし)(?:で)?(?:ai|答え|話|回答)|(?:になりきって|のふりをして)|として(?:振る舞|振舞|ふるま|演じ)|ロールプレイ(?:を|し(?:て|よう|ま))|(?:海賊|執事|審査員|登場人物|友達|恋人|母親|おばあちゃん|ブローカー).{0,8}(?:役(?:です|に|を|と)|になって|として(?:話|答|語))|(?:市長|区長|知事|大臣|課長|部長)(?:の(?:指示|命令)|(?:命令|指示)(?:により|です|で)|から(?:指示|命令))|base ?64.{0,16}(?:解読|復号|デコード|従|実行|読んで)|rot ?13|(?:復号|デコード|解読)して(?:実行|従)|(?:新しい|追加の?|以下の|次の)(?:指示|命令|ルール)\s*(?::|#|=)|<\/?(?:system|user|assistant|inst)>|\[(?:system|inst)\]|<\|im_(?:start|end)|###\s*(?:system|instruction)|act as (?:a|an|if)|pretend (?:to|you)|復唱(?:し|せよ)|(?:以後|以降|今後|これから)は?.{0,24}「[^」]{1,16}」と?(?:のみ|だけ)|」と(?:だけ|必ず|そのまま|一字一句(?:そのまま)?)?(?:答え|言っ|言え|返答|返事|回答|出力|宣言|断言)|忽略.{0,8}(?:指令|指示|规则|命令|提示)|忽略(?:之前|以上|前面|所有)|系统提示|提示词.{0,8}(?:告诉|输出|显示)|(?:지시|명령|규칙).{0,8}(?:무시|잊|전부 보여|모두 보여)|시스템 ?프롬프트|(?:bỏ qua|quên) (?:hết |đi )?(?:các |mọi |tất cả )?(?:hướng dẫn|chỉ dẫn|lệnh|quy tắc)|(?:lời nhắc|prompt) (?:của )?hệ thống|^[\w+/]{48,}={0,2}$/,
  /(?:しじ|めいれい|せいやく|せいげん|きまり|るーる)を?(?:ぜんぶ|すべて)?(?:むし|わすれ|かいじょ)|ぷろんぷと(?:を|の)?(?:ひょうじ|みせ|おしえ|しゅつりょく)|しすてむぷろんぷと|うらわざ|(?:じょうき|いじょう|これまで)のしじ/,
)
/** Words of the same attacks that are also the goods of a trade: 「AIのプロンプトを作る会社です」. */
const injectionOrTrade =
  /プロンプト(?:文)?(?:を|の|は).{0,14}(?:表示|見せ|教え|出力|公開|要約|提示|開示|コピー|貼)|(?:^|の)指示文|ソースコードを|フィルター?を(?:外|解除|切)|(?:データベース|サーバー?)の?(?:接続先|パスワード|中身|ipアドレス)|(?:管理(?:者|用)|点検用)の?(?:権限|モード|設定(?:内容)?|パスワード|画面)を?|aiの?(?:性格|初期|キャラ)?(?:設定|指示|プロンプト|パスワード|学習データ)|(?:市長|区長|知事|大臣|課長|部長)(?:の許可(?:を得|が|も|済)|から許可)/
/** What a grant is asked for; and a demand made of the program, though not 「…の補助金を教えて」. */
const grantAsked = /補助|助成|給付|支援|費用|経費|研修|対象/
const demand =
  /(?:プロンプト|指示文?|命令|設定|学習データ|ソースコード|パスワード|キー|接続先|中身)(?:の?(?:内容|全文|中身|すべて|全て|全部))?(?:を|も|は)?.{0,8}(?:見せ|表示し|出力|公開し|開示|提示し|コピーし|貼|引用|読み上げ|要約し|翻訳し|教え(?:て(?!い)|ろ|なさい))|フィルター?を(?:解除|切)|無視|忘れ|従(?:え|って(?:くだ|答))|なさい|せよ|(?:あなた|お前|おまえ|ボット)|(?:回答|案内|訂正|出力|表示)する(?:こと|ように)|(?<!教え)て(?:ください|下さい|くれ|よ|ね)?(?=[。!\n]|$)|(?:見せ|答え|教え|認め)ろ|(?:言|出|話)え(?=[。!\n]|$)/
const asksForTrade = (normalized: string) => grantAsked.test(normalized) && !demand.test(normalized)
const quoted = /」と(?:言われ|言って(?:いた|た|い|る)|答えられ|ありま|ある|書)/

export const guardRules: readonly IntentRule[] = [
  { intent: 'crisis', pattern: { test: (normalized) => criesForHelp.test(normalized.replace(needOfOthers, '')) } },
  { intent: 'abuse', pattern: abuse, unless: peaceful },
  { intent: 'injection', pattern: injection, unless: quoted },
  {
    intent: 'injection',
    pattern: eitherSpelling(injectionOrTrade),
    unless: { test: (normalized) => quoted.test(normalized) || asksForTrade(normalized) },
  },
  { intent: 'unpublished-invention', pattern: { test: describesInvention } },
  {
    intent: 'other-user',
    pattern:
      /(?:前|ほか|他|別|さっき|直前)の(?:利用者|ユーザー?|お客|相談者|人)(?:さん|様)?(?:が|は|の).{0,12}(?:聞い|質問|書い|会話|話し|相談|履歴|個人情報|電話|連絡先)/,
    unless: /他の人の(?:特許|発明|権利)|補助金|助成金/,
  },
]
