import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { facetText } from '../compose/facet-answer.ts'
import { foreignCheck, foreignSummary } from '../compose/foreign-summary.ts'
import { say, sayComputed } from '../compose/say.ts'
import { isTooUncertain } from '../compose/scheme-words.ts'
import { foreignTexts } from '../foreign-texts.ts'
import { interviewQuestions } from '../phrasebook/interview-questions.ts'
import { translated } from '../phrasebook/phrases.ts'
import { withReadings } from '../phrasebook/plain-words.ts'
import { tapIn } from '../phrasebook/taps.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, Draft, StepResult, TurnContext } from '../turn-context.ts'
import type { OtherLanguage } from '../understand/language.ts'

const MOST_TOLD = 3
const proseKinds: ReadonlySet<KnowledgeRecord['kind']> = new Set<KnowledgeRecord['kind']>([
  'guidance',
  'rule',
  'term',
  'conflict',
  'case',
  'document',
])
const proseFacets: readonly Facet[] = ['who', 'funded', 'how', 'prerequisites', 'documents', 'caution']

/** Tells the draft in the language of the user: fixed words from the phrasebook, facts from typed data. The ledger checks it like the rest. */
export function foreignWords(context: TurnContext): StepResult {
  const { answersIn: language, draft } = context
  if (!language || !draft) return 'continue'
  draft.suggestions = draft.suggestions.map((words) => tapIn(words, language))
  draft.items = itemsIn(language, draft, context)
  delete draft.card
  delete draft.cards
  return 'continue'
}

function itemsIn(language: OtherLanguage, draft: Draft, context: TurnContext): AnswerItem[] {
  const inPhrases = draft.items.map((item) => phraseOf(item, language))
  // Fixed words, and what has none to translate: the sources of an answer.
  if (inPhrases.every((item) => item !== undefined)) return inPhrases
  const { reason } = draft.outcome
  if (reason === 'sources' || reason === 'state') return draft.items.map((item, index) => inPhrases[index] ?? item)
  const { records } = context.dependencies.library
  const known = (ids: readonly string[]) => ids.map((id) => records.get(id)).filter((record) => record !== undefined)
  const phrases = inPhrases.filter((item) => item !== undefined)
  if (reason === 'list') return listIn(language, known(context.memory.list), phrases, context)

  const spokenOf = context.memory.focus.filter((id) => draft.cites.includes(id))
  const told = known(spokenOf.length > 0 ? spokenOf : draft.cites).slice(0, MOST_TOLD)
  const facts = told.flatMap((record) => factsIn(language, record, context))
  const rest = draft.items.filter((_, index) => inPhrases[index] === undefined)
  return [
    say(foreignTexts.lead[language]),
    ...facts,
    ...phrases,
    ...(language === 'easy' ? [say(texts.offerStaff)].map((item) => phraseOf(item, language) ?? item) : []),
    ...(language === 'easy' ? [] : [say(`\n${foreignTexts.japaneseBelow[language]}`), ...rest]),
  ]
}

/** A fixed text in the language, or nothing where the phrasebook holds none. */
function phraseOf(item: AnswerItem, language: OtherLanguage): AnswerItem | undefined {
  const phrase = translated(item.text, language)
  return phrase === undefined ? undefined : sayComputed(phrase, item.recordIds)
}

function listIn(
  language: OtherLanguage,
  records: readonly KnowledgeRecord[],
  phrases: readonly AnswerItem[],
  context: TurnContext,
): AnswerItem[] {
  const question = interviewQuestions[context.memory.asking ?? '']?.[language]
  const first = records[0]
  return [
    say(foreignTexts.listLead[language]),
    ...records.map((record, index) => foreignSummary(record, language, context, index + 1)),
    ...phrases,
    ...(question ? [say(question)] : []),
    ...(first ? [foreignCheck(first, language)] : []),
  ]
}

/** What a record holds as data; of one that is prose, that it is there, and in やさしい日本語 the prose with readings. */
function factsIn(language: OtherLanguage, record: KnowledgeRecord, context: TurnContext): AnswerItem[] {
  const prose = proseKinds.has(record.kind) && !isTooUncertain(record)
  const summary = prose ? say(`「${record.name}」`, record.id) : foreignSummary(record, language, context)
  if (isTooUncertain(record)) return [summary]
  if (language !== 'easy') {
    return [
      summary,
      ...(prose ? [say(foreignTexts.onlyJapanese[language])] : []),
      ...(record.kind === 'guidance' || record.kind === 'ip-procedure' ? [say(foreignTexts.advice[language])] : []),
    ]
  }
  const asked = context.understanding.facets.filter((facet) => proseFacets.includes(facet)).slice(0, 2)
  const original = [...(isScheme(record) && asked.length > 0 ? [] : ['what' as const]), ...asked]
    .map((facet) => facetText(record, facet))
    .filter((text) => text !== undefined)
  return [
    summary,
    say(`${foreignTexts.original[language]}${withReadings([...new Set(original)].join('\n'))}`, record.id),
    ...(record.kind === 'guidance' || record.kind === 'ip-procedure' ? [say(foreignTexts.advice[language])] : []),
  ]
}
