import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { answerCompared } from '../compose/compared-answer.ts'
import { gapOf } from '../compose/gap.ts'
import { answerList, demand, wantsList } from '../compose/list-answer.ts'
import { candidatesFor, choose } from '../compose/list-candidates.ts'
import { answerOfEach } from '../compose/list-facets.ts'
import { noneOpenText } from '../compose/open-calls.ts'
import { answerOne, answerSeveral } from '../compose/record-answer.ts'
import { say, sayComputed } from '../compose/say.ts'
import { titleOf } from '../compose/scheme-words.ts'
import { answerTogether } from '../compose/together-answer.ts'
import { isUnsure } from '../ranking.ts'
import { standardSuggestions, texts } from '../texts.ts'
import type { AnswerItem, Draft, StepResult, TurnContext } from '../turn-context.ts'
import { costIn } from '../understand/cost.ts'
import { deskSubject } from '../understand/intents.ts'
import { isIdle, LIKELY, learntIntent } from '../understand/learnt-intent.ts'
import { wish } from '../understand/wishes.ts'
import { clarify } from './clarify.ts'
import { hasOwnSubject } from './retrieve.ts'
import { smallTalk } from './small-talk.ts'
import { unknownSubject } from './unknown-subject.ts'

/** Writes the answer: a question back, a list, or the records' own words. */
export function compose(context: TurnContext): StepResult {
  context.draft = clarify(context) ?? write(context)
  return 'continue'
}

function write(context: TurnContext): Draft {
  const { subjects, understanding } = context
  const first = subjects[0]
  if (!first && context.subjectsBy === 'open') return noneOpen(context)
  const doubtful = !first || isUnsure(context)
  const other = doubtful ? byExample(context) : undefined
  if (other) return other
  if (!first) return broadAnswer(context) ?? nothingFound(context)
  if (context.subjectsBy === 'compared') return answerCompared(context, first)
  if (context.subjectsBy === 'each') return answerOfEach(context)
  if (context.subjectsBy === 'together') {
    return subjects.length > 1 ? answerTogether(context, first, subjects.slice(1)) : answerOne(context, first)
  }
  const list = wantsList(context) ? answerList(context) : undefined
  if (list) return onlyOne(context) ?? list
  const kinds = kindsOf(context, first)
  if (kinds) context.subjects = kinds
  const several =
    kinds !== undefined || (context.subjectsBy === 'name' && subjects.length > 1 && understanding.names.length > 0)
  const draft = several ? answerSeveral(context, first) : answerOne(context, first)
  const lead = isUnsure(context) ? [say(texts.nearestRecord)] : inGeneral(context, first)
  return { ...draft, items: [...lead, ...draft.items] }
}

/** 「いつ振り込まれる？」 while one scheme is spoken of: the rule of them all is told as such. */
function inGeneral({ before, subjectsBy, dependencies }: TurnContext, first: KnowledgeRecord): AnswerItem[] {
  const scheme = dependencies.library.records.get(before.focus[0] ?? '')
  if (subjectsBy !== 'search' || first.kind !== 'rule' || !scheme || !isScheme(scheme)) return []
  return [say(texts.inGeneral(titleOf(scheme)), scheme.id)]
}

/** A list of one is no choice: it is told itself, with its window. */
function onlyOne(context: TurnContext): Draft | undefined {
  const { memory, subjectsBy, dependencies } = context
  const record = dependencies.library.records.get(memory.list[0] ?? '')
  const isInterview = memory.wards.length + Object.keys(memory.company).length > 0
  if (subjectsBy !== 'search' || memory.list.length !== 1 || !record || isInterview) return undefined
  context.subjects = [record]
  memory.list = []
  return answerOne(context, record)
}

const asksKinds =
  /いくつ|何種類|種類|どんな(?:コース|枠|の)|コース(?:は|って|が|を)?(?:全部|どれ|何)|枠(?:は|って|が)?(?:全部|どれ|何)/

/** 「人材開発の助成金ってコースいくつかあるの？」: the records of one name that differ in what stands in its brackets. */
function kindsOf(
  { normalized, subjects, subjectsBy }: TurnContext,
  first: KnowledgeRecord,
): KnowledgeRecord[] | undefined {
  if (subjectsBy !== 'search' || !asksKinds.test(normalized)) return undefined
  const stem = (record: KnowledgeRecord) => record.name.split(/[（＜]/)[0] ?? record.name
  const family = subjects.filter((record) => record.kind === first.kind && stem(record) === stem(first))
  return family.length > 1 ? family : undefined
}

