import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, Draft, TurnContext } from '../turn-context.ts'
import { answered } from './answered.ts'
import { answerFacets, facetText } from './facet-answer.ts'
import { say } from './say.ts'
import { confirmSentence, contactSentence, isTooUncertain, titleOf } from './scheme-words.ts'
import { sentencesOf } from './sentences.ts'

/** Where a record says whether it goes together with other money, most telling first. */
const searched: readonly Facet[] = ['prerequisites', 'who', 'funded', 'caution', 'how']
const otherMoney =
  /(?:他|ほか)の[^。]{0,10}(?:補助|助成)|(?:補助|助成)[^。]{0,10}(?:重複|重ねて)|二重に|併用(?:でき|は|を|する)/

const ofFigures: ReadonlySet<Facet> = new Set<Facet>(['amount', 'rate', 'deadline'])

/** What the scheme itself says of other money beside it; undefined where it says nothing. */
function ownClause(record: KnowledgeRecord): string | undefined {
  if (isTooUncertain(record)) return undefined
  const sentences = searched.flatMap((facet) => sentencesOf(facetText(record, facet)))
  return sentences.find((sentence) => otherMoney.test(sentence))?.trim()
}

/** Whether schemes go together: what each says itself, that one says nothing of it, then the rule that holds for all. */
export function answerTogether(context: TurnContext, rule: KnowledgeRecord, schemes: KnowledgeRecord[]): Draft {
  const clauses = schemes.map((record) => ({ record, clause: ownClause(record) }))
  const silent = clauses.filter(({ clause }) => clause === undefined).map(({ record }) => record)
  const items: AnswerItem[] = clauses.flatMap(({ record, clause }) =>
    clause ? [say(`「${titleOf(record)}」：${clause}`, record.id)] : [],
  )
  if (silent.length > 0) {
    const names = silent.map((record) => `「${titleOf(record)}」`).join('')
    items.push(say(texts.togetherUnknown(names), ...silent.map(({ id }) => id)))
  }
  items.push(say(rule.what.text, rule.id))
  const [first] = schemes
  // 「あと上限は？」 in the same breath.
  const figures = context.understanding.facets.filter((facet) => ofFigures.has(facet))
  if (first && figures.length > 0) items.push(...answerFacets(first, figures, context.input.now).items)
  const contact = first && contactSentence(first)
  if (first && contact) items.push(say(contact, first.id))
  if (first) items.push(say(confirmSentence(first, context.input.now), first.id))
  return answered(context, items, [...schemes, rule], { outcome: 'answered', reason: 'record' })
}
