import type { LocatedRecord } from '../corpus-reader.ts'
import { type Finding, findingAt } from './finding.ts'

/** Approved records that stand before a record of the folder which was checked later. */
export function examineShadows(
  records: ReadonlyMap<string, LocatedRecord>,
  folder: ReadonlyMap<string, LocatedRecord>,
): Finding[] {
  return [...records.values()].flatMap((located) => {
    const hidden = folder.get(located.record.id)?.record
    if (!hidden || hidden.file === located.record.file || hidden.checkedOn <= located.record.checkedOn) return []
    const message = `より新しく確かめた ${hidden.file}（${hidden.checkedOn}）を隠しています`
    return [findingAt(located, 'warning', ['checkedOn'], message)]
  })
}
