import { findOpenCase } from '../../storage/cases.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { contextOf } from '../../storage/unit-of-work.ts'
import { noticesOf } from '../cases/notices-of.ts'
import { sayAsSystem } from '../cases/say.ts'
import type { Notices } from '../foreign-texts.ts'

type Refusals = Pick<Notices, 'fileRefused'>

/** What the user is told of a file that is not taken, by its reason; undefined for one that they have taken back. */
export function wordsForRefusedFile(reason: string | undefined, { fileRefused }: Refusals): string | undefined {
  switch (reason) {
    case 'too-large':
    case 'type':
    case 'empty':
    case 'elsewhere':
      return fileRefused[reason]
    case 'deleted':
    case 'not-available':
      return fileRefused.lost
    default:
      return undefined
  }
}

/** Tells the user that a file is not taken, or could not be had: they think that staff have it. */
export async function tellRefusedFile(
  unit: UnitOfWork,
  identifiers: Identifiers,
  { conversationId, reason }: { conversationId: string; reason: string },
): Promise<void> {
  const text = wordsForRefusedFile(reason, await noticesOf(unit, conversationId))
  const open = await findOpenCase(unit, conversationId)
  if (text === undefined || open === undefined) return
  const at = contextOf(unit).clock.now()
  await sayAsSystem(unit, identifiers, { conversationId, caseId: open.id, text, at })
}
