import { yenText } from '../../knowledge/figures/yen-text.ts'
import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import { japaneseDateText } from '../../storage/ground/japan-time.ts'
import { foreignPurposes, foreignStates, foreignSteps, foreignTexts, foreignUnits } from '../foreign-texts.ts'
import { placeIn } from '../phrasebook/places.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import type { OtherLanguage } from '../understand/language.ts'
import { foreignConditionWords } from './foreign-conditions.ts'
import { boundingCaps } from './money-line.ts'
import { sayComputed } from './say.ts'
import { isTooUncertain, mayBeTold } from './scheme-words.ts'

const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

const dateWords = (moment: string | undefined, language: OtherLanguage): string =>
  language === 'easy'
    ? japaneseDateText(moment ?? '')
    : [(moment ?? '').slice(0, 10), (moment ?? '').slice(11, 16)].filter(Boolean).join(' ')

/** The state of the call from its instants, the deadline that comes first named first; with the days left as they were computed. */
function stateWords(record: KnowledgeRecord, language: OtherLanguage, now: number): string {
  const found = callState(record, now)
  const template = foreignStates[found.state][language]
  switch (found.state) {
    case 'before':
      return fill(template, { date: dateWords(found.call.opens, language) })
    case 'closed':
      return fill(template, { date: dateWords(found.call.closes, language) })
    case 'open': {
      const steps = [
        ...(found.step ? [{ ...found.step, template: foreignSteps.ahead[language] }] : []),
        ...found.missedSteps.map((step) => ({ ...step, daysLeft: 0, template: foreignSteps.missed[language] })),
      ]
      return [
        ...steps.map(({ template, name, at, daysLeft }) =>
          fill(template, { name, date: dateWords(at, language), days: String(daysLeft) }),
        ),
        fill(template, { date: dateWords(found.call.closes, language), days: String(found.daysLeft ?? '') }),
      ].join(language === 'easy' ? '' : '; ')
    }
    default:
      return template
  }
}

/** Cap, or lowest and highest cap, and the rates; what the record says only roughly is told as roughly. */
function moneyWords(record: KnowledgeRecord, language: OtherLanguage): string[] {
  const yen = (value: number) =>
    fill(foreignTexts.yen[language], {
      yen:
        language === 'zh' || language === 'easy'
          ? yenText(value).replace('円', language === 'zh' ? '' : '円')
          : value.toLocaleString('en-US'),
      // Forms and guidelines in Japan count in 万.
      japanese: yenText(value),
    })
  const caps = mayBeTold(record, 'amount') ? boundingCaps(record).caps.map((cap) => cap.yen) : []
  const floors = mayBeTold(record, 'amount') ? (record.amount?.floors ?? []).map((cap) => cap.yen) : []
  const rates = mayBeTold(record, 'rate') ? (record.rate?.values ?? []).map(({ value }) => value) : []
  const span = (values: readonly number[]) =>
    [...new Set([Math.min(...values), Math.max(...values)])].map(yen).join(' – ')
  const roughly = caps.some((cap) => record.amount?.text.includes(`${yenText(cap)}程度`))
  const template =
    record.kind === 'tax'
      ? foreignTexts.deduction
      : rates.some((rate) => record.rate?.text.includes(`${rate}以内`))
        ? foreignTexts.rateWithin
        : foreignTexts.rate
  const isMonthly = boundingCaps(record).unit === '月'
  const perMonth = isMonthly ? foreignTexts.perMonth[language] : ''
  const depends = (count: number) => (count > 1 ? foreignTexts.depends[language] : '')
  const differentRates = [...new Set(rates)]
  const isFree = record.amount?.free && mayBeTold(record, 'amount')
  return [
    ...(isFree ? [foreignTexts.free[language]] : []),
    ...(caps.length > 0
      ? [
          fill(foreignTexts.upTo[language], {
            value: roughly ? fill(foreignTexts.about[language], { value: span(caps) }) : span(caps),
          }) +
            perMonth +
            depends(new Set(caps).size),
        ]
      : []),
    ...(floors.length > 0 ? [fill(foreignTexts.floor[language], { value: span(floors) })] : []),
    ...(rates.length > 0
      ? [fill(template[language], { value: differentRates.join(', ') }) + depends(differentRates.length)]
      : []),
  ]
}

