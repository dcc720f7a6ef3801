/** Who applies, where that decides whether a scheme can be used at all. */
export interface Applicant {
  /** As it is said back. */
  name: string
  /** How people say it. Read on normalised text. */
  said: RegExp
  /** The sentence of a record that speaks of them. Read on the record's own words. */
  told: RegExp
  /** The purpose whose schemes are made for them. */
  purpose?: string
  /** True where the records speak of them to leave them out. */
  leftOut?: true
}

const applicants: readonly Applicant[] = [
  {
    name: '大企業の子会社',
    said: /(?:大企業|大手|上場企業)(?:の|が)?(?:子会社|グループ|傘下|系列|株主|出資)(?!(?:で|じゃ)は?(?:な[いくか]|ありません)|はい(?:ない|ません))|親会社が(?!な[いくか]|ありません)|みなし大企業/,
    told: /みなし大企業|大企業の子会社/,
    leftOut: true,
  },
  {
    name: '創業前の方',
    said: /(?:創業|起業|開業|独立|設立|法人化|登記)(?:する)?(?:の)?(?:前|まえ)(?!(?:に|の)(?!人|者|方|会社)[^。?]{0,8}(?:買|購入|発注|契約|払|注文|費|支出|かか))|これから(?:創業|起業|開業|独立|会社)|まだ(?:会社|法人|店|お店|起業|創業|開業|登記)[^。?]{0,10}(?:な[いく]|前|ません|ず)/,
    told: /創業前|創業予定/,
    purpose: '創業',
  },
  {
    name: '個人事業主',
    said: /個人事業|フリーランス|ふりーらんす|一人親方|ひとり親方|自営|個人(?:でも|だと|だけど|なんですが|で(?:も)?(?:出|使|もら|申請))|屋号/,
    told: /個人(?!であれば|か、)/,
  },
  { name: 'NPO', said: /npo|エヌピーオー/, told: /NPO/ },
  { name: '一般社団法人・一般財団法人', said: /一般社団|一般財団|社団法人|財団法人/, told: /一般社団|一般財団/ },
  {
    name: '組合・団体',
    said: /(?<!労働|共済|健保|健康保険|管理)組合(?!(?:に|へ)(?:は|も)?(?:入|加入|参加|所属)|員)|商店街|業界団体/,
    told: /組合|団体/,
  },
]

/** Whether a scheme can be had, or which can. */
const asksForAny =
  /(?:使え|つかえ|出せ|だせ|もらえ|貰え|申請でき|応募でき|受けられ|対象|いけ|申し?込め|ある(?:\?|$|か|の)|あります|ok|大丈夫|平気|可能|無理|だめ|ダメ)/

/** 「個人事業主でも出せる？」: who asks whether they may apply at all, whatever for. `normalized`. */
export const applicantIn = (normalized: string): Applicant | undefined =>
  asksForAny.test(normalized) ? applicants.find(({ said }) => said.test(normalized)) : undefined
