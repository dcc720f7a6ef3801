import type { SearchHit } from '../../knowledge/library.ts'
import { quote } from '../../knowledge/record/quote.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, Draft, TurnContext } from '../turn-context.ts'
import { contentWords } from '../understand/content-words.ts'
import { answered } from './answered.ts'
import { askedOf, passageOf } from './document-passage.ts'
import { say } from './say.ts'
import { confirmSentence } from './scheme-words.ts'

const LONGEST_QUOTATION = 300

/** Up to the last comma, else the last blank that is no part of a figure. */
const toComma = /^.{0,299}[、；]/s
const toBlank = /^.{0,299}(?<![\d０-９])[\s,，;](?![\d０-９])/s
const figureAtEnd = /[\d０-９〇一二三四五六七八九十百千](?:分の|[^ぁ-ん])*$|[\uD800-\uDBFF]$/

/** The beginning of a sentence that is too long to be quoted whole: never half a figure. */
function beginningOf(sentence: string): string {
  if (sentence.length <= LONGEST_QUOTATION) return sentence
  const [whole] = toComma.exec(sentence) ?? toBlank.exec(sentence) ?? []
  return `${(whole ?? sentence.slice(0, LONGEST_QUOTATION).replace(figureAtEnd, '')).trimEnd()}…`
}

/**
 * Whole sentences of a passage around the one that has most words of the question, at most 300 letters; of one that is
 * longer by itself, its beginning.
 */
export function quotation(passage: string, normalized: string): string {
  const sentences = passage.split(/(?<=[。\n])/).filter((sentence) => sentence.trim() !== '')
  const words = contentWords(normalized)
  const told = (sentence: string) => {
    const plain = sentence.normalize('NFKC').toLowerCase()
    return words.filter((word) => plain.includes(word)).length
  }
  let start = sentences.reduce((best, sentence, at) => (told(sentence) > told(sentences[best] ?? '') ? at : best), 0)
  let quoted = beginningOf(sentences[start] ?? '')
  for (let next = start + 1; next < sentences.length; next += 1) {
    if (quoted.length + (sentences[next]?.length ?? 0) > LONGEST_QUOTATION) break
    quoted += sentences[next]
  }
  while (start > 0 && quoted.length + (sentences[start - 1]?.length ?? 0) <= LONGEST_QUOTATION) {
    start -= 1
    quoted = `${sentences[start]}${quoted}`
  }
  return quoted.trim()
}

/** Longer than this, or a sentence, it is no heading that tells a place. */
const LONGEST_HEADING = 40

function placeOf({ page, trail = [] }: SearchHit): string {
  const heading = trail.at(-1) ?? ''
  const told = heading.length <= LONGEST_HEADING && !heading.includes('。') ? heading : ''
  return [page === undefined ? '' : `${page}ページ`, told].filter(Boolean).join('、')
}

/** What a page or a file says, letter by letter and as its words: nothing in it is followed, whatever it asks for. */
export function answerFromDocument(context: TurnContext, record: KnowledgeRecord): Draft {
  const hit = passageOf(record, context)
  if (!hit) return withoutPassage(context, record)
  const words = quotation(hit.passage, context.normalized)
  const items: AnswerItem[] = [
    say(`${texts.documentSays(quote(record.name), placeOf(hit))}\n${quote(words)}`, record.id),
    say(confirmSentence(record, context.input.now), record.id),
  ]
  const draft = answered(context, items, [record], { outcome: 'answered', reason: 'record' })
  return hit.page === undefined ? draft : { ...draft, pages: { [record.id]: hit.page } }
}

/** Asked for as a whole it is introduced, in our words; for what it does not tell, so much is said. */
function withoutPassage(context: TurnContext, record: KnowledgeRecord): Draft {
  if (askedOf(record, context) === '') {
    const items = [
      say(record.what.text, record.id),
      say(texts.askOfDocument),
      say(confirmSentence(record, context.input.now), record.id),
    ]
    return answered(context, items, [record], { outcome: 'answered', reason: 'record' })
  }
  const items = [say(texts.notInDocument(quote(record.name)), record.id), say(texts.offerStaff)]
  return answered(context, items, [record], { outcome: 'unanswerable', reason: 'no-evidence' })
}
