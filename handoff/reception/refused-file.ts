import { findOpenCase } from '../../storage/cases.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { contextOf } from '../../storage/unit-of-work.ts'
import { sayAsSystem } from '../cases/say.ts'
import { texts } from '../texts.ts'

const isKnown = (reason: string): reason is keyof typeof texts.fileRefused => reason in texts.fileRefused

/** What the user is told of a file that is not taken; undefined where there is nothing they could do about it. */
export const wordsForRefusedFile = (reason: string | undefined): string | undefined =>
  reason !== undefined && isKnown(reason) ? texts.fileRefused[reason] : undefined

/** Tells the user that a file, now that it was looked at, is not taken: they think that staff have it. */
export async function tellRefusedFile(
  unit: UnitOfWork,
  identifiers: Identifiers,
  { conversationId, reason }: { conversationId: string; reason: string },
): Promise<void> {
  const text = wordsForRefusedFile(reason)
  const open = await findOpenCase(unit, conversationId)
  if (text === undefined || open === undefined) return
  const at = contextOf(unit).clock.now()
  await sayAsSystem(unit, identifiers, { conversationId, caseId: open.id, text, at })
}
