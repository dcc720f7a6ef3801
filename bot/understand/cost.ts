const SUM = String.raw`(\d[\d,.]*(?:億(?:[\d,.]+[千百]?万)?|[千百]?万(?:\d[\d,]*千?)?|千)?円?)`
const about = '(?:約|だいたい|およそ|合計|全部で|総額)?'
const roughly = '(?:くらい|ぐらい|ほど|程度)?'
/** What money is spent on, before the sum: 「経費が180万円」「チラシに45万円」. */
const spentOn =
  '(?:経費|費用|[\\p{Script=Han}\\p{Script=Katakana}ー]{1,4}[費料代](?!補助)|工事費?|設備費?|見積(?:もり|り|額)?|予算|総額|代金|投資(?:額|計画)?|購入(?:費|額)?|家賃|賃料|機械|料金)'
/** A sum beside a word of spending. */
const spending: readonly RegExp[] = [
  new RegExp(`${spentOn}(?:代|額|は|が|で|に|を|の)?、?${about}${SUM}`, 'u'),
  new RegExp(`${SUM}${roughly}(?:を|で|も|は)?(?:使|つか|かか|掛か|払|買|投資|見積|かけ|導入|発注|請求|入れ|支出)`),
  new RegExp(
    `${SUM}${roughly}の(?!やつ|もの|補助|助成|券|制度|上限|下限|支援|バウチャー|利用券|枠|助成金)[^、。?\\d]{1,14}?(?:を|に|が|で|だと|なら|の場合|、|\\?|$)`,
  ),
  // 「旋盤の入れ替えに800万、」
  new RegExp(
    `(?:入れ替え|買い替え|建て替え|購入|導入|工事|更新|開発|試作|出展|制作|作成|研修|訓練|修理|改修|移転|引っ越し|出願)(?:に|で|は)${about}${SUM}`,
  ),
  new RegExp(`${SUM}${roughly}(?:なら|だと|だったら|の場合|のとき)`),
]
/** A sum beside anything else. */
const anything: readonly RegExp[] = [
  new RegExp(`[\\p{L}ー](?:が|で|は)${SUM}${roughly}(?:。|、|です|する|なん|や(?:けど|ねん)|だ?けど|ので|$)`, 'u'),
  // 「検査機を買いたい。600万」
  new RegExp(`(?:たい|欲しい|ほしい)(?:です|んです(?:が|けど)?|んだけど|けど)?(?:。|、|\\s)${about}${SUM}`),
  // 「4プロセスの登録ツール500万円。」
  new RegExp(`[\\p{Script=Han}\\p{Script=Katakana}ー]${SUM}${roughly}(?:。|、|です|だ?けど|なん|で(?!す)|$)`, 'u'),
]
/** Before a sum: what it is instead of a cost. */
const otherwise =
  /(?:上限|下限|最大|最低|限度額?|補助額|助成額|交付額|売上高?|売り上げ|粗利|受注(?:額)?|赤字|黒字|月商|年商|資本金|所得|利益|年収|給与|給料|賃金|時給|日給|月給|自己資金|借入(?:金)?|借り入れ|借金|貯金|預金|融資|資金)(?:額)?(?:は|が|で|の)?(?:約|およそ)?$/
const asksResult =
  /いくら|なんぼ|どのくらい|どれくらい|どれだけ|何円|自己負担|持ち出し|手出し|戻|出(?:る|ます|ます?か)|もらえ|補助され|計算|助成され|(?:補助|助成|支給|交付)(?:金)?額|(?:率|割合)と/
const supposes =
  /(?:なら|だと|だったら|の場合(?:は|だと)?|たら|ると|うと|とき(?:は)?|場合(?:は)?)(?:、?(?:どう|どうなる|どうなります))?か?(?:[?。]|\s*$)/

/** Yen of 「1億5,000万円」「300万」「4千万円」. */
function yenOf(sum: string): number {
  const number = (digits: string | undefined) => Number((digits ?? '0').replace(/,/g, '').replace(/\.$/, '')) || 0
  const [, oku, man, unit, rest, thousand] =
    /^(?:([\d,.]+)億)?(?:([\d,.]+)([千百])?万)?(?:([\d,.]+)(千)?)?円?$/.exec(sum) ?? []
  const scale = unit === '千' ? 1e7 : unit === '百' ? 1e6 : 1e4
  return Math.round(number(oku) * 1e8 + number(man) * scale + number(rest) * (thousand ? 1e3 : 1))
}

const thingWithSum = new RegExp(`[\\p{Script=Han}\\p{Script=Katakana}ーa-z]{2,}(?:代|費)?(?:が|に|は|で)?${SUM}`, 'gu')
/** 「会計ソフトとレジで80万円」: one sum of two things. */
const thingsWithSum = new RegExp(
  `[\\p{Script=Han}\\p{Script=Katakana}ー]{2,}(?:と|や|、|・|\\+)[\\p{Script=Han}\\p{Script=Katakana}ーa-z]{2,}(?:代|費)?(?:で|に|を|が|、)?(?:合計|合わせて|あわせて|全部で)?${SUM}`,
  'u',
)

/** Whether a cost is of several things, each with its sum or in one: 「ソフト200万円とパソコン50万円」「ソフトとレジで80万円」. */
export const costsOfSeveral = (text: string): boolean => thingsWithSum.test(text) || severalSums(text)

const severalSums = (text: string): boolean =>
  [...text.matchAll(thingWithSum)].filter(({ index, 0: whole, 1: sum = '' }) => {
    const before = text.slice(0, index + whole.length - sum.length)
    return /[万円]/.test(sum) && !otherwise.test(before)
  }).length > 1

/** 「家賃月9万円」「毎月15万円」: what is paid each month, not in all. */
export const isMonthly = (text: string): boolean =>
  /(?:月々|毎月|ひと月|1か月|月額|家賃(?:が|は)?月|[^\d]月)(?:に|で|約)?\d[\d,.]*(?:万|千|円)/.test(text)

/**
 * The cost whose grant is asked for, in yen; of a scheme that is spoken of also one that is only told: 「600万の開発費だと」「経費が180万円だったら？」. Undefined for a cap or a
 * grant (「上限300万」「8000万円出る」). `text` is normalised.
 */
export function costIn(text: string, ofScheme = false): number | undefined {
  if (!ofScheme && !asksResult.test(text) && !supposes.test(text)) return undefined
  return firstSum(text, [...spending, ...anything])
}

/** The cost in yen of what the user plans, told with a word of spending; undefined for what is earned, lent or paid out. */
export const plannedCostIn = (text: string): number | undefined =>
  severalSums(text) ? undefined : firstSum(text, spending)

function firstSum(text: string, patterns: readonly RegExp[]): number | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text)
    const sum = match?.[1]
    if (!match || sum === undefined || !/[億万千円]/.test(sum)) continue
    const at = match.index + match[0].indexOf(sum)
    if (otherwise.test(text.slice(0, at))) continue
    if (/^(?:以上|以下|以内|未満|まで|を?超)/.test(text.slice(at + sum.length))) continue
    const yen = yenOf(sum)
    if (yen >= 1000) return yen
  }
  return undefined
}
