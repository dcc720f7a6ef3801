import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isTokyoWard } from '../../knowledge/scheme/areas.ts'
import type { StepResult, TurnContext } from '../turn-context.ts'

const ordinals: readonly RegExp[] = [
  /一つ目|1つ目|1番|^1$/,
  /二つ目|2つ目|2番|^2$/,
  /三つ目|3つ目|3番|^3$/,
  /四つ目|4つ目|4番|^4$/,
  /五つ目|5つ目|5番|^5$/,
]

/** A short word for a thing is no subject when the question is about a scheme that has it. */
const isSubject = (record: KnowledgeRecord, wantsMeaning: boolean) => record.kind !== 'term' || wantsMeaning

/** Keeps records of the wards named, and puts the successor of an ended scheme before it. */
function arrange(
  records: KnowledgeRecord[],
  wards: readonly string[],
  all: ReadonlyMap<string, KnowledgeRecord>,
): KnowledgeRecord[] {
  const local = records.filter((record) => record.areas.some((area) => wards.includes(area)))
  const fitting = records.filter((record) => !record.areas.some((area) => isTokyoWard(area)) || local.includes(record))
  const kept = local.length > 0 ? local : wards.length > 0 && fitting.length > 0 ? fitting : records
  const withSuccessors = kept.flatMap((record) => {
    const successor = record.successor ? all.get(record.successor) : undefined
    return successor ? [successor, record] : [record]
  })
  const order = (record: KnowledgeRecord) => (record.successor ? 1 : 0)
  return [...new Set(withSuccessors)].sort((a, b) => order(a) - order(b))
}

/** Finds what the question is about without searching: a name in it, an item of the last list, what was spoken of. */
export function resolve(context: TurnContext): StepResult {
  const { library } = context.dependencies
  const { understanding, before } = context
  const known = (ids: readonly string[]) =>
    ids.map((id) => library.records.get(id)).filter((record) => record !== undefined)

  const position = ordinals.findIndex((pattern) => pattern.test(context.normalized))
  const listed = position >= 0 ? before.list[position] : undefined
  if (listed) {
    context.subjects = known([listed])
    context.subjectsBy = 'name'
    return 'continue'
  }

  const exact = understanding.names.filter(({ approximate }) => !approximate)
  const matches = exact.length > 0 ? exact : understanding.names
  const groups = matches
    .map((match) => known(match.recordIds).filter((record) => isSubject(record, understanding.wantsMeaning)))
    .filter((group) => group.length > 0)
  if (groups.length > 0) {
    const wards = understanding.areas.wards
    const arranged = groups.flatMap((group) => arrange(group, wards, library.records))
    // A name that belongs to another ward than the one asked for is not what was meant.
    const elsewhere =
      wards.length > 0 &&
      arranged.every((record) => record.areas.some(isTokyoWard) && !record.areas.some((area) => wards.includes(area)))
    if (!elsewhere) {
      context.subjects = [...new Set(arranged)].slice(0, 4)
      context.subjectsBy = 'name'
      return 'continue'
    }
  }
  if (understanding.pointsBack && before.focus.length > 0 && understanding.areas.wards.length === 0) {
    context.subjects = known(before.focus)
    context.subjectsBy = 'focus'
  }
  return 'continue'
}
