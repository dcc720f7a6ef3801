import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { recordEvidence } from '../ledger/record-evidence.ts'
import type { AnswerItem } from '../turn-context.ts'
import { say } from './say.ts'

/** What people ask of schemes and records seldom know: how it is asked, how a record would say it, and what it is called. */
const matters: readonly { asked: RegExp; told: RegExp; name: string }[] = [
  { asked: /採択率|採択される(?:確率|割合)|通過率|倍率/, told: /採択率|倍率/, name: '採択率' },
  {
    asked: /電話(?:番号)?(?:は|を|って|も|が|[?。]|$)/,
    told: /(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}|(?<!\d)0\d{3}-\d{6}/,
    name: '電話番号',
  },
  { asked: /相場|平均(?:は|って|で)?(?:いくら|額|どの?(?:くらい|ぐらい))/, told: /\d円|\d万円/, name: '金額の相場' },
  {
    asked: /(?:予算|枠)(?:は|が|って)?(?:まだ|もう)?.{0,4}(?:残|終わ|余|埋ま|なくな|ある)|残り(?:の)?(?:枠|予算)/,
    told: /(?:予算|枠)[^。]{0,12}(?:残|確認できていません)|残りの枠/,
    name: '予算や枠の残り',
  },
]

/** 「電話番号は、確認できていません。」: said where it is asked for, so that what is told instead is not taken for it. */
export function untold(record: KnowledgeRecord, normalized: string): AnswerItem | undefined {
  const names = matters
    .filter(({ asked, told }) => asked.test(normalized) && !recordEvidence(record).some((text) => told.test(text)))
    .map(({ name }) => name)
  return names.length > 0 ? say(`${names.join('と')}は、確認できていません。`, record.id) : undefined
}
