import { yenText } from '../../knowledge/figures/yen-text.ts'
import { windowsIn } from '../compose/answered.ts'
import { citationOf } from '../compose/citations.ts'
import { moneyLine } from '../compose/money-line.ts'
import { say, sayComputed } from '../compose/say.ts'
import { confirmSentence, firstSentence, isTooUncertain, stateSentence } from '../compose/scheme-words.ts'
import { companyWords } from '../interview/condition-words.ts'
import { emptyMemory } from '../memory.ts'
import type { CaseTopic, Outcome } from '../outcome.ts'
import { fixedAnswers, languageNames, languageSuggestions, standardSuggestions, texts } from '../texts.ts'
import type { Draft, StepResult, TurnContext } from '../turn-context.ts'
import type { Intent } from '../understand/intent-rule.ts'

const words = (outcome: Outcome, text: string, options: Partial<Draft> = {}): Draft => ({
  outcome,
  items: [sayComputed(text, [])],
  cites: [],
  suggestions: standardSuggestions,
  effects: [],
  ...options,
})

/** The topic by which staff are chosen, guessed from what was spoken of. */
export function topicOf(context: TurnContext): CaseTopic {
  const purposes = [...context.understanding.purposes, ...context.memory.purposes]
  if (purposes.includes('知財')) return '知財'
  if (purposes.includes('産学連携')) return '共同研究'
  if (purposes.includes('創業')) return '創業'
  if (purposes.includes('設備') || purposes.includes('試験')) return '設備'
  if (/バウチャー|利用券/.test(context.normalized)) return 'バウチャー'
  return context.memory.focus.length > 0 || /補助|助成/.test(context.normalized) ? '補助金' : 'その他'
}

/** Staff see in the reason which language the user is answered in. */
const staff = (context: TurnContext, reason: string, urgent: boolean): Draft['effects'] => {
  const language = context.answersIn ? `（${languageNames[context.answersIn]}）` : ''
  return [{ type: 'open-case', topic: topicOf(context), reason: reason + language, urgent }]
}

/** Help lines, and staff at once. */
export const signpost = (context: TurnContext): Draft =>
  words({ outcome: 'handoff', reason: 'crisis' }, texts.crisis, {
    suggestions: [],
    effects: staff(context, '緊急：つらい気持ちの訴え', true),
  })

const declineReasons: Partial<Record<Intent, Extract<Outcome, { outcome: 'declined' }>['reason']>> = {
  injection: 'injection',
  'ghost-writing': 'misuse',
  'false-application': 'misuse',
  'adoption-promise': 'judgement',
  'external-link': 'external-link',
  'legal-judgement': 'judgement',
  abuse: 'abuse',
}

/** What is answered with the same words whatever came before. */
const toldAsIs: Partial<Record<Intent, [Outcome, string]>> = {
  empty: [{ outcome: 'clarification', reason: 'unclear' }, texts.empty],
  filler: [{ outcome: 'clarification', reason: 'question' }, texts.filler],
  thanks: [{ outcome: 'answered', reason: 'thanks' }, texts.thanks],
  menu: [{ outcome: 'answered', reason: 'menu' }, texts.menu],
  'service-cost': [{ outcome: 'answered', reason: 'menu' }, texts.serviceCost],
  'service-data': [{ outcome: 'answered', reason: 'menu' }, texts.serviceData],
  'service-hours': [{ outcome: 'answered', reason: 'menu' }, texts.serviceHours],
  'service-duty': [{ outcome: 'answered', reason: 'menu' }, texts.serviceDuty],
  'choose-language': [{ outcome: 'answered', reason: 'menu' }, texts.languageChosen],
  'resume-topic': [{ outcome: 'clarification', reason: 'scheme' }, texts.resumeTopic],
}

