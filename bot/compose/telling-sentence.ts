import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { facetText } from './facet-answer.ts'

/** Everyday words and the words of the records for the same condition. */
const sameMeaning: readonly [asked: RegExp, told: RegExp][] = [
  [/一社|1社|単独|一人で|ひとりで/, /単独|共同体/],
  [/ソフト|アプリ/, /ソフトウェア|ソフト/],
  [/家賃|賃料/, /家賃|賃借料|賃料/],
  [/個人事業|フリーランス|個人でも|個人は/, /個人/],
  [/創業前|開業前|起業前|これから/, /創業予定|開業前|創業前|創業を具体的|これから創業/],
  [/大企業/, /大企業/],
  [/pc|パソコン|タブレット/, /pc|パソコン|タブレット|汎用/],
  [/人件費|給料|給与/, /人件費/],
  [/エントリー/, /エントリー/],
  [/郵送|マイナ(?:ンバー)?カード|持ってない/, /郵送|書類/],
  [/達成でき|未達|失敗/, /未達|達成|不交付/],
  [/外注|委託/, /外注|委託/],
  [/設備|機械/, /設備|機械/],
  [/広告|チラシ|宣伝/, /広告|チラシ|宣伝/],
  [/飲食|レストラン|サービス業/, /サービス業/],
  [/sdgs/, /sdgs/],
  [/中古/, /中古/],
  [/発注|契約|買っ|購入/, /発注|契約|購入/],
  [/返/, /返還|返済/],
  [/自分で|さわ|操作/, /自分で|操作/],
]

const searched: readonly Facet[] = [
  'who',
  'funded',
  'prerequisites',
  'caution',
  'rate',
  'amount',
  'how',
  'deadline',
  'documents',
  'what',
]
const negative =
  /(?:できません|対象外|なりません|不可|使えません|認められません|ありません|受けられません|含まれません|外れます)[^。]*。$/
const asksPermission =
  /(?:でき|使え|つかえ|出せ|もらえ|取れ|対象|含ま|出)(?:ます|る|に(?:なり|なる))?(?:か|の|よね|\?|$)|(?:いい|よい|良い|大丈夫|平気|ok)(?:ですか|の|でしょうか|\?|$)/
const asksNegative = /ない(?:の|もの|やつ|経費|です|か|\?|$)|対象外|だめ|ダメ|不可/

export interface TellingSentence {
  text: string
  facet: Facet
  /** True when the sentence refuses what was asked for. */
  refuses: boolean
}

/**
 * The sentence of a record that speaks of the condition the user asks about, so that the answer opens with it. Only the
 * record's own sentence is told; 「いいえ」 stands before it only where it refuses in so many words.
 */
export function tellingSentence(record: KnowledgeRecord, normalized: string): TellingSentence | undefined {
  const asked = sameMeaning.filter(([question]) => question.test(normalized))
  if (asked.length === 0) return undefined
  let best: (TellingSentence & { score: number }) | undefined
  for (const facet of searched) {
    for (const sentence of (facetText(record, facet) ?? '').match(/[^。]*。/g) ?? []) {
      const plain = sentence.normalize('NFKC').toLowerCase()
      const score = asked.filter(([, told]) => told.test(plain)).length
      if (score > 0 && score > (best?.score ?? 0)) {
        const refuses = negative.test(sentence) && asksPermission.test(normalized) && !asksNegative.test(normalized)
        best = { text: sentence, facet, refuses, score }
      }
    }
  }
  return best && { text: best.text, facet: best.facet, refuses: best.refuses }
}
