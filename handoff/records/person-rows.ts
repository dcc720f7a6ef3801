import { listAttachments } from '../../storage/attachments.ts'
import { type CaseRow, casesOfConversation } from '../../storage/cases.ts'
import { findRecord } from '../../storage/consultation-records.ts'
import { linkedConversations } from '../../storage/conversation-links.ts'
import { findConversation } from '../../storage/conversations.ts'
import { findFaqCandidate } from '../../storage/faq-candidates.ts'
import { japanMinute } from '../../storage/ground/japan-time.ts'
import { listMessages } from '../../storage/messages.ts'
import type { Queryable } from '../../storage/schema.ts'
import { namesOfStaff } from '../../storage/staff-accounts.ts'
import { surveysOfConversation } from '../../storage/surveys.ts'
import type { Message } from '../../storage/types.ts'
import { readState } from '../cases/transitions.ts'
import { stateNames } from '../texts.ts'
import {
  type PartnerKind,
  partnerKinds,
  type RecordOutcome,
  type ResultKind,
  recordOutcomes,
  resultKinds,
} from './record-words.ts'
import { rememberedWords } from './remembered-words.ts'

export type PersonRow = readonly [kind: string, at: string, door: string, who: string, words: string, caseId: string]

export const personColumns: PersonRow = ['種別', '日時', '入口', 'だれ', '内容', '相談の番号']

const moment = (instant: number): string => japanMinute(instant).replace('T', ' ')

const speakers: Record<Message['role'], string> = {
  user: '相談者',
  bot: 'AI',
  staff: '相談員',
  system: 'システム',
}

const words = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join('／')

interface Place {
  door: string
  names: ReadonlyMap<string, string>
}

function messageRows(messages: readonly Message[], { door }: Place): PersonRow[] {
  return messages.map((message) => [
    message.private ? 'メモ（職員のみ）' : 'やりとり',
    moment(message.at),
    door,
    speakers[message.role],
    message.text,
    message.caseId ?? '',
  ])
}

async function caseRows(database: Queryable, row: CaseRow, { door, names }: Place): Promise<PersonRow[]> {
  const at = moment(row.opened_at)
  const owner = row.owner === null ? '' : (names.get(row.owner) ?? row.owner)
  const told = words(
    row.topic,
    row.reason,
    stateNames[readState(row.state)],
    row.company && `会社：${row.company}`,
    row.label && `分類：${row.label}`,
    row.labels && `ラベル：${(JSON.parse(row.labels) as string[]).join('、')}`,
    row.outcome && `対応の記録：${row.outcome}`,
    row.closed_at !== null && `終了：${moment(row.closed_at)}`,
  )
  const record = await findRecord(database, row.id)
  const candidate = await findFaqCandidate(database, row.id)
  const written = record?.row
  return [
    ['相談', at, door, owner, told, row.id],
    ...(written
      ? [
          [
            '相談記録',
            moment(written.changed_at),
            door,
            names.get(written.changed_by) ?? written.changed_by,
            words(
              recordOutcomes[written.outcome as RecordOutcome] ?? written.outcome,
              written.summary,
              written.minutes !== null && `${written.minutes}分`,
              written.follow_up_on && `次の連絡：${written.follow_up_on}`,
            ),
            row.id,
          ] satisfies PersonRow,
        ]
      : []),
    ...(record?.results ?? []).map(
      (result): PersonRow => [
        '成果',
        result.on_day,
        door,
        '',
        words(
          resultKinds[result.kind as ResultKind] ?? result.kind,
          result.partner && (partnerKinds[result.partner as PartnerKind] ?? result.partner),
        ),
        row.id,
      ],
    ),
    ...(candidate
      ? [
          [
            '資料の候補',
            moment(candidate.opened_at),
            door,
            names.get(candidate.opened_by) ?? candidate.opened_by,
            words(candidate.question, candidate.answer, candidate.note),
            row.id,
          ] satisfies PersonRow,
        ]
      : []),
  ]
}

/**
 * Everything that is kept of a person, a line each, below the names of its columns: both threads of one who is linked,
 * what the bot remembers, notes of staff, files by their names, cases, records, results, candidates for the records and
 * surveys. Moments are Japan's.
 */
export async function personRows(database: Queryable, conversationId: string): Promise<PersonRow[]> {
  const ids = await linkedConversations(database, conversationId)
  const names = await namesOfStaff(database)
  const rows: PersonRow[] = [personColumns]
  for (const id of ids) {
    const conversation = await findConversation(database, id)
    if (conversation === undefined) continue
    const place = { door: conversation.door, names }
    rows.push([
      '利用者',
      moment(conversation.createdAt),
      place.door,
      '',
      `利用者番号：${conversation.conversationKey}`,
      '',
    ])
    const remembered = words(...rememberedWords(conversation.state))
    if (remembered !== '') rows.push(['AIの記憶', '', place.door, 'AI', remembered, ''])
    rows.push(...messageRows(await listMessages(database, id), place))
    for (const file of await listAttachments(database, [id])) {
      const told = words(file.file_name ?? file.kind, file.status === 'stored' ? '保存あり' : '保存なし')
      rows.push(['ファイル', moment(file.created_at), place.door, '', told, ''])
    }
    for (const row of await casesOfConversation(database, id)) rows.push(...(await caseRows(database, row, place)))
    for (const survey of await surveysOfConversation(database, id)) {
      const told = words(survey.score !== null && `満足度 ${survey.score}／5`, survey.comment)
      const at = moment(survey.answered_at ?? survey.asked_at)
      rows.push(['アンケート', at, place.door, '相談者', told, survey.case_id ?? ''])
    }
  }
  return rows
}
