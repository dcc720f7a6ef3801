import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { sharedWith, spansOf } from '../ledger/spans.ts'
import type { AnswerItem } from '../turn-context.ts'
import { facetText } from './facet-answer.ts'
import { say } from './say.ts'
import { isTooUncertain } from './scheme-words.ts'
import { sentencesOf } from './sentences.ts'

/** 「使えないのはどんな人？」「対象外になる経費は」: asks for what is left out, not whether one thing is. */
const asksForExclusions =
  /(?:使え|つかえ|もらえ|出せ|だせ|受けられ|申請でき|応募でき|対象に(?:は)?(?:なら|入ら)|対象じゃ|含まれ|認められ|買え|出)(?:ない|ません)(?:の(?:は|って|か)|人|方|ケース|場合|もの|やつ|経費|費用|会社|業種|物件|研修|設備|こと|条件|とき)|対象外(?:は|の(?:もの|経費|人|会社|ケース|費用)|に(?:なる|なります)|となる|って|経費|$)|(?:だめ|ダメ|駄目|ng)(?:な(?:の|人|もの|経費|ケース|場合|条件))/

const leavesOut =
  /対象外|対象に(?:は|も)?(?:なりません|含まれません)|できません|使えません|認められません|受けられません|含まれません|除[きかく]|不可|外れます|間に合いません/
const searched: readonly Facet[] = ['who', 'funded', 'prerequisites', 'caution', 'how']
const MOST_TOLD = 6

/** Says the same over again. */
function isAlike(one: string, other: string): boolean {
  const [[a], [b]] = [spansOf(one), spansOf(other)]
  return a !== undefined && b !== undefined && (sharedWith(b, a) >= SAME || sharedWith(a, b) >= SAME)
}
const SAME = 0.6

/** All that the record says is left out, sentence by sentence; undefined where that is not asked or not told. */
export function exclusions(record: KnowledgeRecord, normalized: string): AnswerItem | undefined {
  if (!asksForExclusions.test(normalized) || !isScheme(record) || isTooUncertain(record)) return undefined
  const sentences = searched
    .flatMap((facet) => sentencesOf(facetText(record, facet)))
    .filter((sentence) => leavesOut.test(sentence))
  const different = sentences.filter((sentence, at) => !sentences.slice(0, at).some((told) => isAlike(told, sentence)))
  if (different.length === 0) return undefined
  return say(
    `対象外・できないとされているのは、次のとおりです。\n${different
      .slice(0, MOST_TOLD)
      .map((text) => `・${text}`)
      .join('\n')}`,
    record.id,
  )
}
