import type { CannedReply } from '../../../desk/console-shapes.ts'
import type { Colleague } from '../../../desk/shapes.ts'
import type { Macro } from '../macros/macro-words.ts'

/** The word before the caret that asks for a list: `/あい` or `@山`. */
export interface Asked {
  trigger: '/' | '@'
  query: string
  /** Where it begins, its sign included. */
  start: number
}

const slash = /(?:^|\s)([/／])([^\s/／]{0,30})$/
const at = /([@＠])([^\s@＠]{0,20})$/

/** What stands before the caret, where it asks for one of these lists; full-width signs do as well. */
export function askedAt(text: string, caret: number, notes: boolean): Asked | undefined {
  const before = text.slice(0, caret)
  const found = notes ? at.exec(before) : slash.exec(before)
  if (found?.[1] === undefined) return undefined
  const query = (found[2] ?? '').normalize('NFKC').toLowerCase()
  return { trigger: notes ? '@' : '/', query, start: before.length - 1 - (found[2] ?? '').length }
}

export interface Choice {
  id: string
  label: string
  hint: string
  /** What is put in the place of the word. */
  words: string
  /** Looked at and run, in the place of words. */
  macro?: Macro
}

const MOST = 8
const holds = (text: string, query: string): boolean => text.normalize('NFKC').toLowerCase().includes(query)

/** Canned replies by code, title or words; own teams and codes that begin so come first. */
export function cannedChoices(replies: readonly CannedReply[], query: string): (Choice & { reply: CannedReply })[] {
  const rank = (reply: CannedReply) =>
    Number(reply.mine) * 2 + Number(reply.code.normalize('NFKC').toLowerCase().startsWith(query)) * 4
  return replies
    .filter(({ code, title, text }) => [code, title, text].some((words) => holds(words, query)))
    .sort((one, other) => rank(other) - rank(one))
    .slice(0, MOST)
    .map((reply) => ({ id: reply.id, label: `/${reply.code}`, hint: reply.title, words: reply.text, reply }))
}

/** Macros by code or title, before the canned replies: there are few. */
export const macroChoices = (macros: readonly Macro[], query: string): Choice[] =>
  macros
    .filter(({ code, title }) => [code, title].some((words) => holds(words, query)))
    .sort((one, other) => Number(other.mine) - Number(one.mine))
    .slice(0, MOST / 2)
    .map((macro) => ({ id: macro.id, label: `/${macro.code}`, hint: `マクロ: ${macro.title}`, words: '', macro }))

/** Colleagues by name or login; names that begin so come first. */
export const staffChoices = (staff: readonly Colleague[], query: string): Choice[] =>
  staff
    .filter(({ name, login }) => holds(name, query) || holds(login, query))
    .sort((one, other) => Number(other.name.startsWith(query)) - Number(one.name.startsWith(query)))
    .slice(0, MOST)
    .map(({ name, login }) => ({ id: login, label: `@${name}`, hint: login, words: `@${name} ` }))
