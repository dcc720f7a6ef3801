import type { AttachmentsTable, Queryable, UnitOfWork } from './schema.ts'
import type { Attachment, DoorName } from './types.ts'
import { contextOf } from './unit-of-work.ts'

export type AttachmentRow = AttachmentsTable

/** What a list shows: everything but the bytes. */
export type AttachmentView = Omit<AttachmentRow, 'content'>

const shown = [
  'id',
  'conversation_id',
  'message_id',
  'door',
  'external_id',
  'kind',
  'file_name',
  'status',
  'reason',
  'media_type',
  'size',
  'attempts',
  'available_at',
  'created_at',
] as const

/** Notes that a message came with a file that is to be fetched for staff. */
export async function addAttachment(
  unit: UnitOfWork,
  wish: { conversationId: string; messageId: string; door: DoorName; externalId: string; attachment: Attachment },
): Promise<void> {
  const { clock, identifiers, touched } = contextOf(unit)
  const now = clock.now()
  const { attachment } = wish
  await unit
    .insertInto('attachments')
    .values({
      id: identifiers.uuid(),
      conversation_id: wish.conversationId,
      message_id: wish.messageId,
      door: wish.door,
      external_id: wish.externalId,
      kind: attachment.kind,
      file_name: attachment.fileName ?? null,
      status: attachment.refused === undefined ? 'waiting' : 'refused',
      reason: attachment.refused ?? null,
      media_type: null,
      size: attachment.size ?? null,
      content: null,
      attempts: 0,
      available_at: now,
      created_at: now,
    })
    .execute()
  touched.add('desk')
}

/** Keeps a file that staff send, beside the message that brings it. */
export async function keepStaffFile(
  unit: UnitOfWork,
  file: {
    id: string
    conversationId: string
    messageId: string
    door: string
    kind: Attachment['kind']
    fileName: string
    mediaType: string
    content: Uint8Array
  },
): Promise<void> {
  const now = contextOf(unit).clock.now()
  await unit
    .insertInto('attachments')
    .values({
      id: file.id,
      conversation_id: file.conversationId,
      message_id: file.messageId,
      door: file.door,
      external_id: '',
      kind: file.kind,
      file_name: file.fileName,
      status: 'stored',
      reason: null,
      media_type: file.mediaType,
      size: file.content.byteLength,
      content: file.content,
      attempts: 0,
      available_at: now,
      created_at: now,
    })
    .execute()
}

/** The files of a message that is taken back: nobody finds them any more. */
export async function deleteFilesOf(unit: UnitOfWork, messageId: string): Promise<void> {
  await unit.deleteFrom('attachments').where('message_id', '=', messageId).execute()
}

/** A read, so that idle polling never takes the write lock. */
export const hasWaitingAttachment = async (db: Queryable, door: DoorName, now: number): Promise<boolean> =>
  (await db
    .selectFrom('attachments')
    .select('id')
    .where('status', '=', 'waiting')
    .where('door', '=', door)
    .where('available_at', '<=', now)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** The next file to fetch, kept from others until `leaseMs` from now; the try is counted. */
export async function claimAttachment(
  unit: UnitOfWork,
  door: DoorName,
  leaseMs: number,
): Promise<AttachmentView | undefined> {
  const now = contextOf(unit).clock.now()
  const next = await unit
    .selectFrom('attachments')
    .select('id')
    .where('status', '=', 'waiting')
    .where('door', '=', door)
    .where('available_at', '<=', now)
    .orderBy('available_at')
    .limit(1)
    .executeTakeFirst()
  if (!next) return undefined
  return unit
    .updateTable('attachments')
    .set((column) => ({ attempts: column('attempts', '+', 1), available_at: now + leaseMs }))
    .where('id', '=', next.id)
    .where('status', '=', 'waiting')
    .where('available_at', '<=', now)
    .returning(shown)
    .executeTakeFirst()
}

export type Fetched =
  | { status: 'stored'; mediaType: string; content: Uint8Array }
  | { status: 'refused' | 'gone'; reason: string }
  | { status: 'waiting'; afterMs: number }

/** How a try ended; false, and nothing is written, for a file that was withdrawn in between. */
export async function finishAttachment(unit: UnitOfWork, id: string, fetched: Fetched): Promise<boolean> {
  const { clock, touched } = contextOf(unit)
  const columns = columnsOf(fetched, clock.now())
  const result = await unit
    .updateTable('attachments')
    .set(columns)
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .executeTakeFirst()
  touched.add('desk')
  return result.numUpdatedRows > 0n
}

function columnsOf(fetched: Fetched, now: number) {
  switch (fetched.status) {
    case 'stored': {
      const { content, mediaType } = fetched
      return { status: 'stored', media_type: mediaType, size: content.byteLength, content }
    }
    case 'waiting':
      return { available_at: now + fetched.afterMs }
    default:
      return { status: fetched.status, reason: fetched.reason }
  }
}

/** Files of conversations, oldest first, without their bytes. */
export async function listAttachments(db: Queryable, conversationIds: readonly string[]): Promise<AttachmentView[]> {
  return db
    .selectFrom('attachments')
    .select(shown)
    .where('conversation_id', 'in', [...conversationIds])
    .orderBy('created_at')
    .execute()
}

/** A file with its bytes; undefined for one that is not there (any more). */
export async function readAttachment(
  db: Queryable,
  id: string,
): Promise<(AttachmentRow & { content: Uint8Array }) | undefined> {
  const row = await db
    .selectFrom('attachments')
    .selectAll()
    .where('id', '=', id)
    .where('status', '=', 'stored')
    .executeTakeFirst()
  return row?.content ? { ...row, content: row.content } : undefined
}