/** The amounts in one line, with the year or the time they are of where the record says that they are not of today. */
function moneyLine(record: KnowledgeRecord, language: OtherLanguage): string {
  const words = moneyWords(record, language).join(language === 'easy' ? '。' : '; ')
  const asOf = record.amount?.asOf ?? record.rate?.asOf
  return words && asOf ? words + fill(foreignTexts.asOf[language], { asOf }) : words
}

/** The lines that answer a facet; a bare follow-up on it is told no more. */
const linesOf: Partial<Record<Facet, readonly (keyof typeof foreignTexts)[]>> = {
  amount: ['money'],
  rate: ['money'],
  deadline: ['state', 'duration'],
  who: ['area', 'who'],
  contact: ['contact'],
}

/** 「最短即日」「1週間から最大1か月」 as the bare periods in the order they stand. */
function durationWords(record: KnowledgeRecord, language: OtherLanguage): string {
  const periods = (record.deadline?.text ?? '').matchAll(/(\d+)?(即日|日|週間|か月)(?!前)/g)
  return [...periods]
    .filter(([, amount = '', unit]) => amount || unit === '即日')
    .map(([, amount = '', unit = '日']) => amount + (foreignUnits[unit]?.[language] ?? ''))
    .join(', ')
}

/** Name as it is found in Japan, telephone, hours and address of the window. */
function contactWords({ contact }: KnowledgeRecord, language: OtherLanguage): string {
  if (!contact) return ''
  const hours = /^平日(\d{1,2})[時:](\d{2})?分?[〜~-](\d{1,2})[時:](\d{2})?分?/.exec(contact.hours ?? '')
  const [, fromHour, fromMinute = '00', toHour, toMinute = '00'] = hours ?? []
  const open = hours ? `${foreignTexts.weekdays[language]} ${fromHour}:${fromMinute}–${toHour}:${toMinute}` : ''
  const reach = [contact.phone, open].filter(Boolean).join(', ')
  return [contact.name, reach, contact.url].filter(Boolean).join(' / ')
}

/** One record from its typed data alone: purpose, area, who, money, state, window, day of the check. No prose is translated. */
export function foreignSummary(
  record: KnowledgeRecord,
  language: OtherLanguage,
  context: TurnContext,
  position?: number,
): AnswerItem {
  const { now } = context.input
  const uncertain = isTooUncertain(record)
  const known = isScheme(record) && !uncertain
  const asksTime = context.understanding.facets.some((facet) => facet === 'deadline' || facet === 'how')
  const purposes = record.purposes
    .map((purpose) => foreignPurposes[purpose]?.[language])
    .filter((words) => words !== undefined)
  const state = known ? stateWords(record, language, now) : ''
  const told: readonly (readonly [keyof typeof foreignTexts, string])[] = [
    ['purpose', purposes.slice(0, 3).join(language === 'easy' ? '、' : ' / ')],
    ['area', record.areas.map((area) => placeIn(area, language)).join(', ')],
    ['who', known ? foreignConditionWords(record, language) : ''],
    ['money', uncertain ? '' : moneyLine(record, language)],
    ['state', state],
    ['duration', !isScheme(record) && asksTime ? durationWords(record, language) : ''],
    // In a list the window of each would hide the schemes.
    ['contact', position === undefined ? contactWords(record, language) : ''],
  ]
  const lines = told.filter(([, words]) => words !== '')
  const asked = context.subjectsBy === 'focus' && position === undefined ? context.understanding.facets : []
  const wanted = lines.filter(([label]) => asked.some((facet) => linesOf[facet]?.includes(label)))
  const text = [
    `${position === undefined ? '' : `${position}. `}「${record.name}」`,
    ...(uncertain ? [foreignTexts.uncertain[language]] : []),
    ...(wanted.length > 0 ? wanted : lines).map(([label, words]) => `- ${foreignTexts[label][language]}${words}`),
    ...(position === undefined
      ? [fill(foreignTexts.checked[language], { date: dateWords(record.checkedOn, language) })]
      : []),
  ]
  return sayComputed(text.join('\n'), [record.id], [state, position === undefined ? '' : `${position}. `])
}

/** The day of the check and the official page, once for a list. */
export const foreignCheck = (record: KnowledgeRecord, language: OtherLanguage): AnswerItem =>
  sayComputed(fill(foreignTexts.checked[language], { date: dateWords(record.checkedOn, language) }), [record.id], [])
