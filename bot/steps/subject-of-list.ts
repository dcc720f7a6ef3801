import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { saidByTap, skipWords } from '../interview/next-question.ts'
import { showsList } from '../memory.ts'
import type { TurnContext } from '../turn-context.ts'
import { contentWords } from '../understand/content-words.ts'
import { plannedCostIn } from '../understand/cost.ts'
import { beginsAnew } from '../understand/wishes.ts'
import { type Found, found, known, type WayOfTelling } from './found.ts'
import { recordsOfSum } from './meant-record.ts'

const saidOrdinals: readonly RegExp[] = [
  /[一1]つ目|1番目/,
  /[二2]つ目|2番目/,
  /[三3]つ目|3番目/,
  /[四4]つ目|4番目/,
  /[五5]つ目|5番目/,
]
/** 「2」 alone may also be a number of employees that was asked for. */
const ordinals: readonly RegExp[] = [/1番|^1$/, /2番|^2$/, /3番|^3$/, /4番|^4$/, /5番|^5$/]

/** The record of the last list that the words point to by its place. */
const byPlace =
  (places: readonly RegExp[]): WayOfTelling =>
  ({ normalized, before, dependencies }) => {
    const position = places.findIndex((pattern) => pattern.test(normalized))
    return found([dependencies.library.records.get(before.list[position] ?? '')], 'name')
  }

/** 「2つ目のほう、先に払っていい？」 is of the second, whatever it tells of the company besides. */
export const bySaidPlace = byPlace(saidOrdinals)
export const byNumber = byPlace(ordinals)

/** 「開発のほう」「8000万のやつ」: one among several. */
const pointsAtOne = /(?:ほう|方|やつ|のは?)(?:の話|のこと)?[はがをで]?[?。]?$/

/**
 * True when the words tell one more thing of the company for the list last shown: asked for there, asked for before
 * another matter came between, or told unasked right after it.
 */
function goesOnWithList(context: TurnContext): boolean {
  const { understanding, before, normalized } = context
  if (before.candidates.length === 0) return false
  if (normalized === skipWords) return true
  const { facets, areas } = understanding
  const moved = areas.wards.some((ward) => !before.wards.includes(ward))
  if (moved || beginsAnew(context)) return false
  // 「試作費は500万円です」: what each of them would pay of it.
  if (showsList(before) && tellsCost(context)) return true
  const told = Object.keys(understanding.company)
  if (Object.keys(saidByTap(normalized)).length > 0) return true
  if (before.asking) return told.length > 0
  const fits = showsList(before) ? told.length > 0 : told.some((fact) => fact === before.paused)
  // 「従業員」 reads as a question about who may apply; any other facet is one.
  return fits && !/\?$/.test(normalized) && facets.every((facet) => facet === 'who')
}

/** A cost and nothing else but what it is for. */
function tellsCost({ understanding, before, normalized }: TurnContext): boolean {
  const { facets, purposes, areas, names } = understanding
  const isOfOne = [...saidOrdinals, ...ordinals, pointsAtOne].some((pattern) => pattern.test(normalized))
  return (
    !isOfOne &&
    plannedCostIn(normalized) !== undefined &&
    areas.wards.length + names.length === 0 &&
    facets.every((facet) => facet === 'amount' || facet === 'funded' || facet === 'who') &&
    purposes.every((purpose) => before.purposes.includes(purpose))
  )
}

/** 「10人です」: one more fact about the company, for the list that was shown. */
export const onWithList: WayOfTelling = (context) =>
  goesOnWithList(context) ? { subjects: known(context, context.before.candidates), by: 'refined' } : undefined

const asksForRest = /^(?:その)?(?:ほか|他|別)(?:に(?:は|も)?|の(?:は|制度|やつ)?)/
/** 「ほかには？」: the rest of the last list. */
export const restOfList: WayOfTelling = (context) => {
  const { before, normalized } = context
  if (!asksForRest.test(normalized) || before.list.length < 2) return undefined
  return found(
    known(
      context,
      before.list.filter((id) => id !== before.focus[0]),
    ),
    'list',
  )
}

/** 「8000万のほう」: one of the last list, or of those it was chosen from, by its sum. */
export const bySumOfList: WayOfTelling = (context) =>
  context.before.list.length > 0 && pointsAtOne.test(context.normalized)
    ? found(recordsOfSum(context).slice(0, 2), 'name')
    : undefined

/** 「開発のほう」: one of the last list, by what it is for; 「都のやつ」: those that are whose it says. */
export const byPurposeOfList: WayOfTelling = (context) => {
  const { before, normalized, understanding } = context
  if (before.list.length === 0 || !pointsAtOne.test(normalized)) return undefined
  const words = contentWords(normalized)
  const listed = known(context, before.list)
  const chosen = listed.filter(
    (record) =>
      words.some((word) => record.name.includes(word)) ||
      record.purposes.some((purpose) => understanding.purposes.includes(purpose)),
  )
  return found(chosen.slice(0, 2), 'name') ?? ofOwner(listed, normalized)
}

/** Listed again where there are several. */
function ofOwner(listed: readonly KnowledgeRecord[], normalized: string): Found | undefined {
  const owner = /^(?:東京)?都の/.test(normalized) ? '東京都' : /^国の/.test(normalized) ? '全国' : undefined
  const owned = listed.filter(({ areas }) => owner !== undefined && areas.includes(owner))
  return found(owned, owned.length > 1 ? 'list' : 'name')
}
