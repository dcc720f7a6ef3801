import { count, share } from '../count.ts'
import type { FigureDefinition } from '../figure.ts'

const used: ReadonlySet<string> = new Set(['inserted', 'edited'])

/** What the proposed answers were to staff, and how words reached users of LINE. */
export const helpFigures: readonly FigureDefinition[] = [
  {
    id: 'suggestions-used-rate',
    group: 'desk',
    name: '回答案を使った割合',
    definition: '職員が使うか使わないかを決めた回答案のうち、そのまま、または直して送ったものの割合。',
    unit: '%',
    of: ({ suggestions }) => share(suggestions.filter(({ verdict }) => used.has(verdict)).length, suggestions.length),
  },
  {
    id: 'suggestions-unchanged-rate',
    group: 'desk',
    name: '回答案をそのまま送った割合',
    definition: '送った回答案のうち、一文字も直さなかったものの割合。',
    unit: '%',
    of: ({ suggestions }) => {
      const sent = suggestions.filter(({ verdict }) => used.has(verdict))
      return share(sent.filter(({ distance }) => distance === 0).length, sent.length)
    },
  },
  {
    id: 'line-push-share',
    group: 'line',
    name: 'プッシュ配信の割合',
    definition: 'LINEに届けた送信のうち、無料の応答ではなく、通数に数えられるプッシュで送ったものの割合。',
    unit: '%',
    of: ({ line }) => share(line.pushes, line.pushes + line.replies),
  },
  {
    id: 'line-pushes',
    group: 'line',
    name: 'プッシュ配信',
    definition: 'LINEにプッシュで送った数。今月の残りは「いまの状況」で見られます。',
    unit: '件',
    of: ({ line }) => count(line.pushes),
  },
  {
    id: 'line-held',
    group: 'line',
    name: '届けるのを待っている送信',
    definition: '期間中の送信のうち、配信の上限などのため、相談者の次の操作を待っているもの。',
    unit: '件',
    of: ({ line }) => count(line.held),
  },
  {
    id: 'line-blocked-rate',
    group: 'line',
    name: 'ブロックした人の割合',
    definition: '期間中にLINEで書き込んだ人のうち、いまはブロックしている人の割合。',
    unit: '%',
    of: ({ line }) => share(line.blocked, line.users),
  },
]
