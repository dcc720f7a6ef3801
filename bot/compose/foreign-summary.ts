import { yenText } from '../../knowledge/figures/yen-text.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import { foreignPurposes, foreignStates, foreignTexts, foreignUnits } from '../foreign-texts.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import type { ForeignLanguage } from '../understand/language.ts'
import { boundingCaps } from './money-line.ts'
import { say } from './say.ts'
import { isTooUncertain, mayBeTold } from './scheme-words.ts'

const dayAndTime = (moment: string): string => [moment.slice(0, 10), moment.slice(11, 16)].filter(Boolean).join(' ')

function stateWords(record: KnowledgeRecord, language: ForeignLanguage, now: number): string {
  const found = callState(record, now)
  const words = foreignStates[found.state][language]
  if (found.state === 'before') return words + dayAndTime(found.call.opens ?? '')
  return found.state === 'open' || found.state === 'closed' ? words + dayAndTime(found.call.closes ?? '') : words
}

/** Cap, or lowest and highest cap, and the rates. */
function moneyWords(record: KnowledgeRecord, language: ForeignLanguage): string[] {
  const caps = mayBeTold(record, record.amount?.confidence) ? boundingCaps(record).caps.map(({ yen }) => yen) : []
  const yen = (value: number) =>
    foreignTexts.yen[language].replace(
      '{yen}',
      language === 'zh' ? yenText(value).replace('円', '') : value.toLocaleString('en-US'),
    )
  const rates = mayBeTold(record, record.rate?.confidence) ? (record.rate?.values ?? []).map(({ value }) => value) : []
  const span = [...new Set([Math.min(...caps), Math.max(...caps)])].map(yen).join(' – ')
  return [
    ...(caps.length > 0 ? [foreignTexts.upTo[language] + span] : []),
    ...(rates.length > 0 ? [foreignTexts.rate[language] + [...new Set(rates)].join(', ')] : []),
  ]
}

/** 「最短即日」「1週間から最大1か月」 as the bare periods in the order they stand. */
function durationWords(record: KnowledgeRecord, language: ForeignLanguage): string[] {
  const periods = (record.deadline?.text ?? '').matchAll(/(\d+)?(即日|日|週間|か月)(?!前)/g)
  const told = [...periods].map(([, amount = '', unit = '日']) => ({
    amount,
    words: foreignUnits[unit]?.[language] ?? '',
    unit,
  }))
  const words = told.filter(({ amount, unit }) => amount || unit === '即日').map(({ amount, words }) => amount + words)
  return words.length > 0 ? [foreignTexts.duration[language] + words.join(', ')] : []
}

/** One record from its typed data alone: purpose, area, money, state, window, day of the check. No prose is translated. */
export function foreignSummary(record: KnowledgeRecord, language: ForeignLanguage, context: TurnContext): AnswerItem {
  const scheme = isScheme(record)
  const purposes = record.purposes
    .map((purpose) => foreignPurposes[purpose]?.[language])
    .filter((words) => words !== undefined)
  const asksTime = context.understanding.facets.some((facet) => facet === 'deadline' || facet === 'how')
  const facts = [
    purposes.slice(0, 3).join(' / '),
    foreignTexts.area[language] + record.areas.join(', '),
    ...(isTooUncertain(record) ? [foreignStates.unknown[language]] : moneyWords(record, language)),
    ...(scheme && !isTooUncertain(record) ? [stateWords(record, language, context.input.now)] : []),
    ...(!scheme && asksTime ? durationWords(record, language) : []),
  ].filter(Boolean)
  const window = record.contact?.phone ?? record.contact?.url
  const lines = [
    `- ${record.name}: ${facts.join('; ')}`,
    ...(record.kind === 'guidance' || record.kind === 'ip-procedure' ? [foreignTexts.advice[language]] : []),
    ...(window ? [foreignTexts.contact[language] + window] : []),
    foreignTexts.checked[language] + record.checkedOn,
  ]
  return say(lines.join('\n'), record.id)
}
