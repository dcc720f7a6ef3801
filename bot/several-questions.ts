import type { Library } from '../knowledge/library.ts'
import { findAreas } from '../knowledge/scheme/areas.ts'
import type { ModelTrail, TurnResult } from './consultant.ts'
import { namedKinds } from './understand/named-kinds.ts'
import { asksSomething } from './understand/wishes.ts'

const MOST_QUESTIONS = 3
const MOST_CITATIONS = 6

/**
 * The questions of a message that asks about several subjects by name: 「持続化補助金の締切は？ GビズIDは無料？」. One part, the
 * message itself, where fewer than two parts name a scheme, a window, a system or a ward of their own.
 */
export function severalQuestions(text: string, library: Library): string[] {
  const parts = withTheirSituation(
    text
      .split(/(?<=[?？。\n])/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  if (parts.length < 2 || parts.length > MOST_QUESTIONS) return [text]
  const subjects = parts.map((part) => {
    const named = library
      .findNames(part)
      .flatMap(({ recordIds }) => recordIds)
      .filter((id) => namedKinds.has(library.records.get(id)?.kind ?? 'term'))
    // 「板橋区の産学公連携は？」: a ward tells another scheme as well as a name does.
    return [...named, ...findAreas(library.normalize(part)).wards].join(' ')
  })
  const different = new Set(subjects)
  return different.has('') || different.size < parts.length ? [text] : parts
}

/** 「台東区の町工場です。」 asks nothing: it is told of the question behind it. */
function withTheirSituation(sentences: readonly string[]): string[] {
  const parts: string[] = []
  let situation = ''
  for (const sentence of sentences) {
    if (asksSomething.test(sentence)) {
      parts.push(situation + sentence)
      situation = ''
    } else situation += sentence
  }
  if (situation !== '') parts.push((parts.pop() ?? '') + situation)
  return parts
}

/** What the model had to do with all of the answers: the last one's fate, everyone's calls. */
function sumOfModels(results: readonly TurnResult[]): { model?: ModelTrail } {
  const models = results.flatMap(({ trail }) => trail.model ?? [])
  const last = models.at(-1)
  if (!last) return {}
  const sum = (of: (model: ModelTrail) => number) => models.reduce((total, model) => total + of(model), 0)
  return {
    model: {
      ...last,
      calls: sum(({ calls }) => calls),
      inputTokens: sum(({ inputTokens }) => inputTokens),
      outputTokens: sum(({ outputTokens }) => outputTokens),
      cost: last.cost === null ? null : sum(({ cost }) => cost ?? 0),
      milliseconds: sum(({ milliseconds }) => milliseconds),
    },
  }
}

/** The answers to the questions of one message as one answer; undefined where one of them is no plain answer. */
export function joinAnswers(results: readonly TurnResult[]): TurnResult | undefined {
  const last = results.at(-1)
  if (!last || results.some(({ outcome }) => outcome.outcome !== 'answered')) return undefined
  const citations = new Map(results.flatMap(({ reply }) => reply.citations).map((citation) => [citation.id, citation]))
  const { card: _card, list: _list, ...reply } = last.reply
  return {
    ...last,
    reply: {
      ...reply,
      text: results.map((result) => result.reply.text).join('\n\n'),
      citations: [...citations.values()].slice(0, MOST_CITATIONS),
    },
    effects: results.flatMap(({ effects }) => effects),
    trail: {
      ...last.trail,
      records: [...new Set(results.flatMap(({ trail }) => trail.records))],
      ...sumOfModels(results),
      ledger: {
        checked: results.reduce((sum, { trail }) => sum + trail.ledger.checked, 0),
        dropped: results.flatMap(({ trail }) => trail.ledger.dropped),
      },
    },
  }
}
