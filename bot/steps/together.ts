import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme, schemeKinds } from '../../knowledge/record/scheme-kinds.ts'
import { MINIMUM_COVERAGE } from '../ranking.ts'
import type { TurnContext } from '../turn-context.ts'
import { arrange } from './arrange.ts'

/** Whether money from one scheme goes with that from another; who applies together with a university asks something else. */
export const asksTogether = new RegExp(
  [
    '併用|重複(?:して|受給|申請)',
    '(?<!(?:大学|会社|企業|他社|業者|仲間|人)と)(?:一緒に|両方|同時に|二つとも|2つとも)(?:は)?(?:使|つか|もら|申請|応募|出せ|受け)',
    '国の(?:補助|助成)?(?:金)?と(?:区|都)?(?:の)?(?:も)?(?:両方|一緒|同時)|(?:両方|一緒に|同時に)(?:いけ|できる|大丈夫|ok|もらえ)',
    '(?:両方|2つ|二つ|どっち|どちら)(?:とも|も)?(?:から|で)(?:は)?(?:出|もら|受け|補助|助成)',
    '(?:国|都|区)の(?:も|と)[^。]{0,14}(?:国|都|区)の[^。]{0,30}(?:いっぺん|全部|ぜんぶ|両方|同時|同じ)',
    '(?:国|都|区|県|市)の(?:補助|助成)?(?:金)?(?:も|を)?(?:もら|受け|使)(?:っ|て)[^、。]{0,4}(?:い)?る[^。]{0,10}(?:いい|大丈夫|だめ|ダメ|使え|出せ|もらえ|いけ|ok)',
    '(?:他|ほか|別)の[^、。]{0,6}(?:補助|助成)金?(?:を|も)?(?:もら|受け|使)(?:っ)?て(?:い)?[てるた]',
  ].join('|'),
)
const MOST_SCHEMES = 3

/** The schemes whose going together is asked about: those named, those of a ward by what they are for, else the one spoken of. */
export function schemesTogether(context: TurnContext): KnowledgeRecord[] {
  const { understanding, before, dependencies, input } = context
  const { records } = dependencies.library
  const schemes = (ids: readonly string[]): KnowledgeRecord[] =>
    ids.flatMap((id) => records.get(id) ?? []).filter(isScheme)
  const { wards } = understanding.areas
  const named = understanding.names.flatMap(({ recordIds }) =>
    arrange(schemes(recordIds), wards, records, input.now).slice(0, 1),
  )
  const ofWards = wards
    .filter((ward) => !named.some(({ areas }) => areas.includes(ward)))
    .flatMap((ward) => ofWard(ward, context) ?? [])
  const asked = [...new Set([...named, ...ofWards])]
  const spokenOf = before.list[0] === before.focus[0] ? [] : schemes(before.focus.slice(0, 1))
  return (asked.length > 0 ? asked : spokenOf).slice(0, MOST_SCHEMES)
}

/** 「墨田区のデジタル補助」: the ward's own scheme for what is said behind its name; none for 「墨田区の助成金」. */
function ofWard(
  ward: string,
  { normalized, dependencies: { library }, input }: TurnContext,
): KnowledgeRecord | undefined {
  const [, what = ''] = new RegExp(`${ward.slice(0, -1)}区?の([^はとを、。?]+)`).exec(normalized) ?? []
  if (what.replace(/補助|助成|金|制度|支援|事業|の|他|ほか/g, '').length < 2) return undefined
  const filter = { kinds: [...schemeKinds], status: 'real' as const, at: input.now, areas: [ward] }
  return library
    .search(what, { limit: 20, filter })
    .filter(({ coverage }) => coverage >= MINIMUM_COVERAGE)
    .map(({ recordId }) => library.records.get(recordId))
    .find((record) => record?.areas.includes(ward))
}
