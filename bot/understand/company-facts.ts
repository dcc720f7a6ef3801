import type { Company, Industry } from '../../knowledge/scheme/company.ts'
import { capitalIn, employeesIn, yearsIn } from './company-numbers.ts'
import { withoutUniversity } from './purposes.ts'

/** What is said of others or of a rule: 「製造業以外」「商店街」「コンサル会社に頼む」「飲食店向け」. */
const notOwn = `(?!(?:業|者|業者|の会社|企業)?(?:以外|だけ|のみ|しか|も?対象|は対象|じゃな|ではな|でな|とは|向け|に限|街|会の|委託|物責任|原価|(?:に|へ|から|と)(?:頼|依頼|委託|払|見積|発注|契約|相談|聞|買)))`
const own = (words: string) => new RegExp(`(?:${words})${notOwn}`)

const industryWords: readonly [Industry, RegExp][] = [
  [
    'manufacturing',
    own(
      '製造|町工場|メーカー|ものづくり(?:企業|の会社)|金属加工|印刷(?:会社|業|屋|所)|縫製(?:工場|業|の)|(?:部品|製品|機械)(?:を)?加工して|[メめ][ッっ][キき](?:屋|業|工場)|d人の工場|工場(?:です|を(?:経営|やって|営ん))|部品(?:を)?(?:作|つく)|食品(?:加工|工場)',
    ),
  ],
  ['construction', own('建設業|工務店|運輸業|運送|物流業')],
  ['wholesale', own('卸売|卸(?:業|の会社)|問屋')],
  ['retail', own('小売|販売店|商店|(?:八百|魚|花|本|酒|薬)屋|ネットショップ(?:です|の会社|を(?:運営|経営|営|やって))')],
  ['lodging', own('宿泊業|旅館|ホテル(?:を経営|業)|娯楽業')],
  [
    'information',
    own(
      '情報通信業|it(?:企業|の会社|会社|ベンチャー)|ソフト(?:ウェア)?(?:の?会社|開発会社|ハウス|業)|システム開発(?:会社|の会社|業)',
    ),
  ],
  [
    'service',
    own(
      '(?<!商業・)サービス業|飲食(?:店|業)|レストラン|カフェ|美容(?:室|院)|ラーメン屋|居酒屋|デザイン(?:会社|事務所)|コンサル(?:会社|業)',
    ),
  ],
]

const works =
  /(?:大学|高専|研究機関|研究所|公設試)[^。?、]{0,8}と(?:一緒に|共同)?[^。?、]{0,10}(?:したい|やりたい|進めたい|組みたい|しています|している|する予定)/
const withUniversity = /大学|高専|研究機関|研究所|公設試|一緒|はい/
const ownOnly = /自社だけ|自社のみ|単独|いいえ|ない|一社で|1社で/

function partnerIn(text: string, asked: boolean): boolean | undefined {
  if ((asked && ownOnly.test(text)) || withoutUniversity.test(text)) return false
  return works.test(text) || (asked && withUniversity.test(text)) ? true : undefined
}

function soleProprietorIn(text: string): boolean | undefined {
  if (/(?:個人事業主?|フリーランス|自営業?)(?!主?(?:は(?:対象|だめ|駄目)|とは|と法人|や|以外))/.test(text)) return true
  return /(?:株式会社|有限会社|合同会社|法人)(?:です(?!か)|で(?:、|。|やって|す(?!か))|を(?:経営|やって)|の(?:代表|社長))/.test(
    text,
  )
    ? false
    : undefined
}

/**
 * What a message tells of the company. `asked` is the fact that the bot asked for last, so that 「10人」 alone is
 * understood. `text` is normalised. What is asked about a rule (「5人以下は200万円って本当？」) tells nothing.
 */
export function companyFacts(text: string, asked: string | undefined): Company {
  const industry = industryWords.find(([, pattern]) => pattern.test(text))?.[0]
  const employees = employeesIn(text, asked === 'employees')
  const years = yearsIn(text)
  const capital = capitalIn(text)
  const sole = soleProprietorIn(text)
  const partner = partnerIn(text, asked === 'partner')
  return {
    ...(industry ? { industry } : {}),
    ...(employees ? { employees } : {}),
    ...(years ? { years } : {}),
    ...(capital !== undefined ? { capital } : {}),
    ...(sole !== undefined ? { soleProprietor: sole } : {}),
    ...(partner !== undefined ? { partner } : {}),
  }
}
