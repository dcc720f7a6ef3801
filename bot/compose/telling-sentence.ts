import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { contentWords } from '../understand/content-words.ts'
import { facetText } from './facet-answer.ts'
import { sentencesOf } from './sentences.ts'

/** Everyday words and the words of the records for the same condition. */
const sameMeaning: readonly [asked: RegExp, told: RegExp][] = [
  [/一社|1社|単独|一人で|ひとりで/, /単独|共同体/],
  [/ソフト|アプリ/, /ソフトウェア|ソフト/],
  [/家賃|賃料/, /家賃|賃借料|賃料/],
  [/個人事業|フリーランス|個人でも|個人は/, /個人/],
  [/創業前|開業前|起業前|これから/, /創業予定|開業前|創業前|創業を具体的|これから創業/],
  [/大企業|親会社|上場企業|子会社/, /大企業/],
  [/pc|パソコン|タブレット/, /pc|パソコン|タブレット|汎用/],
  [/エントリー/, /エントリー/],
  [
    /何日|何週|何か月かか|(?:時間|日数)が?(?:かか|どの)|ど(?:れ|の)?(?:くらい|ぐらい)(?:で|かか)|すぐ(?:取れ|とれ|でき)/,
    /即日|\d週間|\d日|か月かか|最大\dか月/,
  ],
  [/夜|深夜|土日|休日|何時|いつ(?:出|い(?:る|ます)|話せ|つなが)/, /24時間|平日|応じる時間/],
  [/何年(?:以上|営業|やって|続け|たって|以内)/, /\d年(?:以上|未満|以内|に満たない)/],
  [/会員/, /会員/],
  [/(?:終わ|おわ|終了し|完了し)(?:って|て|た)/, /(?:終了|完了|終わ)[^。]*(?:以内|までに)/],
  [
    /お金(?:は|が|を)?(?:とら|取ら|かか|いり|要り|いる)|有料|タダ|ただで|手数料|(?:入場|参加|利用|登録|年会)[料費]/,
    /無料|有料|手数料/,
  ],
  [
    /(?:明日|あす|あさって|今日中|来週|今週|今月)(?:中|まで)?(?:に|には|で)?[^。]{0,6}(?:終わ|でき|取れ|とれ|届|使え)/,
    /即日|週間|か月/,
  ],
  [/何回|何度|回数|\d回目|回まで/, /何度でも|何回でも|\d回/],
  [/何年(?:続け|連続|まで|間)/, /\d年(?:まで|間|たって)|連続/],
  [
    /(?:id|パスワード|アカウント|カード).{0,14}(?:渡し|渡す|貸し|貸す|借り|預け|教え(?:て(?:も)?(?:いい|大丈夫))|共有)/,
    /他人に貸す/,
  ],
  [/更新/, /更新/],
  [/レジ|券売機/, /レジ/],
  [/途中|一部だけ先|前払い|先に(?:もら|お金)|中間/, /中間払|精算払|後払い/],
  [/(?:いつ(?:まで)?に?|先に[^。、]{0,6})払(?:う|え|い|っ)/, /支払い?(?:が|を)済/],
  [/払う前|支払い?(?:の|う)?前|払(?:っちゃ|って(?:しま|から)|った|い終|い済)/, /支払い?(?:が|を|は)?済/],
  [/だけ(?:を)?(?:買|で(?:申|も)|の(?:申|購)|は|でいい)/, /だけの(?:単独)?申請|のみの申請|だけの申請は?でき|単独申請/],
  [/(?:自分|直接|会社)(?:で|から)?(?:も)?(?:申し?込|申請|応募)/, /直接は申請でき|自社だけでは|申請先ではありません/],
  [/(?:で|から)(?:申請|申し込め|応募)(?:でき|る|ます)/, /申請先ではありません/],
  [/紙(?:で|の)|郵送で(?:申請|出せ)/, /紙での|紙で/],
  [/賃金|給料|給与|人件費/, /賃金は|賃金が|人件費/],
  [/商標|意匠|実用新案/, /商標|意匠|実用新案/],
  [/プロンプト|使い方(?:だけ|を習)|chatgpt/, /プロンプト|汎用的/],
  [/ゼロから|一から|オーダーメイド|個別(?:に)?開発|スクラッチ/, /ゼロから|個別の?開発|オーダーメイド/],
  [/従業員.{0,4}(?:ゼロ|0|いな)|一人会社|社員.{0,3}(?:ゼロ|0|いな)/, /従業員が?(?:1名|0名|いない)|従業員0|1名もいない/],
  [/区外|区の外|他の区|別の区|隣の区/, /区内|区外/],
  [/間接経費|消費税/, /間接経費|消費税/],
  [/郵送|マイナ(?:ンバー)?カード|スマホ|持って(?:い)?な/, /郵送|書類/],
  [/達成でき|未達|失敗|守れ(?:ん|な)|できんかった|届かな/, /未達|達成|不交付/],
  [/外注|委託/, /外注|委託/],
  [/設備|機械/, /設備|機械/],
  [/広告|チラシ|宣伝/, /広告|チラシ|宣伝/],
  [/飲食|レストラン|サービス業/, /サービス業|製造業を営んでいない/],
  [/sdgs/, /sdgs/],
  [/中古/, /中古/],
  [/発注|契約|買っ|購入|(?:頼|たの)ん(?:じゃ|で)/, /発注|契約|購入/],
  [/返/, /返還|返済/],
  [/自分で|さわ|操作/, /自分で|操作/],
]

