import type { Company, Industry, Range } from '../../knowledge/scheme/company.ts'

const industryWords: readonly [Industry, RegExp][] = [
  ['manufacturing', /製造|町工場|メーカー|ものづくり(?:企業|の会社)|金属加工|部品(?:を)?(?:作|つく)|食品(?:加工|工場)/],
  ['construction', /建設業|工務店|運輸業|運送|物流業/],
  ['wholesale', /卸売|卸(?:業|の会社)|問屋/],
  ['retail', /小売|販売店|商店|(?:八百|魚|花|本|酒|薬)屋|ネットショップ/],
  ['lodging', /宿泊業|旅館|ホテル(?:を経営|業)|娯楽業/],
  [
    'information',
    /情報通信業|it(?:企業|の会社|会社|ベンチャー)|ソフト(?:ウェア)?(?:の会社|開発会社|ハウス|業)|システム開発(?:会社|の会社|業)/,
  ],
  [
    'service',
    /サービス業|飲食(?:店|業)|レストラン|カフェ|美容(?:室|院)|ラーメン屋|居酒屋|デザイン(?:会社|事務所)|コンサル(?:会社|業)/,
  ],
]

const numberOf = (digits: string) => Number(digits.replace(/,/g, ''))

function employeesIn(text: string, asked: boolean): Range | undefined {
  const between = /(\d+)\s*[~-]\s*(\d+)\s*[人名]/.exec(text)
  if (between) return { least: Number(between[1]), most: Number(between[2]) }
  if (/(?:一人|1人|ひとり)(?:会社|社長|親方|でやって)|従業員(?:は|が)?(?:い(?:ない|ません)|ゼロ|0)/.test(text))
    return { least: 0, most: 0 }
  const bound = /(\d+)\s*[人名](以下|以上|未満)/.exec(text)
  const told =
    /(?:従業員|社員|スタッフ|人数|職員|規模)(?:数)?[はがを、\s]{0,2}(?:約|およそ|だいたい)?(\d+)\s*[人名]?/.exec(
      text,
    ) ??
    /(\d+)\s*[人名](?:の|で|くらいの|ほどの|規模)?(?:会社|企業|工場|町工場|店|法人|製造|メーカー|でやって)/.exec(
      text,
    ) ??
    (asked ? /^(?:約|だいたい)?(\d+)\s*[人名]?(?:です|くらい|ほど)?/.exec(text) : null)
  if (bound && (asked || told)) {
    const count = Number(bound[1])
    if (bound[2] === '以上') return { least: count }
    return { least: 0, most: bound[2] === '未満' ? count - 1 : count }
  }
  return told ? { least: Number(told[1]), most: Number(told[1]) } : undefined
}

function yearsIn(text: string): Range | undefined {
  if (/これから(?:創業|起業|開業|会社を)|(?:創業|起業|開業)(?:前|予定|準備|したい|する(?:つもり|予定))/.test(text)) {
    return { least: -1, most: -1 }
  }
  const below = /(?:創業|起業|開業|設立)(?:から|して|後)?(\d+)年(未満|以上|以内)/.exec(text)
  if (below) return below[2] === '以上' ? { least: Number(below[1]) } : { least: 0, most: Number(below[1]) - 1 }
  const nth = /(?:創業|起業|開業|設立|会社を作って)(?:から|して|後|は)?(?:約)?(\d+)年(目)?/.exec(text)
  if (!nth) return undefined
  const years = Number(nth[1]) - (nth[2] ? 1 : 0)
  return { least: years, most: years }
}

function capitalIn(text: string): number | undefined {
  const match = /資本金[はが、\s]{0,2}([\d,.]+)\s*(億|万)?/.exec(text)
  if (!match) return undefined
  const scale = match[2] === '億' ? 1e8 : match[2] === '万' ? 1e4 : 1
  return Math.round(numberOf(match[1] ?? '') * scale)
}

/**
 * What a message tells of the company. `asked` is the fact that the bot asked for last, so that 「10人」 alone is
 * understood. `text` is normalised.
 */
export function companyFacts(text: string, asked: string | undefined): Company {
  const industry = industryWords.find(([, pattern]) => pattern.test(text))?.[0]
  const employees = employeesIn(text, asked === 'employees')
  const years = yearsIn(text)
  const capital = capitalIn(text)
  const sole = /個人事業|フリーランス|自営/.test(text)
    ? true
    : /株式会社|有限会社|合同会社|法人です/.test(text)
      ? false
      : undefined
  const partner =
    asked === 'partner'
      ? /大学|研究機関|公設試|一緒|はい/.test(text)
        ? true
        : /自社だけ|単独|いいえ|ない/.test(text)
          ? false
          : undefined
      : undefined
  return {
    ...(industry ? { industry } : {}),
    ...(employees ? { employees } : {}),
    ...(years ? { years } : {}),
    ...(capital !== undefined ? { capital } : {}),
    ...(sole !== undefined ? { soleProprietor: sole } : {}),
    ...(partner !== undefined ? { partner } : {}),
  }
}