/** Ends the turn where the user is not asking about the corpus: greetings, a wish for a person, what is out of scope. */
export function smallTalk(context: TurnContext): StepResult {
  const { intent } = context.understanding
  const finish = (draft: Draft): StepResult => {
    context.draft = draft
    return 'finish'
  }
  if (awaitsPerson(context)) {
    // The case stands, the words about hours are said again.
    context.memory.lastIntent = 'human'
    context.understanding.intent = 'human'
    return finish(words({ outcome: 'handoff', reason: 'requested' }, texts.humanHandoff, { suggestions: [] }))
  }
  const fixed = fixedAnswers[intent]
  if (fixed) {
    const draft = words({ outcome: 'declined', reason: declineReasons[intent] ?? 'out-of-scope' }, fixed)
    return finish({ ...draft, cites: windowsIn(draft.items, context) })
  }

  const told = toldAsIs[intent]
  if (told) return finish(words(...told))

  switch (intent) {
    case 'greeting':
      return finish(
        words({ outcome: 'answered', reason: 'greeting' }, texts.greeting(context.dependencies.operator.name)),
      )
    case 'restart':
      context.memory = { ...structuredClone(emptyMemory), ...languageOf(context) }
      return finish(words({ outcome: 'answered', reason: 'restarted' }, texts.restarted))
    case 'simpler':
      return finish(inShort(context))
    case 'other-language':
      return finish(
        words({ outcome: 'answered', reason: 'menu' }, texts.otherLanguage, { suggestions: languageSuggestions }),
      )
    case 'human':
      return finish(
        words({ outcome: 'handoff', reason: 'requested' }, texts.humanHandoff, {
          suggestions: [],
          effects: staff(context, '相談員との会話を希望', false),
        }),
      )
    case 'crisis':
      return finish(signpost(context))
    case 'show-company':
      return finish(
        words({ outcome: 'answered', reason: 'state' }, companyText(context), {
          suggestions: [texts.forgetCompany, texts.talkToStaff],
        }),
      )
    case 'forget-company':
      context.memory = {
        ...context.memory,
        company: {},
        wards: [],
        asked: [],
        asking: undefined,
        paused: undefined,
        named: [],
        cost: undefined,
        stated: undefined,
        disclosed: undefined,
        planned: undefined,
        claims: undefined,
      }
      return finish(words({ outcome: 'answered', reason: 'state' }, texts.companyForgotten))
    case 'erase-data':
      return finish(
        words({ outcome: 'handoff', reason: 'requested' }, texts.eraseData, {
          suggestions: [],
          effects: staff(context, '記録の消去を希望', false),
        }),
      )
    case 'complaint':
      return finish(
        words({ outcome: 'clarification', reason: 'unclear' }, texts.complaint, { suggestions: [texts.talkToStaff] }),
      )
    case 'blames-advice':
      return finish(
        words({ outcome: 'handoff', reason: 'complaint' }, texts.blamesAdvice, {
          suggestions: [],
          effects: staff(context, '案内への苦情', false),
          cites: context.before.focus,
        }),
      )
    case 'contradiction':
      return finish(
        words({ outcome: 'clarification', reason: 'unclear' }, texts.contradiction, {
          suggestions: [texts.talkToStaff],
          cites: context.before.focus,
        }),
      )
    case 'own-application':
      return finish(
        words({ outcome: 'handoff', reason: 'human-only' }, texts.ownApplication, {
          suggestions: [],
          effects: staff(context, '個別の申請状況の問い合わせ', false),
        }),
      )
    case 'urgent-money':
      return finish(
        words({ outcome: 'handoff', reason: 'human-only' }, texts.urgentMoney, {
          suggestions: [],
          cites: ['yorozu-tokyo'],
          effects: staff(context, '資金繰りの相談（急ぎ）', true),
        }),
      )
    case 'patentability-judgement':
      return finish(
        words({ outcome: 'declined', reason: 'judgement' }, texts.patentability, {
          suggestions: ['特許の流れを知りたい', texts.talkToStaff],
          cites: ['ip-52', 'inpit-madoguchi'],
        }),
      )
    case 'unpublished-invention':
      context.kept = texts.withheldInvention
      return finish(
        words({ outcome: 'clarification', reason: 'novelty' }, texts.unpublishedInvention, {
          suggestions: ['特許の流れを知りたい', '補助金を探したい', texts.talkToStaff],
          cites: ['ip-21', 'inpit-madoguchi'],
        }),
      )
    case 'infringement-judgement':
      return finish(
        words({ outcome: 'declined', reason: 'judgement' }, texts.infringement, {
          suggestions: [texts.talkToStaff],
          cites: ['ip-56', 'inpit-madoguchi'],
        }),
      )
    case 'sources':
      return finish(sources(context))
    default:
      return 'continue'
  }
}

/** 「17時すぎてるけど」 right after a person was asked for is still about that person. */
const awaitsPerson = ({ before, normalized, understanding }: TurnContext): boolean =>
  before.lastIntent === 'human' &&
  vague.has(understanding.intent) &&
  understanding.names.length === 0 &&
  /時|分|夜|今日|休み|土日|[月火水木金土日]曜|祝日|平日|いつ|まだ|受付|営業|待/.test(normalized)
const vague: ReadonlySet<Intent> = new Set<Intent>(['question', 'filler', 'greeting', 'off-topic', 'complaint'])

/** The language is no part of what is begun anew. */
const languageOf = ({ memory: { language, chosenLanguage } }: TurnContext) => ({
  ...(language ? { language } : {}),
  ...(chosenLanguage ? { chosenLanguage } : {}),
})

function companyText({ memory }: TurnContext): string {
  const planned = memory.planned === undefined ? [] : [`予定の経費：${yenText(memory.planned)}`]
  const lines = [...companyWords(memory.company, memory.wards), ...planned]
  return lines.length > 0 ? texts.companyKnown(lines) : texts.companyUnknown
}

function sources(context: TurnContext): Draft {
  const { library } = context.dependencies
  const spokenOf = context.before.focus.map((id) => library.records.get(id)).filter((record) => record !== undefined)
  if (spokenOf.length === 0) return words({ outcome: 'clarification', reason: 'scheme' }, texts.sourcesNone)
  const lines = spokenOf.map((record) => {
    const { title, date, url } = citationOf(record)
    return `・${title}${date ? `（${date}）` : ''}${url ? `\n　${url}` : ''}\n　内容の確認日：${record.checkedOn}`
  })
  return {
    outcome: { outcome: 'answered', reason: 'sources' },
    items: [say(texts.sourcesLead), ...lines.map((text, index) => say(text, spokenOf[index]?.id ?? ''))],
    cites: spokenOf.map(({ id }) => id),
    suggestions: [texts.talkToStaff],
    effects: [],
  }
}

/** What was spoken of last, in three sentences: what it is, its money, its state. */
function inShort(context: TurnContext): Draft {
  const record = context.dependencies.library.records.get(context.before.focus[0] ?? '')
  if (!record || isTooUncertain(record)) {
    return words({ outcome: 'clarification', reason: 'unclear' }, texts.simplerNothing, {
      suggestions: [languageNames.easy, ...standardSuggestions],
    })
  }
  const state = stateSentence(record, context.input.now)
  const items = [
    say(texts.simplerLead),
    say(firstSentence(record.what.text), record.id),
    say(moneyLine(record) ?? '', record.id),
    ...(state ? [state] : []),
    say(confirmSentence(record, context.input.now), record.id),
  ].filter(({ text }) => text !== '')
  return {
    outcome: { outcome: 'answered', reason: 'record' },
    items,
    cites: [record.id],
    suggestions: [languageNames.easy, texts.talkToStaff],
    effects: [],
  }
}
