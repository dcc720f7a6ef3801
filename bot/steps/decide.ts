import { citationOf } from '../compose/citations.ts'
import { say } from '../compose/say.ts'
import { leavesOpen } from '../outcome.ts'
import { inLanguage } from '../phrasebook/phrases.ts'
import { tapIn } from '../phrasebook/taps.ts'
import type { PersonalDataKind } from '../protect/mask.ts'
import { texts } from '../texts.ts'
import type { StepResult, TurnContext } from '../turn-context.ts'

const MOST_CITATIONS = 6

const kindNames: Record<PersonalDataKind, string> = {
  'my-number': 'マイナンバー',
  card: 'カード番号',
  'bank-account': '口座番号',
  email: 'メールアドレス',
  phone: '電話番号',
  'residence-card': '在留カード番号',
  passport: '旅券番号',
  'health-insurance': '保険証の番号',
  'driving-licence': '運転免許証の番号',
  'pension-number': '基礎年金番号',
  'birth-date': '生年月日',
  password: '暗証番号',
  address: '住所の番地',
}
const maskedNames = (kinds: readonly PersonalDataKind[]): string => kinds.map((kind) => kindNames[kind]).join('・')

/** Settles the outcome of what is left after verification, and what the next turn should remember. */
export function decide(context: TurnContext): StepResult {
  const { draft, dependencies, answersIn } = context
  const talkToStaff = answersIn ? tapIn(texts.talkToStaff, answersIn) : texts.talkToStaff
  if (!draft) return 'finish'
  const { records } = dependencies.library
  const says = draft.items.some((item) => item.text !== '')
  if (!says) {
    draft.outcome = { outcome: 'unanswerable', reason: 'ledger' }
    draft.items = [say(inLanguage(texts.noEvidence, answersIn))]
    draft.suggestions = [talkToStaff]
    delete draft.card
    delete draft.cards
  }
  const ids = [...new Set([...draft.cites, ...draft.items.flatMap(({ recordIds }) => recordIds)])]
  context.citations = ids
    .map((id) => records.get(id))
    .filter((record) => record !== undefined)
    .slice(0, MOST_CITATIONS)
    .map((record) => citationOf(record, draft.pages?.[record.id]))

  context.memory.misses = leavesOpen(draft.outcome) ? context.before.misses + 1 : 0
  if (context.memory.misses >= 2) {
    const offer = inLanguage(texts.offerStaff, answersIn)
    if (!draft.items.some(({ text }) => text === offer)) draft.items.push(say(offer))
    if (!draft.suggestions.includes(talkToStaff)) draft.suggestions.push(talkToStaff)
  }
  if (context.masked.found.length > 0)
    draft.items.push(say(inLanguage(texts.masked(maskedNames(context.masked.found)), answersIn)))
  context.memory.lastIntent = context.understanding.intent
  return 'finish'
}