const searched: readonly Facet[] = [
  'who',
  'funded',
  'how',
  'prerequisites',
  'caution',
  'rate',
  'amount',
  'deadline',
  'documents',
  'what',
]
const negative =
  /(?:できません|できず、|対象外|なりません|不可|使えません|認められません|ありません|受けられません|含まれません|外れます)[^。]*。$/
const asksPermission =
  /(?:でき|申し込め|使え|つかえ|出せ|だせ|もらえ|取れ|買え|いけ|対象|含ま|出|で)(?:ます|る|に(?:なり|なる))?(?:か|の|よね|\?|$)|(?:いい|よい|良い|大丈夫|平気|ok)(?:ですか|の|でしょうか|\?|$)/
const asksNegative = /ない(?:の|もの|やつ|経費|です|か|\?|$)|対象外|だめ|ダメ|不可/

/** Facets whose sentences hold the money. */
const ofMoney: readonly Facet[] = ['amount', 'rate']

const leavesOut = /(?:できません|対象外です|対象になりません|使えません|認められません)[^。]*。$/
/** Also 「だめ？」, to which a refusal says yes. */
const asksForLeave = new RegExp(`${asksPermission.source}|だめ|ダメ|駄目`)

export interface TellingSentence {
  text: string
  facet: Facet
  /** True when it was found by the words of the question themselves. */
  isWorded?: true
  /** True when the sentence refuses what was asked for. */
  refuses: boolean
}

/** Words that stand in every record: sharing them says nothing. */
const everywhere =
  /補助|助成|制度|対象|申請|応募|必要|会社|企業|事業|上限|金額|期間|締切|方法|条件|利用|費用|経費|年度|令和|東京|可能|使|何|教|方|場合|支援|相談|窓口|開発|製品|設備/

/**
 * The sentence of a record that holds most words of the question which neither the record's names nor `told` hold:
 * 「会員じゃないとだめ？」.
 */
export function wordedSentence(
  record: KnowledgeRecord,
  normalized: string,
  told = '',
  leastLetters = 0,
): TellingSentence | undefined {
  const known = [record.name, ...record.aliases, ...record.areas, told].join('\n').normalize('NFKC').toLowerCase()
  const words = contentWords(normalized).filter(
    (word) => word.length >= leastLetters && !everywhere.test(word) && !known.includes(word),
  )
  let best: (TellingSentence & { score: number }) | undefined
  for (const facet of searched) {
    for (const text of sentencesOf(facetText(record, facet))) {
      const plain = text.normalize('NFKC').toLowerCase()
      const score = words.filter((word) => plain.includes(word)).length
      if (score > (best?.score ?? 0)) best = { text, facet, refuses: refuses(text, normalized), score }
    }
  }
  return best && { text: best.text, facet: best.facet, refuses: best.refuses, isWorded: true }
}

/** 「支払いが済んでいないと申請できません」 refuses who has not paid, and nobody who asks whether to pay. */
const demands = /ない(?:と|限り|場合)|なければ|超え|だけ|のみ|以外|を除/
const saysNot = /ない|なく|なし|ません|ずに|まだ|前に/
/** 「引き継ぐかどうかは確認が必要です」 refuses nobody. */
const isOpen = /かどうか|確認が必要|確認できて|確かめて|ご確認/

const refuses = (sentence: string, normalized: string): boolean =>
  negative.test(sentence) &&
  !isOpen.test(sentence) &&
  asksPermission.test(normalized) &&
  !asksNegative.test(normalized) &&
  !(demands.test(sentence) && !saysNot.test(normalized))

/** A sentence that was told of the user's case before, now that they ask for the verdict on it. */
export const retold = (text: string): TellingSentence => ({ text, facet: 'what', refuses: false })

/** What the record pays for the very thing asked about: 「レジ」 is funded, and this is how much for it. */
export function moneySentence(record: KnowledgeRecord, normalized: string): TellingSentence | undefined {
  const asked = sameMeaning.filter(([question]) => question.test(normalized))
  for (const facet of ofMoney) {
    for (const text of sentencesOf(facetText(record, facet))) {
      const plain = text.normalize('NFKC').toLowerCase()
      if (/\d/.test(plain) && asked.some(([, told]) => told.test(plain))) return { text, facet, refuses: false }
    }
  }
  return undefined
}

/**
 * The sentence of a record that speaks of the condition the user asks about, so that the answer opens with it. Only the
 * record's own sentence is told; 「いいえ」 stands before it only where it refuses in so many words.
 */
export function tellingSentence(record: KnowledgeRecord, normalized: string): TellingSentence | undefined {
  const asked = sameMeaning.filter(([question]) => question.test(normalized))
  if (asked.length === 0) return undefined
  // 「設備」 in the name of a scheme is no word on equipment.
  const names = [record.name, ...record.aliases].map((name) => name.normalize('NFKC').toLowerCase())
  let best: (TellingSentence & { score: number }) | undefined
  for (const facet of searched) {
    for (const sentence of sentencesOf(facetText(record, facet))) {
      const whole = sentence.normalize('NFKC').toLowerCase()
      const plain = names.reduce((text, name) => text.replaceAll(`「${name}」`, ''), whole)
      // Of sentences on the same, one that leaves it out tells more.
      const tells = asked.filter(([, told]) => told.test(plain)).length
      const score = tells > 0 && leavesOut.test(sentence) && asksForLeave.test(normalized) ? tells + 0.5 : tells
      if (score > 0 && score > (best?.score ?? 0)) {
        best = { text: sentence, facet, refuses: refuses(sentence, normalized), score }
      }
    }
  }
  return best && { text: best.text, facet: best.facet, refuses: best.refuses }
}
