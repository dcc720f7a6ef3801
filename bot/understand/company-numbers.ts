import type { Range } from '../../knowledge/scheme/company.ts'

/** After a bound: 「5人以下です」「5人以下の会社で」 tell of the company, 「5人以下は200万円？」 asks about a rule. */
const toldBound =
  /^(?:の(?:小さ[ない])?(?:会社|企業|法人|工場|町工場|お?店|事業所|個人事業主?))?(?:です(?!か)|だ(?!と|っ)|で(?!す|な|あ|は)|なの|、|。|\s|$)/
/** After a count of people that is not the whole staff: 「1人当たり」「3人に研修」「2人目」「20人を超えると」. */
const notStaff = String.raw`(?!\s*(?:目|分|ずつ|に|を|まで|超|増|当たり|あたり|の(?:研修|訓練|教育|給|賃|人件費|応募|採用)|募集|採用|雇))`
const staffTold = new RegExp(
  String.raw`(?:従業員|社員|スタッフ|人数|職員|規模)(?:数)?[はが、:\s]{0,2}(?:約|およそ|だいたい)?(\d+)(?:\s*[~-]\s*(\d+))?(?![\d,.年万億円%])\s*(?:[人名]${notStaff})?(?![人名])`,
)
const companyOf =
  /(\d+)\s*[人名](?:の|で|くらいの|ほどの|規模の?)?(?:会社|企業|工場|町工場|店|法人|製造業|メーカー|でやって|で経営)/
/** 「製造業で18人なんだけど」 */
const besideTrade =
  /(?:業|屋|店|工場|会社|メーカー|製造|小売|卸|飲食|(?:作|つく)って(?:い)?(?:る|ます))(?:で|の|、|\s)?(?:約|だいたい)?(\d+)[人名](?=です|なん|だけ|だが|ぐらい|くらい|ほど|、|。|\s|$)/
const alone =
  /(?:一人|1人|ひとり)(?:会社|社長|親方|で(?:やって|経営|営ん))|(?:従業員|社員)(?:は|が)?(?:い(?:ない|ません)|なし|ゼロ|0)/
/** The answer to the question for the number, nothing but it. A small number alone is an item of the list. */
const bareCount =
  /^(?:うちは|今は|全部で)?(?:約|だいたい|およそ)?(\d+)(?:\s*[~-]\s*(\d+))?\s*(?:[人名](?!目)|(?<=\d\d|[6-9])(?=$|です))(?:くらい|ぐらい|ほど|程度)?(?:です|います|だ)?(?=[、。\s]|$|以下|以上|未満)/

/** Regular employees; `asked` when the bot asked for them last. All texts here are normalised. */
export function employeesIn(text: string, asked: boolean): Range | undefined {
  if (alone.test(text)) return { least: 0, most: 0 }
  const told =
    staffTold.exec(text) ?? companyOf.exec(text) ?? besideTrade.exec(text) ?? (asked ? bareCount.exec(text) : null)
  if (!told) return undefined
  const count = Number(told[1])
  if (told[2] !== undefined) return { least: count, most: Number(told[2]) }
  return bounded(text.slice(told.index + told[0].length), count)
}

/** The range of a count by the words behind it; undefined where they ask about a rule. */
function bounded(rest: string, count: number): Range | undefined {
  const bound = /^(以下|以内|以上|未満)/.exec(rest)?.[1]
  if (!bound) return { least: count, most: count }
  if (!toldBound.test(rest.slice(2))) return undefined
  if (bound === '以上') return { least: count }
  return { least: 0, most: bound === '未満' ? count - 1 : count }
}

const founded = '(?:創業|起業|開業|設立|会社を作って)'
const beforeFounding =
  /これから(?:創業|起業|開業|会社を)|(?:創業|起業|開業)(?:前(?=です(?!か)|で(?!す)|なの|だ|に|、|。|$)|予定(?!地)|準備|したい(?!人|方|者)|する(?:つもり|予定))/
const yearsTold = new RegExp(`${founded}(?:から|して|後|は)?(?:約|まだ)?(\\d{1,3})年(?![度間代]|後(?!半))(目)?`)
const monthsTold = new RegExp(
  `${founded}(?:から|して|後|は)?(?:約|まだ)?(?:(\\d{1,2})[かヶケカ]月|半年)(?!以内|未満|以上|後)`,
)
const yearsAgo = new RegExp(`(\\d{1,3})年前に${founded}`)

/** Years since the founding: full ones, or of less than two the months as a part of a year; -1 before it. */
export function yearsIn(text: string): Range | undefined {
  if (beforeFounding.test(text)) return { least: -1, most: -1 }
  const months = monthsTold.exec(text)
  if (months) {
    const years = Number(months[1] ?? 6) / 12
    return { least: years, most: years }
  }
  const told = yearsTold.exec(text) ?? yearsAgo.exec(text)
  if (!told) return undefined
  // 「創業3年目」 has two full years behind it.
  return bounded(text.slice(told.index + told[0].length), Number(told[1]) - (told[2] ? 1 : 0))
}

/** Yen of 「資本金1億5,000万円」「資本金1千万円」; a bound (「1億円以下」) is no amount. */
export function capitalIn(text: string): number | undefined {
  const match = /資本金[はが、:\s]{0,2}約?(?=\d)(?:([\d,.]+)億)?(?:([\d,.]+)(千)?(万)?)?円?/.exec(text)
  if (!match || /^(?:以下|以上|未満|以内|を?超)/.test(text.slice(match.index + match[0].length))) return undefined
  const number = (digits = '0') => Number(digits.replace(/,/g, ''))
  const yen = number(match[1]) * 1e8 + number(match[2]) * (match[3] ? 1e3 : 1) * (match[4] ? 1e4 : 1)
  return Number.isFinite(yen) && yen > 0 ? Math.round(yen) : undefined
}
