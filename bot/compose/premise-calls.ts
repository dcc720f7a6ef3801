import type { Figure } from '../../knowledge/figures/find-figures.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import type { Premise, Verdict } from './premise.ts'
import { stateSentence } from './scheme-words.ts'

const call = '(?:受付|募集|公募|申し?込み?|締め?切り?)(?:期間)?(?:は|が|も)?(?:もう|すでに|既に|まだ|今も)?'
const open = new RegExp(
  `${call}(?:中|期間中|して|でき)|(?:まだ|今も|今でも)(?:出せ|(?:申請|応募|申し?込み?)(?:が|は)?(?:でき|可能)|申し?込め|間に合)`,
)
const over = new RegExp(`${call}(?:終わ|終了|締め?切|締ま|過ぎ|すぎ)|締め切ら|締切られ`)
/** The call as it is in some case, at some other time or in another round. */
const conditional =
  /(?:て|で)(?:から|も)|たら|だら|れば|なら|まで|あと|後(?:に|の|で|は)|場合|とき|時に|ので|けど|去年|昨年|前回|次回|来年|来月|先月|今後|第?\d+[回次]/

/** 「まだ受付中ですよね」「受付はもう終わってますよね」. */
export function stateClaim({ record, context, said }: Premise): Verdict | undefined {
  const [saysOpen, saysOver] = [open.test(said), over.test(said)]
  if (!saysOpen && !saysOver) return undefined
  const state = callState(record, context.input.now)
  const text = stateSentence(record, context.input.now)?.text
  if (!text || !['open', 'closed', 'before', 'rolling'].includes(state.state)) return undefined
  const verdict = { text, judges: [], isState: true }
  const missed = state.state === 'open' && state.missedSteps.length > 0
  if (saysOpen === saysOver || missed || conditional.test(said.replace(/今でも|いまでも/g, ''))) {
    return { ...verdict, holds: undefined }
  }
  const isOpen = state.state === 'open' || state.state === 'rolling'
  return { ...verdict, holds: saysOpen ? isOpen : state.state === 'closed' }
}

const closing = /締|期限|まで|必着|間に合/
const opening = /から|開始|始ま|スタート/
/** Days of the scheme that are no days of its call. */
const otherDays = /実施|完了|交付|報告|採択|発表|対象期間|支払|入金|審査|面接|去年|昨年|前回|次回/
/** Words that every step's name has. */
const plainStep = /^(?:受付|申請|締切|期限|募集|公募|提出|発行|応募|開始)+$/

/** 「締切は12月20日ですよね」: against the close of the call that counts now, or the step of it that is spoken of. */
export function dateClaims({ record, context, said, claims }: Premise): Verdict[] {
  const days = claims.filter(({ kind, value }) => kind === 'date' && /-\d{2}-\d{2}$/.test(value))
  const state = callState(record, context.input.now)
  if (days.length === 0 || !/締|期限|まで|いつ|受付|募集|公募|開始|始ま/.test(said) || otherDays.test(said)) return []
  if (state.state !== 'open' && state.state !== 'closed' && state.state !== 'before') return []
  const text = stateSentence(record, context.input.now)?.text
  if (!text) return []
  const isSpoken = (name: string) =>
    (name.normalize('NFKC').match(/様式\d+|\p{Script=Han}{3,}/gu) ?? []).some(
      (word) => !plainStep.test(word) && said.includes(word),
    )
  const step = state.call.steps.find(({ name }) => isSpoken(name))
  return days.map((day) => {
    const verdict = { text, judges: [day], isState: true }
    if (step) return { ...verdict, holds: text.includes(step.name) ? isDay(day, step.at) : undefined }
    const opens = day.comparator === 'at-least' || (opening.test(said) && !closing.test(said))
    const moment = opens ? state.call.opens : state.call.closes
    // Another day of the call is no plain 「いいえ」: which of its days is meant, is not said.
    const others = [state.call.opens, state.call.closes, ...state.call.steps.map(({ at }) => at)]
    if (moment === undefined) return { ...verdict, holds: undefined }
    if (isDay(day, moment)) return { ...verdict, holds: opens && state.state !== 'before' ? undefined : true }
    const isOther = others.some((at) => at !== undefined && isDay(day, at))
    return { ...verdict, holds: isOther || opens || !closing.test(said) ? undefined : false }
  })
}

const isDay = ({ value }: Figure, at: string): boolean =>
  value.startsWith('--') ? at.slice(5, 10) === value.slice(2) : at.slice(0, 10) === value
