import type { Library, NameMatch } from '../../knowledge/library.ts'
import type { RecordKind } from '../../knowledge/record/schema.ts'
import { findAreas } from '../../knowledge/scheme/areas.ts'
import { saidByTap } from '../interview/next-question.ts'
import type { StepResult, TurnContext, Understanding } from '../turn-context.ts'
import { companyFacts } from '../understand/company-facts.ts'
import { comparisonIn } from '../understand/comparison.ts'
import { disclosureAfter } from '../understand/disclosure.ts'
import { askedFacets, asksForList, asksForMeaning, pointsBack } from '../understand/facet-questions.ts'
import type { Intent } from '../understand/intent-rule.ts'
import { recogniseIntent } from '../understand/intents.ts'
import { isIdle, learntIntent, SURE, SURE_IN_TALK, SURE_OF_FACET } from '../understand/learnt-intent.ts'
import { learnLikeness, mostOf } from '../understand/likeness.ts'
import { namedKinds } from '../understand/named-kinds.ts'
import { findPurposes } from '../understand/purposes.ts'

/** What is read of a message before it is known what it does. */
type Reading = Omit<Understanding, 'intent'>

/** Reads intent, facets, names, places and purposes from the masked words. */
export function understand(context: TurnContext): StepResult {
  const { library } = context.dependencies
  const text = context.normalized
  const said = context.language ? `${library.normalize(context.masked.text)} ${text}` : text
  const areas = findAreas(said)
  const read = context.language ? text : context.masked.text
  const names = library.findNames(read).filter((name) => !isDeclined(name, library.normalize(read)))
  context.likeness = learnLikeness(library.records).of(text)
  const reading: Reading = {
    facets: askedFacets(text),
    names,
    areas,
    purposes: findPurposes(text),
    wantsList: asksForList.test(text),
    wantsMeaning: asksForMeaning.test(text),
    pointsBack: pointsBack.test(text),
    comparison: comparisonIn(text),
    company: { ...companyFacts(text, context.before.asking), ...saidByTap(text) },
  }
  const understanding = { ...reading, intent: intentOf(context, reading) }
  context.understanding = understanding
  context.memory.company = { ...context.memory.company, ...understanding.company }
  context.memory.disclosed = disclosureAfter(text, context.input.now, context.before.disclosed)
  context.memory.paused = context.before.asking ?? context.before.paused
  context.memory.asking = undefined
  if (areas.wards.length > 0) context.memory.wards = areas.wards
  if (understanding.purposes.length > 0) context.memory.purposes = understanding.purposes
  return 'continue'
}

/** 「タレのレシピを守りたい」: much like what the records are asked, whatever else its words are used for. */
const isLikeQuestions = ({ likeness }: TurnContext): boolean => mostOf(likeness) >= MUCH_ALIKE
const MUCH_ALIKE = 0.17

const tellsOfBusiness =
  /^[^、。?]{1,14}を?(?:やって|経営して|営んで)(?:い)?(?:る|ます|おります)(?:ん(?:です|だ))?(?:が|けど)?[。]?$|(?:会社|工場|工房|屋|店|農園|サロン|メーカー)(?:を|です|で(?:、|す)|やって|なん|だけど|の者)/

/** What a message in another language does is read in its own words first, then in the Japanese for them. */
function intentOf(context: TurnContext, { facets, names, purposes, wantsList }: Reading): Intent {
  if (context.onlyChoosesLanguage) return 'choose-language'
  const isNamed = names.some(namesSubject(context.dependencies.library))
  if (!context.language) {
    const read = recogniseIntent(context.normalized, isNamed, isLikeQuestions(context))
    const intent = isOfFocus(read, context) ? 'question' : read
    if (intent !== read || intent !== 'question' || isNamed) return intent
    const isBare = facets.length === 0
    const needed = context.before.focus.length > 0 ? SURE_IN_TALK : isBare ? SURE : SURE_OF_FACET
    const learnt = learntIntent(context.normalized, context.dependencies.library, needed)
    // 「次の受付いつ？」 in a talk of a scheme, 「木工の工房やってます」: nothing idle, whatever the letters are like.
    const isOfDesk =
      purposes.length > 0 ||
      (!isBare && context.before.focus.length > 0) ||
      tellsOfBusiness.test(context.normalized) ||
      wantsList ||
      (learnt === 'off-topic' && isLikeQuestions(context))
    return learnt === undefined || (isIdle(learnt) && isOfDesk) ? intent : learnt
  }
  const own = recogniseIntent(context.dependencies.library.normalize(context.masked.text), isNamed)
  const read = own === 'question' ? recogniseIntent(context.normalized, isNamed) : own
  return isOfFocus(read, context) ? 'question' : read
}

/** 「秘密は守られますか」 after a window is of that window; 「チャット」 too, where the record speaks of a chat. */
function isOfFocus(intent: Intent, { before, normalized, dependencies: { library } }: TurnContext): boolean {
  const spoken = library.records.get(before.focus[0] ?? '')
  if (!ofService.has(intent) || !spoken || ofThisTalk.test(normalized)) return false
  if (/チャット|ボット/.test(normalized)) return /チャット/.test(JSON.stringify(spoken))
  return answersPeople.has(spoken.kind)
}
const ofService: ReadonlySet<Intent> = new Set<Intent>([
  'service-cost',
  'service-data',
  'service-hours',
  'service-duty',
])
const ofThisTalk = /この(?:会話|やりとり|ボット|アプリ|line)|(?:ここ|チャット)に書/
/** What has visitors and rules of its own for what they write; a term may be the name of one. */
const answersPeople: ReadonlySet<RecordKind> = new Set<RecordKind>(['consultation', 'institution', 'system', 'term'])

/** 「減免なし」「Jグランツ以外で」: named to be left out. */
const isDeclined = ({ end }: NameMatch, normalized: string): boolean =>
  /^(?:は|を|も|の)?(?:なし|無し|使わ(?:ない|ず)に?|抜き)(?!でも)/.test(normalized.slice(end))

/** A scheme, a window or a system: terms and guidance share their names with everyday words. */
const namesSubject =
  (library: Library) =>
  ({ recordIds, approximate }: NameMatch): boolean =>
    !approximate && recordIds.some((id) => namedKinds.has(library.records.get(id)?.kind ?? 'term'))
