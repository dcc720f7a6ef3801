import { fileURLToPath } from 'node:url'
import type { Consultant, TurnResult } from '../../bot/consultant.ts'
import { createConsultant } from '../../bot/create-consultant.ts'
import type { Library } from '../../knowledge/library.ts'
import { openLibrary } from '../../knowledge/open-library.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { silentLogger } from '../../storage/ground/logger.ts'

export const corpusDirectory = fileURLToPath(new URL('../../knowledge/corpus', import.meta.url))
/** The day the corpus was checked; questions are asked on it unless a test moves the clock. */
export const checkedDay = Date.parse('2026-11-23T10:00:00+09:00')

/** The library of the real corpus; its index lives in `dataDirectory`. */
export const openRealLibrary = (dataDirectory: string): Promise<Library> =>
  openLibrary({ corpusDirectory, dataDirectory, logger: silentLogger })

export const consultantOver = (library: Library): Consultant =>
  createConsultant({ library, operator: { name: '試験の窓口' }, logger: silentLogger })

/** Puts turns to a consultant as one conversation; returns the last answer. */
export async function talk(consultant: Consultant, turns: readonly string[], now = checkedDay): Promise<TurnResult> {
  let state: JsonObject | undefined
  let last: TurnResult | undefined
  for (const text of turns) {
    last = await consultant.turn({ text, now, state })
    state = last.state
  }
  if (!last) throw new Error('no turn')
  return last
}
