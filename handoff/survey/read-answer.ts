import { recogniseIntent } from '../../bot/understand/intents.ts'
import { asksForPerson, bareWords, chosenTopic, isThumbsDown, wantsBot } from '../reception/user-wishes.ts'
import { scoreWords, wordsThatPass, wordsWithoutComment } from './survey-texts.ts'

/** Stars, a lone figure, or the words of a tap without its figure. */
const stars = /^[★⭐]{1,5}$/u
const figure = /^(?:星|評価|満足度)?は?([1-5])(?:点|つ|番)?(?:です)?$/

/** The score of a tap of ours, sent whole: 「5 とても満足」. No question to the bot reads like that. */
export const tappedScore = (text: string): number | undefined =>
  scoreWords.find(({ words }) => bareWords(words) === bareWords(text))?.score

/** A score written by hand; only to be asked where the survey was the last thing said: 「3」 may mean many things. */
export function writtenScore(text: string): number | undefined {
  const words = bareWords(text)
  const digit = figure.exec(words)?.[1]
  if (digit !== undefined) return Number(digit)
  const shown = text.replace(/\s|\uFE0F/g, '')
  if (stars.test(shown)) return [...shown].length
  return scoreWords.find((known) => bareWords(known.words).slice(1) === words.replace(/です$/, ''))?.score
}

export const passesSurvey = (text: string): boolean => bareWords(text) === bareWords(wordsThatPass)

export const hasNoComment = (text: string): boolean =>
  bareWords(text) === bareWords(wordsWithoutComment) ||
  /^(?:特に)?(?:ない|なし|ありません)(?:です)?$/.test(bareWords(text))

/** What asks for something: it goes where it would without a survey. */
const asking =
  /[?？]|(?:か|かな|かしら|でしょう|ますでしょう|教えて|おしえて|知りたい|調べて|探して|ください|下さい|(?<!また|よろしく)お願いします|ほしい|欲しい|したい(?:です)?(?:が|けど)?)[。.！!\s]*$|いくら|いつまで|どこで|どうすれば|どうやって|とは[。\s]*$/

/**
 * Whether words that directly follow the thanks for a score are a comment. Doubt is decided against the survey: a
 * question taken for a comment would be lost on the user, a comment taken for a question is only answered.
 */
export function isComment(text: string): boolean {
  const words = text.normalize('NFKC').toLowerCase()
  if (bareWords(text) === '' || asking.test(words)) return false
  if (asksForPerson(text) || wantsBot(text) || isThumbsDown(text) || chosenTopic(text) !== undefined) return false
  return commentIntents.has(recogniseIntent(words))
}

/** Praise, blame and plain statements; cries for help, attacks and wishes go to the bot. */
const commentIntents: ReadonlySet<string> = new Set(['question', 'thanks', 'complaint', 'abuse', 'contradiction'])
