import type { Consultant, TurnInput, TurnResult } from '../../../bot/consultant.ts'

const trail = {
  intent: 'scheme',
  facet: 'amount',
  records: ['gotech-r8'],
  passages: [{ recordId: 'gotech-r8', facet: 'amount', score: 0.82 }],
  ledger: { checked: 1, dropped: [] },
  topic: '補助金' as const,
}

/**
 * Answers every question with an echo; 「相談員」 opens a case, 「不明」 finds no evidence, 「つらい」 is a crisis. `turns` counts
 * how often it was asked.
 */
export function createFakeConsultant(during: (input: TurnInput) => Promise<void> | void = () => {}) {
  const inputs: TurnInput[] = []
  const consultant: Consultant = {
    greeting: () => ({ text: 'ご相談をどうぞ。', citations: [], suggestions: ['相談員と話したい'] }),
    turn: async (input): Promise<TurnResult> => {
      inputs.push(input)
      await during(input)
      const state = { turns: Number(input.state?.turns ?? 0) + 1 }
      if (input.text.includes('不明')) {
        return {
          outcome: { outcome: 'unanswerable', reason: 'no-evidence' },
          reply: { text: '資料が見つかりませんでした。', citations: [], suggestions: ['相談員と話したい'] },
          effects: [],
          state,
          trail,
        }
      }
      if (input.text.includes('つらい')) {
        return {
          outcome: { outcome: 'handoff', reason: 'crisis' },
          reply: { text: 'よりそいホットライン 0120-279-338', citations: [], suggestions: [] },
          effects: [{ type: 'open-case', topic: 'その他', reason: '緊急：つらい気持ちの訴え', urgent: true }],
          state,
          trail,
        }
      }
      if (input.text.includes('相談員')) {
        return {
          outcome: { outcome: 'handoff', reason: 'requested' },
          reply: { text: '相談員がお話をうかがいます。', citations: [], suggestions: [] },
          effects: [{ type: 'open-case', topic: '補助金', reason: 'ご本人の希望', urgent: false }],
          state,
          trail,
        }
      }
      return {
        outcome: { outcome: 'answered', reason: 'record' },
        reply: {
          text: `答え: ${input.text}`,
          citations: [{ id: 'gotech-r8', title: 'Go-Tech事業', url: 'https://example.go.jp/', date: '2026-11-01' }],
          suggestions: ['相談員と話したい'],
        },
        effects: [],
        state,
        trail,
      }
    },
  }
  return { consultant, inputs }
}
