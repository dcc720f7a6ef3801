import type { NameMatch } from '../../knowledge/library.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { isOfOthers } from '../ranking.ts'
import type { TurnContext } from '../turn-context.ts'
import { contentWords } from '../understand/content-words.ts'
import { namedKinds } from '../understand/named-kinds.ts'
import { arrange } from './arrange.ts'
import { type Found, found, known, type WayOfTelling } from './found.ts'
import { ruleOnTopic } from './meant-record.ts'
import { namedDocument } from './named-document.ts'
import { continuation } from './subject-of-talk.ts'

export const byDocument: WayOfTelling = (context) => found([namedDocument(context)], 'name')

/** 「特許の料金3分の1になる会社ってどういう会社？」 asks more than what 特許 means. */
function asksItsMeaning({ understanding, normalized }: TurnContext, { start, end }: NameMatch): boolean {
  if (!understanding.wantsMeaning) return false
  const rest = normalized.slice(0, start) + normalized.slice(end)
  return (
    !/\d/.test(rest) &&
    contentWords(rest.replace(/意味|何|教|違|定義|用語|言葉|略|正式|名前/g, '')).length < MOST_WORDS_BESIDE
  )
}

/** Words of content beside a term, from which on something else is asked. */
const MOST_WORDS_BESIDE = 2

/** What is asked of a system itself, not of its part in the scheme spoken of. */
const asksOfSystem = /取得|取[るりれ]|とれ|登録|作[るりれ]|何日|どの?(?:くらい|ぐらい)|ログイン|更新|無料|有料/

/** The records of the names in the message, those of its ward first; with a rule where the question is of one. */
export function byName(context: TurnContext): Found | undefined {
  const { understanding, normalized, dependencies, input } = context
  const exact = understanding.names.filter(({ approximate }) => !approximate)
  const groups = (exact.length > 0 ? exact : understanding.names).map((match) =>
    known(context, match.recordIds).filter(
      (record) => namedKinds.has(record.kind) || (record.kind === 'term' && asksItsMeaning(context, match)),
    ),
  )
  const { wards } = understanding.areas
  const arranged = groups
    .filter((group) => group.length > 0)
    .flatMap((group) => arrange(group, wards, dependencies.library.records, input.now))
  if (arranged.length === 0 || arranged.every((record) => isOfOthers(record, normalized))) return undefined
  // A ward's question is about the ward's own scheme, unless a national one is named – and named, not only resembled.
  const isOfWard = arranged.some(({ areas }) => areas.some((area) => wards.includes(area)))
  const isNational = exact.length > 0 && arranged.some(({ areas }) => areas.includes('全国'))
  if (wards.length > 0 && !isOfWard && !isNational) return undefined
  const scheme = arranged.some(isScheme)
  const itself = understanding.wantsMeaning || (arranged[0]?.kind === 'system' && asksOfSystem.test(normalized))
  if (!scheme && !itself && continuation(context)) return undefined
  const ofRule = scheme ? ruleOnTopic(context, arranged) : undefined
  return found([...new Set([...(ofRule ? [ofRule] : []), ...arranged])].slice(0, ofRule ? 2 : 4), 'name')
}
