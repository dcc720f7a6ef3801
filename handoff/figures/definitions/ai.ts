import { leavesOpen } from '../../../bot/outcome.ts'
import { isOpen } from '../../hours/hours.ts'
import { involvement, isAnswer, isQuestion, leftWithoutAnswer, resolvedByBot } from '../consultations.ts'
import { count, share } from '../count.ts'
import type { Facts } from '../facts.ts'
import type { FigureDefinition } from '../figure.ts'

const questions = ({ turns }: Facts) => turns.filter(isQuestion)
const shareOf = (facts: Facts, fits: (outcome: string) => boolean) => {
  const asked = questions(facts)
  return share(asked.filter(({ outcome }) => fits(outcome)).length, asked.length)
}

/** How the bot did. */
export const aiFigures: readonly FigureDefinition[] = [
  {
    id: 'questions',
    group: 'ai',
    name: 'AIへの質問',
    definition: 'AIが応答した発言の数。あいさつ・お礼・メニューなどは除きます。',
    unit: '件',
    of: (facts) => count(questions(facts).length),
  },
  {
    id: 'answer-rate',
    group: 'ai',
    name: '回答率',
    definition: 'AIへの質問のうち、資料に基づいて回答したものの割合。',
    unit: '%',
    of: (facts) => {
      const asked = questions(facts)
      return share(asked.filter(isAnswer).length, asked.length)
    },
  },
  {
    id: 'clarification-rate',
    group: 'ai',
    name: '聞き返し率',
    definition: 'AIへの質問のうち、答えを決めるための事実を聞き返したものの割合。',
    unit: '%',
    of: (facts) => shareOf(facts, (outcome) => outcome === 'clarification'),
  },
  {
    id: 'unanswerable-rate',
    group: 'ai',
    name: '回答できなかった割合',
    definition:
      'AIへの質問のうち、資料に答えがない・確かでないために答えなかったもの、尋ねられた点が未確認だったもの、処理に失敗したものの割合。',
    unit: '%',
    of: (facts) => share(questions(facts).filter(leavesOpen).length, questions(facts).length),
  },
  {
    id: 'handoff-rate',
    group: 'ai',
    name: '取り次ぎ率',
    definition: 'AIへの質問のうち、相談員に取り次いだもの（本人の希望、緊急、苦情、人だけが扱う内容）の割合。',
    unit: '%',
    of: (facts) => shareOf(facts, (outcome) => outcome === 'handoff'),
  },
  {
    id: 'involvement-rate',
    group: 'ai',
    name: 'AIが応答した割合',
    definition: '相談者が書き込んだ会話（1日1件）のうち、AIが応答したものの割合。',
    unit: '%',
    of: (facts) => {
      const { involved, all } = involvement(facts)
      return share(involved, all)
    },
  },
  {
    id: 'left-rate',
    group: 'ai',
    name: '答えを得ずに離れた割合',
    definition:
      '質問のあった会話（1日1件）のうち、最後の質問に回答がなく、そのあと24時間以内に相談員も希望しなかったものの割合。',
    unit: '%',
    of: (facts) => {
      const { left, all } = leftWithoutAnswer(facts)
      return share(left, all)
    },
  },
  {
    id: 'resolved-count',
    group: 'ai',
    name: 'AIだけで解決した会話',
    definition: '「AIだけで解決した割合」の件数。',
    unit: '件',
    of: (facts) => count(resolvedByBot(facts).resolved),
  },
  {
    id: 'resolution-rate',
    group: 'ai',
    name: 'AIだけで解決した割合',
    definition:
      'AIが回答した会話（1日1件）のうち、最後の回答から24時間以内に相談員の希望・提案も「役に立たなかった」もなかったものの割合。',
    unit: '%',
    of: (facts) => {
      const { resolved, all } = resolvedByBot(facts)
      return share(resolved, all)
    },
  },
  {
    id: 'automation-rate',
    group: 'ai',
    name: '自動化率',
    definition:
      '相談者が書き込んだ会話（1日1件）のうち、AIが応答したものの割合に、AIだけで解決した割合を掛けたもの（involvement × resolution）。',
    unit: '%',
    of: (facts) => {
      const { involved, all } = involvement(facts)
      const talks = resolvedByBot(facts)
      return talks.all === 0 ? share(0, 0) : { ...share(involved * talks.resolved, all * talks.all), base: all }
    },
  },
  {
    id: 'after-hours-share',
    group: 'ai',
    name: '受付時間外の割合',
    definition: 'AIへの質問のうち、相談員の受付時間の外（夜間・休日・祝日・臨時の休み）に届いたものの割合。',
    unit: '%',
    of: (facts) => {
      const asked = questions(facts)
      return share(asked.filter(({ at }) => !isOpen(facts.hours, at)).length, asked.length)
    },
  },
]