/** Where nothing was found, or nothing sure: what the message does by the example that it is like. */
function byExample(context: TurnContext): Draft | undefined {
  const { language, normalized, dependencies, understanding, before } = context
  if (language || understanding.names.length > 0 || before.list.length > 0) return undefined
  const intent = learntIntent(normalized, dependencies.library, LIKELY)
  // A purpose was understood: the message is of this desk, whatever else its letters are like.
  if (!intent || (understanding.purposes.length > 0 && isIdle(intent))) return undefined
  understanding.intent = intent
  return smallTalk(context) === 'finish' ? context.draft : undefined
}

/** No record fits the words, but the purpose is known: its schemes are told. */
function broadAnswer(context: TurnContext): Draft | undefined {
  const { purposes, areas } = context.understanding
  if (areas.elsewhere.length > 0 || unknownSubject(context) !== undefined) return undefined
  const wished = context.memory.wards.length > 0 && wish.test(context.normalized)
  const wanted =
    demand.test(context.normalized) || areas.wards.length > 0 || wished || fearsCost.test(context.normalized)
  if (purposes.length === 0 || !wanted) return undefined
  // 「区からはいくら？」 with a cost: of the one scheme of the ward the sum is worked out.
  const { wards } = context.memory
  const local = choose(context, candidatesFor(context, wards), wards).filter((record) =>
    record.areas.some((area) => wards.includes(area)),
  )
  const [own] = local
  return own && local.length === 1 && costIn(context.normalized) !== undefined
    ? answerOne(context, own)
    : answerList(context)
}

/** 「大学に頼むと何百万もしそう」 */
const fearsCost =
  /何[十百千]?万|高そう|高い(?:ん|の|です|から)|お金(?:が|も)?(?:ない|足り|かか)|予算(?:が|も)?(?:ない|足り)|費用が?(?:心配|不安|かか)/

/** No scheme that fits takes applications then. */
function noneOpen(context: TurnContext): Draft {
  return {
    outcome: { outcome: 'unanswerable', reason: 'no-record' },
    items: [noneOpenText(context)],
    cites: [],
    suggestions: standardSuggestions,
    effects: [],
  }
}

/** Below this a question shares no word with the corpus that means anything. */
const UNRELATED = 0.06
const wantsSomething =
  /[?か]$|たい|ほしい|欲しい|ください|下さい|くれ|教えて|どこ|いつ|いくら|何枚|できますか|でき(?:る|ます)/

/** Words of business, which may be of this desk whatever else is said. */
const ofBusiness = /会社|企業|事業|発注|見積|契約|電話|番号|書類|提出|従業員|設備|機械|製品|商品|工場|工房|[^お]店/

/** A wish in which nothing is of this desk: neither a subject of it, nor a name, a place or a purpose, nor words of its records. */
function isOffTopic(context: TurnContext): boolean {
  const { understanding, normalized, hits, before, language } = context
  const { areas, names, purposes, facets, company } = understanding
  return (
    language === undefined &&
    hasOwnSubject(context) &&
    !deskSubject.test(normalized) &&
    !ofBusiness.test(normalized) &&
    wantsSomething.test(normalized) &&
    areas.wards.length + areas.elsewhere.length + names.length + purposes.length + before.focus.length === 0 &&
    !facets.some((facet) => facet === 'rate' || facet === 'amount') &&
    Object.keys(company).length === 0 &&
    hits.every(({ confidence }) => confidence < UNRELATED)
  )
}

/** Nothing in the corpus: said plainly, with the window of the place asked about. */
function nothingFound(context: TurnContext): Draft {
  const { areas } = context.understanding
  if (isOffTopic(context)) {
    return {
      outcome: { outcome: 'declined', reason: 'out-of-scope' },
      items: [say(texts.offTopic)],
      cites: [],
      suggestions: standardSuggestions,
      effects: [],
    }
  }
  const ward = areas.wards[0]
  const gap = gapOf(areas.wards, context.dependencies.library)
  const cites = [gap?.id, ward ? 'tosho-sangakuko' : undefined].filter((id) => id !== undefined)
  const text = ward
    ? texts.noRecordPlace(ward)
    : areas.elsewhere.length > 0
      ? texts.noRecordElsewhere(areas.elsewhere.join('・'))
      : texts.noEvidence
  return {
    outcome: { outcome: 'unanswerable', reason: ward || areas.elsewhere.length > 0 ? 'no-record' : 'no-evidence' },
    items: [sayComputed(text, cites)],
    cites,
    suggestions: standardSuggestions,
    effects: [],
  }
}
