/**
 * A server of the desk in a process of its own. Reads lines `round caseId at` and, at that instant, claims the case for
 * its member of staff; tells `round won` or `round lost <owner>`.
 */
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { claimCase } from '../../handoff/cases/claim.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'

const [login = '', name = '', url = ''] = process.argv.slice(2)
const store = await openStore({ url, clock: systemClock, identifiers: randomIdentifiers, logger: silentLogger })
const context = { store, identifiers: randomIdentifiers }
process.stdout.write('ready\n')

for await (const line of createInterface({ input: process.stdin })) {
  const [round = '', caseId = '', at = ''] = line.split(' ')
  await sleep(Math.max(0, Number(at) - Date.now()))
  try {
    await claimCase(context, { login, name, role: 'responder' }, caseId)
    process.stdout.write(`${round} won\n`)
  } catch (thrown) {
    const owner = thrown instanceof AppError && thrown.code === 'conflict' ? thrown.details.ownerLogin : 'unknown'
    process.stdout.write(`${round} lost ${String(owner)}\n`)
  }
}
await store.close()
