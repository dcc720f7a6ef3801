import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { judge } from '../../knowledge/scheme/eligibility.ts'
import { companyWords, conditionName } from '../interview/condition-words.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { asksOnlyVerdict } from '../understand/bare-verdict.ts'
import { facetText } from './facet-answer.ts'
import { sayComputed } from './say.ts'
import { isTooUncertain } from './scheme-words.ts'
import { sentencesOf } from './sentences.ts'

/** Whether something may be had or done: 「使えますか」「対象？」. */
export const asksWhether =
  /(?:使え|つかえ|申し?込め|満たす|出せ|だせ|もらえ|申請でき|応募でき|受けられ|いけ|当てはま|対象|該当|入り?|小規模(?:事業者|企業)?(?=に(?:なる|なり|入|はい|あたる)|\?|です(?:か|よね)|なの|かな|$))(?:ます|る|に(?:なり|なる|入))?|(?:ok|大丈夫|いい|平気|だめ|ダメ|駄目|無理)(?:です)?(?:か|の|よね|\?|$)/
/** 「申し込めない？」: to this 「いいえ」 would say the contrary. */
const asksWhetherNot = /ない(?:の|か|です|ん|\?|$)|だめ|ダメ|駄目|無理/
/** What the years of one company do not tell: other years as a director count too. */
const ofAnother = /別の会社|ほかの会社|他の会社|前の会社|もう一社|親会社|代表を\d+年/

/** Whether the company as this message tells it meets the conditions that the record holds as data. */
export function companyCheck(record: KnowledgeRecord, context: TurnContext): AnswerItem | undefined {
  const { understanding, memory, normalized } = context
  const toldNow = Object.keys(understanding.company).length > 0 && asksWhether.test(normalized)
  const toldBefore = Object.keys(memory.company).length > 0 && asksOnlyVerdict(normalized)
  if (!toldNow && !toldBefore) return undefined
  if (ofAnother.test(normalized) || !(isScheme(record) || record.kind === 'rule') || isTooUncertain(record))
    return undefined
  const conditions = judge(record, memory.company)
  const named = (verdict: string) =>
    conditions.filter((condition) => condition.verdict === verdict).map((condition) => conditionName(condition, record))
  const [met, failed, open] = [named('meets'), named('fails'), named('unknown')]
  if (met.length + failed.length === 0) return undefined
  // Of what was told before, only what fails is sure: other words of it may stand against what is met.
  if (!toldNow && failed.length === 0) return undefined
  const list = (names: readonly string[]) => names.map((name) => `「${name}」`).join('')
  const told = companyWords(memory.company, []).join('、')
  const verdict =
    failed.length > 0
      ? `${list(failed)}の条件に当てはまらないため、対象外と考えられます。`
      : `${list(met)}の条件には当てはまります。${open.length > 0 ? `${list(open)}はまだうかがっていません。` : ''}ほかの条件もご確認ください。`
  const bySize = conditions.some(({ kind }) => kind === 'size-small')
  const bounds = bySize
    ? sentencesOf(facetText(record, 'who')).find((sentence) => /\d人以下/.test(sentence))
    : undefined
  return sayComputed(
    `${failed.length > 0 && !asksWhetherNot.test(normalized) ? 'いいえ。' : ''}うかがった内容（${told}）では、${verdict}${bounds ? `\n${bounds}` : ''}`,
    [record.id],
  )
}
