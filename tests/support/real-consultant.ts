import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { Consultant, TurnResult } from '../../bot/consultant.ts'
import { consultantOver, openRealLibrary, talk } from './consultant.ts'

/**
 * A consultant over the real corpus for the tests of a file: made before them, its index thrown away behind them. Returns
 * what puts turns to it as one conversation.
 */
export function realConsultant(): (turns: readonly string[], now?: number) => Promise<TurnResult> {
  let directory: string
  let consultant: Consultant
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'madoguchi-bot-'))
    consultant = consultantOver(await openRealLibrary(directory))
  })
  afterAll(() => rm(directory, { recursive: true, force: true }))
  return (turns, now) => talk(consultant, turns, now)
}
