import type { CaseRow } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { japanDay, japanInstant } from '../../storage/ground/japan-time.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { nextOpening } from '../hours/hours.ts'
import { momentWords } from '../hours/hours-words.ts'
import { readSetting } from '../settings/desk-settings.ts'
import type { Hours } from '../settings/shapes.ts'
import { deskTexts } from '../texts.ts'
import { amendCase, recordEvent } from './change-case.ts'
import { type Actor, type DeskContext, requireHold, withCase } from './desk-context.ts'
import { isResting } from './promise.ts'
import { writeNote } from './say.ts'

/** For how long a case rests: some minutes, until the desk opens on another day, or until a moment (milliseconds). */
export type Rest = { minutes: number } | { next: 'opening' } | { until: number }

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** What rests longer than that is forgotten, not put off. */
const MOST_DAYS = 90
/** Where nobody has set hours, a day begins at nine. */
const MORNING_MS = 9 * 60 * MINUTE_MS

/** When the desk opens on a later day than that of `now`. */
export function openingOfAnotherDay(hours: Hours, now: number): number {
  const tomorrow = japanInstant(japanDay(now + DAY_MS)) ?? now + DAY_MS
  const morning = tomorrow + MORNING_MS
  if (hours.weekly === null) return morning
  return nextOpening(hours, tomorrow) ?? morning
}

async function endOf(unit: UnitOfWork, rest: Rest, now: number): Promise<number> {
  if ('minutes' in rest) return now + rest.minutes * MINUTE_MS
  if ('next' in rest) return openingOfAnotherDay(await readSetting(unit, 'hours'), now)
  return rest.until
}

/**
 * Lets a case of one's own rest: nothing happens to it by itself until the moment has come or the user writes, and it is
 * no load on its owner. Throws `conflict` for a case in which nobody has answered yet, or whose talk is over, and
 * `bad_request` for a moment that is past or too far away.
 */
export async function snoozeCase(context: DeskContext, actor: Actor, caseId: string, rest: Rest): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    await requireHold(unit, row, actor)
    if (row.state !== 'ACTIVE' && row.state !== 'WAITING_USER') {
      const publicText =
        row.state === 'ASSIGNED'
          ? deskTexts.snoozeAfterReply
          : '対応中の相談だけを、あとに回せます。画面を更新してください。'
      throw new AppError('conflict', `cannot rest in ${row.state}`, { publicText, details: { state: row.state } })
    }
    const at = context.store.clock.now()
    const until = await endOf(unit, rest, at)
    if (until <= at || until > at + MOST_DAYS * DAY_MS) {
      const publicText = `再開する日時は、いまより後で、${MOST_DAYS}日以内にしてください。`
      throw new AppError('bad_request', 'no such rest', { publicText, details: { fields: ['until'] } })
    }
    const resting = await amendCase(unit, row, { snoozed_until: until }, at)
    await noteRest(unit, context, resting, { at, text: deskTexts.snoozed(momentWords(until, at)), author: actor })
    await recordEvent(unit, resting, { type: 'snoozed', actor: actor.login, at, reason: new Date(until).toISOString() })
    return resting
  })
}

/** Takes a resting case up again before its time; one that does not rest stays as it is. */
export async function wakeCase(context: DeskContext, actor: Actor, caseId: string): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    await requireHold(unit, row, actor)
    const at = context.store.clock.now()
    if (!isResting(row, at)) return row
    const awake = await amendCase(unit, row, { snoozed_until: at }, at)
    await recordEvent(unit, awake, { type: 'woken', actor: actor.login, at })
    return awake
  })
}

/** The moment has come: the owner is called by a note, and the clocks of the case run on from now. */
export async function restEnds(unit: UnitOfWork, context: DeskContext, row: CaseRow, at: number): Promise<void> {
  const mentions = row.owner === null ? [] : [row.owner]
  await noteRest(unit, context, row, { at, text: deskTexts.snoozeOver, mentions })
  await recordEvent(unit, row, { type: 'woken', actor: 'system', at })
}

async function noteRest(
  unit: UnitOfWork,
  context: DeskContext,
  row: CaseRow,
  note: { at: number; text: string; author?: Actor; mentions?: string[] },
): Promise<void> {
  const { at, text, author, mentions = [] } = note
  await writeNote(unit, context.identifiers, {
    conversationId: row.conversation_id,
    caseId: row.id,
    text,
    at,
    mentions,
    details: { author: { login: author?.login ?? 'system', name: author?.name ?? deskTexts.system } },
  })
}
