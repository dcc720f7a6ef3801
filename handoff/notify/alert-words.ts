import type { AlertKind } from './raise-alert.ts'

/** What staff are told outside of the desk: that something waits, where, and nothing of what was written. */
export interface AlertFacts {
  kind: AlertKind
  operator: string
  topic: string | undefined
  door: string | undefined
  waitingMinutes: number
  /** The case in the console; undefined where the address of the house is not known. */
  link: string | undefined
}

const headlines: Record<AlertKind, (facts: AlertFacts) => string> = {
  crisis: () => '【緊急】つらい気持ちの訴えがありました。すぐに確認してください。',
  waiting: ({ waitingMinutes }) => `相談が${waitingMinutes}分以上、未対応のまま待っています。`,
  'nobody-there': () => '席に相談員がいない状態で、相談が届きました。',
  'line-quota-80': () => 'LINEの今月の配信数が、上限の80％に達しました。',
  'line-quota-90': () => 'LINEの今月の配信数が、上限の90％に達しました。',
  'line-quota-100': () =>
    'LINEの今月の配信数が上限に達しました。これからの送信は、利用者が次に書き込むまで「未送信（配信上限）」として保留します。',
  test: () => '通知の設定を確かめるための送信です。',
}

const doorNames: Record<string, string> = {
  line: 'LINE',
  web: 'ウェブ',
  botframework: 'Teams等',
  terminal: '端末',
}

export const alertSubject = (facts: AlertFacts): string => `［${facts.operator}］${headlines[facts.kind](facts)}`

export function alertText(facts: AlertFacts): string {
  const { topic, door, link } = facts
  return [
    headlines[facts.kind](facts),
    ...(topic === undefined ? [] : [`話題：${topic}`]),
    ...(door === undefined ? [] : [`入口：${doorNames[door] ?? door}`]),
    ...(link === undefined ? [] : [`職員画面：${link}`]),
  ].join('\n')
}
