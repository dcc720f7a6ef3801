import type { LocatedRecord } from '../../knowledge/corpus-reader.ts'
import { readRecord } from '../../knowledge/record/read-record.ts'
import type { RecordDraft } from '../../knowledge/record/schema.ts'
import { writeRecord } from '../../knowledge/record/write-record.ts'

const sound: RecordDraft = {
  id: 'hoshi-josei',
  name: '星見区開発助成',
  shortName: '開発助成',
  kind: 'grant',
  level: '区',
  areas: ['板橋区'],
  what: { text: '新しい製品の開発の経費を助成します。' },
  contact: { name: '星見区産業振興課', phone: '03-0000-0000' },
  sources: [{ title: '星見区の案内', url: 'https://example.jp/josei', kind: 'official' }],
  confidence: 'high',
  checkedOn: '2026-11-01',
}

/** A sound record with `changes`, written to its file and read back: with the lines at which its values stand. */
export function sampleRecord(changes: Partial<RecordDraft> = {}, body = ''): LocatedRecord {
  const draft = { ...sound, ...changes }
  const reading = readRecord(`${draft.id}.md`, writeRecord(draft, body))
  if (!reading.record) throw new Error(reading.faults.map(({ message }) => message).join('\n'))
  return reading
}
