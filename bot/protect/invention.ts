/** Words that say nobody has seen it yet. */
const unpublished =
  /未公開|未発表|みはっぴょう|みこうかい|出願前|(?:まだ|いまだ)(?:どこにも|誰にも)?(?:特許)?(?:を|に)?(?:出願|公開|発表|公表)して(?:い)?(?:ない|ません|おらず)|誰にも(?:言って|話して|見せて)(?:い)?(?:ない|ません)|(?:特許|出願)を?(?:に)?(?:出す|取る|する)前の|出願する前の|社外秘|極秘|企業秘密|門外不出|ここだけ(?:の話|で|に)|内緒(?:の|です|で)|unpublished|not (?:yet )?(?:been )?(?:filed|published|disclosed)|haven'?t (?:filed|published|disclosed)|还没有?(?:申请专利|公开|发表)|尚未(?:公开|申请|发表)|未公开|(?:출원|공개|발표)하지 ?않|미공개|미발표|chưa (?:được )?(?:công bố|nộp đơn|đăng ký)/
const thing =
  /発明|はつめい|アイデア|アイディア|技術|構造|製法|配合|仕組み|しくみ|方法|装置|器具|中身|試作|工具|アルゴリズム|手法|素材|材料|invention|device|发明|技术|装置|발명|기술|sáng chế|giải pháp/
/** Words that begin the telling of it. */
const begins =
  /(?:発明|アイデア|アイディア|技術|構造|製法|配合|装置|試作品)の?(?:内容|中身|概要|詳細)?(?:\s*:|は(?:こう|次|以下)|を(?:説明(?:し(?:ます|たい)|させ)|書きます|お伝えし))|invention\s*:/
/** How something is made or works, as one tells it and not as one asks about it. */
const telling =
  /を用い|を備え|からな(?:る|り)|を有す|(?:に|へ)(?:設け|充填|取り付け|混ぜ|並べ|塗|埋め|差し込)|を(?:混ぜ|通す|通し|塗|充填|挟|組み合わせ|測り|計り|計って|分散|放射状)|(?:あな|穴|溝|孔)を|(?:彫|削|流し込|吹き込|吹き付|集め|比べ|加え|重ね|巻き|貼り|載せ|溶か|固め|照射し|検知し|検出し|算出し|推定し|分割し)[たてりんっみ、]|\d+(?:分割|回に分)|で(?:焼結|成形|加熱|冷却|接着)|仕組み(?:です|で、)|しくみ\s*です|構造(?:です|で、)|\d+(?:\.\d+)?\s*(?:%|部|度で|枚|層|nm|mm|μm)|(?:that|which) (?:\w+ ){0,6}when|with (?:two|three|four|a|an) |comprising|consist(?:s|ing) of|by (?:adding|using|placing|inserting|heating|mixing|coating)|(?:涂|加入|设置|安装|混合|插入|使用).{1,20}(?:来|以|从而|使)|(?:넣어|발라|섞어|이용해|사용해|끼워)|(?:dùng|gồm|bằng cách|sử dụng) /
/** Words that tell as often of a plan as of a thing: 「大学と組むことで」, 「クラウドに入れて」. */
const tellingOrPlan = /ことで|ことにより|(?:に|へ)(?:[^、。\s]{1,6}を)?入れ/
const grantAsked = /補助|助成|給付|支援|費用|いくら|料金/
/** What a thing does for being made so. */
const effect =
  /(?:上が|下が|高ま|高め|抑え|防[ぎげぐ]|減[らりっ]|増え|消[えし]|強く|弱く|軽く|速く|早く|長く|短く|小さく|大きく|伸び|吸収|向上|倍に|半分|なくな|止ま|保[ちつて]|残[りる])/
const tells = (normalized: string) =>
  telling.test(normalized) ||
  (tellingOrPlan.test(normalized) && (!grantAsked.test(normalized) || effect.test(normalized)))
/** The language of claims, which nobody writes about what is known; 「請求項8個」 counts them. */
const claim =
  /前記.{1,40}(?:装置|方法|容器|機構|部材|システム|工具|物)|ことを特徴とする|(?:^|[\s【「])請求項\s?\d+(?!\d|\s?(?:個|つ|項|件|本|を|が|は|も|と|だけ|から|に(?!記載|係)|の|で|なら|だと|まで|以上|以内|くらい|ぐらい))/
const LEAST_TOLD = 24

/**
 * Whether a message tells the inside of an invention that may not be public: written in a chat of an office it could
 * cost the newness (新規性, 特許法29条) on which a patent rests. A question about patents that tells nothing is none.
 * `normalized` is NFKC, small letters.
 */
export function describesInvention(normalized: string): boolean {
  if (claim.test(normalized)) return true
  if (normalized.length < LEAST_TOLD || !tells(normalized)) return false
  return begins.test(normalized) || (unpublished.test(normalized) && thing.test(normalized))
}
