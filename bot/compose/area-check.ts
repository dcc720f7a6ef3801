import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isTokyoWard } from '../../knowledge/scheme/areas.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { say } from './say.ts'
import { titleOf } from './scheme-words.ts'

/** 「それ大田区でも使える？」: whether what was spoken of holds for another place. */
export const asksOfPlace =
  /(?:で|に|の会社|の企業|の事業者)(?:も|でも|は)?.{0,6}(?:使え|つかえ|もらえ|出せ|申請でき|対象|大丈夫|いける|ok)/

/** Whether the scheme is one of the ward asked about; nothing is inferred from a neighbour. */
export function areaCheck(context: TurnContext, record: KnowledgeRecord): AnswerItem | undefined {
  const { wards, elsewhere } = context.understanding.areas
  const ward = wards[0]
  const place = ward ?? elsewhere[0]
  if (context.subjectsBy !== 'focus' || !place || !asksOfPlace.test(context.normalized)) return undefined
  const name = titleOf(record)
  if (record.areas.includes(place)) return say(texts.ofWard(name, place), record.id)
  // A scheme of Tokyo holds for its wards, and for no place outside.
  const wide = record.areas.find((area) => area === '全国' || (area === '東京都' && ward !== undefined))
  if (wide) return say(texts.wideEnough(name, wide, place), record.id)
  const others = record.areas.filter((area) => isTokyoWard(area) || area === '東京都')
  return others.length > 0 ? say(texts.otherWard(name, others.join('・'), place), record.id) : undefined
}
