import { createHash } from 'node:crypto'
import { keepStaffFile } from '../../storage/attachments.ts'
import { recordAudit } from '../../storage/audit.ts'
import { findCase } from '../../storage/cases.ts'
import { findConversation } from '../../storage/conversations.ts'
import { judgeFile } from '../../storage/file-kinds.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Attachment } from '../../storage/types.ts'
import type { Actor, DeskContext } from '../cases/desk-context.ts'
import { writeAsStaff } from '../cases/reply.ts'
import type { FileLinks } from './file-links.ts'
import { fileTexts, sizeWords } from './file-words.ts'

/** Enough for a form or a photograph; it is held in memory and kept in the database. */
export const FILE_LIMIT = 10 * 1024 * 1024
const NAME_LIMIT = 120

const kindOf = (mediaType: string): Attachment['kind'] =>
  (['image', 'video', 'audio'] as const).find((kind) => mediaType.startsWith(`${kind}/`)) ?? 'file'

/** Nothing that a disk or a line of text would take for more than a name. */
const cleanName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '_')
    .trim()
    .slice(-NAME_LIMIT)

const bad = (publicText: string) => new AppError('bad_request', 'unfit file', { publicText })

export interface FileContext extends DeskContext {
  links: FileLinks
  /** Where users find us. */
  publicUrl: string | undefined
}

/** Without a public address, the one at which the browser of staff found us does for pages of ours, and for nothing else. */
async function baseOf({ store, publicUrl }: FileContext, caseId: string, origin: string | undefined): Promise<string> {
  if (publicUrl !== undefined) return publicUrl
  const row = await findCase(store.database, caseId)
  const conversation = row && (await findConversation(store.database, row.conversation_id))
  if (conversation?.door === 'web' && origin !== undefined) return origin
  throw new AppError('unavailable', 'no public address', { publicText: fileTexts.noAddress, retryable: false })
}

/**
 * Sends a file to the user of a case: kept here, and told as a signed address of ours, since no bot can send files on
 * LINE. What it is is read from its bytes. Each one is in the audit with its hash. Throws `unavailable` where nobody
 * knows our address, `bad_request` for a file that may not be sent, and what a reply throws.
 */
export async function sendFile(
  context: FileContext,
  actor: Actor,
  caseId: string,
  file: { name: string; content: Buffer; origin: string | undefined },
) {
  const { store, identifiers, links } = context
  const { content } = file
  const fileName = cleanName(file.name)
  if (fileName === '') throw bad(fileTexts.noName)
  if (content.length > FILE_LIMIT) throw bad(fileTexts.tooLarge(sizeWords(FILE_LIMIT)))
  const judged = await judgeFile(content)
  if ('refused' in judged) throw bad(fileTexts.refused[judged.refused])
  const { mediaType } = judged
  const id = identifiers.uuid()
  const base = await baseOf(context, caseId, file.origin)
  const { path, until } = await links.create(id)
  const text = fileTexts.sent(fileName)
  return writeAsStaff(context, actor, caseId, {
    text,
    said: `${text}\n${fileTexts.address(base + path, until, store.clock.now())}`,
    private: false,
    with: async (unit, row, messageId) => {
      const conversation = await findConversation(unit, row.conversation_id)
      await keepStaffFile(unit, {
        id,
        conversationId: row.conversation_id,
        messageId,
        door: conversation?.door ?? '',
        kind: kindOf(mediaType),
        fileName,
        mediaType,
        content,
      })
      const sha256 = createHash('sha256').update(content).digest('hex')
      recordAudit(unit, {
        actor: actor.login,
        action: 'file.sent',
        objectType: 'case',
        objectId: row.id,
        details: { file: id, mediaType, size: content.length, sha256 },
      })
    },
  })
}
