/**
 * A LINE house in a process of its own, to be killed. Argument: JSON of its settings. Prints the webhook's address in
 * one line when it is ready.
 */
import { z } from 'zod'
import { startLineHouse } from './line-house.ts'

const settings = z
  .object({ databaseUrl: z.string(), apiBaseUrl: z.string(), clockOffsetMs: z.number(), thinkingMs: z.number() })
  .parse(JSON.parse(process.argv[2] ?? '{}'))

const { clockOffsetMs, ...options } = settings
const house = await startLineHouse({ ...options, clock: { now: () => Date.now() + clockOffsetMs } })
process.stdout.write(`${house.webhookUrl}\n`)
