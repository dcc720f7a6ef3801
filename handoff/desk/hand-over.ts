import { companyWords } from '../../bot/interview/condition-words.ts'
import { leavesOpen } from '../../bot/outcome.ts'
import { companyFacts } from '../../bot/understand/company-facts.ts'
import { findPurposes } from '../../bot/understand/purposes.ts'
import { normalizeText } from '../../knowledge/analysis/normalize.ts'
import { findAreas } from '../../knowledge/scheme/areas.ts'
import { deskTexts } from '../texts.ts'
import type { CaseDetail, DeskMessage } from './shapes.ts'

type HandOver = CaseDetail['handOver']
type Trail = CaseDetail['trail']

/** What is shown of one line, in characters, and how many lines of each kind. */
const LINE = 140
const LINES = 6

const cut = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > LINE ? `${line.slice(0, LINE)}…` : line
}

/** Words that only ask for a person, or answer a button, tell nothing of the need. */
const onlyAsksForStaff = (text: string): boolean =>
  text.length <= 24 && /相談員|担当者|職員|人と話|人に相談|オペレーター|human|agent/i.test(text)
const onlyAnswers = (text: string): boolean => text.length < 8 && !/[?？]/.test(text)

const deadline = /(?:締切|締め切り|期限|年度内|今月|来月|今週|来週|\d{1,2}月(?:\d{1,2}日)?(?:まで|に))/

/** What one message tells of the company, where it is, what for and until when. */
function factsIn(message: DeskMessage): HandOver['facts'] {
  const text = normalizeText(message.text)
  const areas = findAreas(text)
  const lines = companyWords(companyFacts(text, undefined), [...areas.wards, ...areas.elsewhere])
  const purposes = findPurposes(text).filter((purpose) => purpose !== '相談')
  if (purposes.length > 0) lines.push(`目的：${purposes.join('・')}`)
  const sentence = message.text.split(/[。\n]/).find((part) => deadline.test(part.normalize('NFKC')))
  if (sentence !== undefined) lines.push(`期限など：「${cut(sentence)}」`)
  return lines.map((line) => ({ text: line, messageId: message.id }))
}

/** The messages of the talk that led to the case and of the case itself: nothing from before the bot last began anew. */
export function talkOf(caseId: string, messages: readonly DeskMessage[]): readonly DeskMessage[] {
  const first = messages.findIndex((message) => message.caseId === caseId)
  const before = messages.slice(0, first === -1 ? messages.length : first)
  const boundary = before.findLastIndex((message) => message.boundary)
  const last = messages.findLastIndex((message) => message.caseId === caseId)
  return messages.slice(boundary + 1, last === -1 ? messages.length : last + 1)
}

function unresolvedIn(talk: readonly DeskMessage[], trail: Trail): HandOver['unresolved'] {
  const missed = trail.filter((entry) => leavesOpen(entry) || entry.outcome === 'declined')
  const answeredUpTo = talk.findLastIndex((message) => message.role === 'staff' && !message.private)
  // What staff have answered since is no open matter any more.
  const open = answeredUpTo === -1 ? missed.map((entry) => ({ text: entry.question, messageId: entry.messageId })) : []
  const since = talk
    .slice(answeredUpTo + 1)
    .filter((message) => message.role === 'user' && message.caseId !== null)
    .map((message) => ({ text: message.text, messageId: message.id }))
  return [...open, ...since]
    .filter(({ text }) => !onlyAsksForStaff(text))
    .map((line) => ({ ...line, text: cut(line.text) }))
}

const latestOfEachKind = (facts: HandOver['facts']): HandOver['facts'] => [
  ...new Map(facts.map((fact) => [fact.text.split('：')[0], fact])).values(),
]

/**
 * What a person must know to go on: taken from the talk word by word, nothing invented. Every line names the message
 * that it comes from; of each kind of fact the latest stands.
 */
export function handOverOf(caseId: string, messages: readonly DeskMessage[], trail: Trail): HandOver {
  const talk = talkOf(caseId, messages)
  const shown = new Set(talk.map((message) => message.id))
  const own = trail.filter((entry) => shown.has(entry.messageId))
  const words = talk.filter((message) => message.role === 'user')
  const telling = words.filter(({ text }) => !onlyAsksForStaff(text) && !onlyAnswers(text))
  const need = telling.findLast((message) => message.caseId === null) ?? telling[0] ?? words[0]
  const unresolved = unresolvedIn(talk, own).slice(-LINES)
  const missed = own.some((entry) => leavesOpen(entry) && entry.outcome !== 'error')
  return {
    need: need === undefined ? null : { text: cut(need.text), messageId: need.id },
    facts: latestOfEachKind(words.flatMap(factsIn)).slice(-LINES),
    answered: own
      .filter((entry) => entry.outcome === 'answered' && !leavesOpen(entry) && entry.records.length > 0)
      .slice(-LINES)
      .map((entry) => ({
        text: cut(entry.question),
        messageId: entry.messageId,
        sources: entry.records.map(({ id, title }) => ({
          title,
          date: messages.flatMap(({ citations }) => citations).find((citation) => citation.id === id)?.date ?? null,
        })),
      })),
    unresolved,
    next: unresolved.length === 0 ? deskTexts.nextConfirm : missed ? deskTexts.nextMissed : deskTexts.nextAnswer,
  }
}
