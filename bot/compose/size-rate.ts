import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isMedium, isSmall } from '../../knowledge/scheme/company.ts'
import { companyWords } from '../interview/condition-words.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { sayComputed } from './say.ts'
import { isTooUncertain, mayBeTold } from './scheme-words.ts'

/** The rate by the size of a company, and the size that a company as told seems to be of. */
const sizes = [
  { name: '小規模企業', isOf: isSmall },
  { name: '中小企業', isOf: isMedium },
] as const

const asksWhich =
  /どれ|どっち|どちら|何割|何分の|いくら|なんぼ|半額|半分|安く|やすく|割引|\d\/\d|\d分の|使え|つかえ|対象|いけ/
/** Words by which the reduction itself is asked about, where it was not spoken of. */
const ofReduction = /減免|軽減|割引|半額|半分|安く|やすく|審査請求料/
/** What is not reduced, or depends on more than the size. */
const depends =
  /出願料|実用新案|意匠|商標|アメリカ|米国|中国|欧州|海外|外国|件数|11年|1[1-9]年|20(?:0\d|1[0-8])年|共有|共同|親会社|子会社|株|出資|大企業|上場|福島/

/** 「社員18人の製造業、減免はどれ？」: which of the rates by size a company as it was told would seem to have. */
export function sizeRate(record: KnowledgeRecord, context: TurnContext): AnswerItem | undefined {
  const { memory, normalized, dependencies, understanding } = context
  const told = Object.keys(understanding.company).length > 0
  if (record.kind !== 'ip-procedure' && record.kind !== 'guidance') return undefined
  if (depends.test(normalized)) return undefined
  const spokenOf = context.subjectsBy === 'focus'
  if (!(spokenOf ? told || asksWhich.test(normalized) : asksWhich.test(normalized) && ofReduction.test(normalized)))
    return undefined
  const source = [record.id, ...record.related]
    .map((id) => dependencies.library.records.get(id))
    .find(
      (one) => one !== undefined && rateOf(one, '小規模企業') !== undefined && rateOf(one, '中小企業') !== undefined,
    )
  if (!source || isTooUncertain(source) || !mayBeTold(source, 'rate')) return undefined
  // Only of patents: the size is told for the share of the fees that is left to pay.
  if (record !== source && !(record.purposes.includes('知財') && /減免|軽減/.test(record.name))) return undefined
  // A company of which it is not known whether it is a small one may have either.
  if (isSmall(memory.company) === 'unknown') return undefined
  const size = sizes.find(({ isOf }) => isOf(memory.company) === 'meets')
  const rate = size && rateOf(source, size.name)
  if (!size || !rate) return undefined
  const words = companyWords(memory.company, []).join('、')
  return sayComputed(
    `うかがった内容（${words}）では、${size.name}にあたり、審査請求料と第1年分から第10年分の特許料は、払う額が${rate}になると考えられます。大企業に支配されていないことなど、ほかの条件もご確認ください。`,
    [source.id],
  )
}

const rateOf = ({ rate }: KnowledgeRecord, size: string): string | undefined =>
  rate?.values.find(({ for: label }) => label?.startsWith(size))?.value
